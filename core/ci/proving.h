// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/proof.h"

#include <optional>

namespace tallywall::ci {

// What the schemes of proof.h are made of, and what reads their headers for more than a proof (Buildkite).

[[nodiscard]] Proof given(const QString &scheme);
[[nodiscard]] Proof missingProof(const QString &scheme, const QByteArray &header);
[[nodiscard]] Proof wrong(const QString &scheme, const QString &why);
[[nodiscard]] Proof noSecretMatches(const QString &scheme);

// The header without the blanks around it, and no more of it than a proof may take: 8 KiB.
[[nodiscard]] QByteArray proofIn(const Delivery &delivery, QByteArrayView header);

// A PEM block, the base64 of a key's DER, or "whpk_…". Everybody may know a public key: it verifies signatures, and is never
// taken for a secret that its sender shows or signs with.
[[nodiscard]] bool isPublicKey(const QByteArray &secret);
[[nodiscard]] QByteArrayList publicKeys(const QByteArrayList &secrets);
// All others, but for empty ones.
[[nodiscard]] QByteArrayList sharedSecrets(const QByteArrayList &secrets);

// Every secret is tried, so that the time does not tell which one it was.
template<typename Matches>
bool anyOf(const QByteArrayList &secrets, const Matches &matches)
{
    bool found = false;
    for (const QByteArray &secret : secrets)
        found |= matches(secret);
    return found;
}

// In constant time; an empty one is never the same.
[[nodiscard]] bool sameDigest(const QByteArray &given, const QByteArray &expected);

// Empty where the text is anything else.
[[nodiscard]] QByteArray fromHex(QByteArrayView hex);
[[nodiscard]] QByteArray fromBase64(QByteArrayView text);

// The value of one of the name=value pairs between commas, as Buildkite, CircleCI and HTTP Signatures write them, without the
// quotes around it; empty where there is none.
[[nodiscard]] QByteArray pairValue(QByteArrayView list, QByteArrayView name);

[[nodiscard]] std::optional<TimePoint> unixTime(QByteArrayView seconds);
// RFC 9110, section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::optional<TimePoint> httpDate(const QByteArray &text);

// Nothing within the replay window, else what to say of it.
[[nodiscard]] std::optional<Proof> stale(const QString &scheme, std::optional<TimePoint> said, TimePoint received);

} // namespace tallywall::ci
