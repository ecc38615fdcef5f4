// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/proof.h"

#include "core/ci/proving.h"
#include "core/secret.h"

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, 4> verdictWords{"given", "missing", "wrong", "stale"};

// What follows the name of the scheme in Authorization (RFC 9110, section 11.4); nothing where it names another.
std::optional<QByteArray> credentialsOf(const Delivery &delivery, QByteArrayView scheme)
{
    const QByteArray field = proofIn(delivery, "Authorization");
    const qsizetype blank = field.indexOf(' ');
    if (blank < 0 || field.left(blank).compare(scheme, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    return field.sliced(blank).trimmed();
}

Proof proveBearer(const Delivery &delivery, const QByteArrayList &shared)
{
    const QString scheme = u"Authorization: Bearer"_s;
    const auto token = credentialsOf(delivery, "Bearer");
    if (!token)
        return missingProof(scheme, "Authorization");
    return isOneOfSecrets(*token, shared) ? given(scheme) : noSecretMatches(scheme);
}

Proof proveBasic(const Delivery &delivery, const QByteArrayList &shared)
{
    const QString scheme = u"Authorization: Basic"_s;
    const auto encoded = credentialsOf(delivery, "Basic");
    if (!encoded)
        return missingProof(scheme, "Authorization");
    const QByteArray credentials = fromBase64(*encoded);
    const QByteArray password = credentials.sliced(credentials.indexOf(':') + 1);
    // Both are always compared, for the sake of an even time.
    const bool whole = isOneOfSecrets(credentials, shared);
    const bool half = isOneOfSecrets(password, shared);
    return whole || half ? given(scheme) : noSecretMatches(scheme);
}

Proof provePath(const Delivery &delivery, const QByteArrayList &shared)
{
    const QString scheme = u"secret in the address"_s;
    if (delivery.secret.isEmpty())
        return {Verdict::Missing, scheme, u"there is no secret in the address"_s};
    return isOneOfSecrets(delivery.secret, shared) ? given(scheme) : noSecretMatches(scheme);
}

} // namespace

QByteArray verdictWord(Verdict verdict)
{
    return QByteArray(verdictWords.at(static_cast<std::size_t>(verdict)));
}

Verdict verdictFromWord(QStringView word)
{
    for (std::size_t i = 0; i < verdictWords.size(); ++i) {
        if (word == QLatin1StringView(verdictWords.at(i)))
            return static_cast<Verdict>(i);
    }
    return Verdict::Wrong;
}

Scheme sharedToken(const QByteArray &header)
{
    return [header](const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &) {
        const QString scheme = QString::fromLatin1(header);
        const QByteArray token = proofIn(delivery, header);
        if (token.isEmpty())
            return missingProof(scheme, header);
        return isOneOfSecrets(token, sharedSecrets(secrets)) ? given(scheme) : noSecretMatches(scheme);
    };
}

Proof prove(const QList<Scheme> &schemes, const Delivery &delivery, const QByteArrayList &secrets,
            const Cryptography &cryptography)
{
    QList<Proof> proofs;
    for (const Scheme &scheme : schemes)
        proofs.append(scheme(delivery, secrets, cryptography));
    const QByteArrayList shared = sharedSecrets(secrets);
    proofs << proveBearer(delivery, shared) << proveBasic(delivery, shared) << provePath(delivery, shared);
    for (const Verdict verdict : {Verdict::Given, Verdict::Stale, Verdict::Wrong}) {
        const auto found = std::find_if(proofs.begin(), proofs.end(),
                                        [verdict](const Proof &proof) { return proof.verdict == verdict; });
        if (found != proofs.end())
            return *found;
    }
    return {Verdict::Missing, {}, u"it carries no proof of who sent it"_s};
}

} // namespace tallywall::ci
