// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery.h"

#include <QByteArrayList>

#include <functional>

namespace tallywall::ci {

// What a delivery proves about who sent it, given the secrets that are set.
enum class Verdict : quint8 {
    Given,   // one of the secrets matches
    Missing, // the delivery carries no proof at all
    Wrong,   // it carries one, and it matches none of the secrets
    Stale,   // it is right, and older or newer than the replay window allows
};

[[nodiscard]] QByteArray verdictWord(Verdict verdict);   // "given", "missing", "wrong", "stale"
[[nodiscard]] Verdict verdictFromWord(QStringView word); // Wrong for any other word

struct Proof {
    Verdict verdict = Verdict::Missing;
    QString scheme; // "X-Hub-Signature-256 (HMAC-SHA256)"; empty where nothing was tried
    QString why;    // why it is not given, in a sentence; empty where it is

    friend bool operator==(const Proof &, const Proof &) = default;
};

// What proving needs beyond Qt Core; the server has it from OpenSSL (server/ci/cryptography.h). Pure, and constant-time where
// secrets are compared.
struct Cryptography {
    QByteArray (*hmacSha256)(const QByteArray &key, QByteArrayView message) = nullptr; // 32 bytes
    QByteArray (*hmacSha1)(const QByteArray &key, QByteArrayView message) = nullptr;   // 20 bytes
    // Whether the signature is the key's; false, too, where the key is none. `key`: PEM, or the base64 of its DER.
    bool (*rsaSha1)(const QByteArray &key, QByteArrayView message, const QByteArray &signature) = nullptr;
    bool (*ed25519)(const QByteArray &publicKey, QByteArrayView message, const QByteArray &signature)
            = nullptr; // 32 bytes
};

// How far the time in a signature may be from ours.
constexpr std::chrono::minutes replayWindow{5};

// One way to prove an origin: looks for its header, and compares with every secret.
using Scheme = std::function<Proof(const Delivery &, const QByteArrayList &secrets, const Cryptography &)>;

// The schemes of the services. "header" is the name of the one that carries the proof; a header that is not there, or is
// there without a value, is Missing.
[[nodiscard]] Scheme sharedToken(const QByteArray &header);
// `prefix` + hex HMAC-SHA256 of the raw body (`Over::Body`) or of the document in it (`Over::Document`).
enum class Over : quint8 { Body, Document };
[[nodiscard]] Scheme hexHmac(const QByteArray &header, const QByteArray &prefix = {}, Over over = Over::Body);
// Legacy `sha1=` + hex HMAC-SHA1 of the raw body.
[[nodiscard]] Scheme hexHmacSha1(const QByteArray &header, const QByteArray &prefix);
// "v1=<hex>,v2=…": a list of which v1, HMAC-SHA256 of the raw body, is what is known (CircleCI).
[[nodiscard]] Scheme versionedHmac(const QByteArray &header);
// "timestamp=<unix>,signature=<hex>" over "<timestamp>.<body>" (Buildkite).
[[nodiscard]] Scheme timestampedHmac(const QByteArray &header);
// Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature, a list of "v1,<base64>" and "v1a,<base64>" over
// "<id>.<timestamp>.<body>". Secrets: "whsec_<base64>" (or any text, as its own bytes) and "whpk_<base64>".
[[nodiscard]] Scheme standardWebhook();
// HTTP Signatures (draft-cavage) with hmac-sha256 over Date and Digest, and the Digest over the body (Drone).
[[nodiscard]] Scheme httpSignature();
// base64 RSA-SHA1 of the document; a secret is the public key (Travis CI).
[[nodiscard]] Scheme rsaSha1Signature(const QByteArray &header);

// Every scheme of the service, and those that are taken from everyone: Authorization: Bearer SECRET, Basic with a secret as
// the password (or "user:password" as the secret), and the secret in the path. One that is given is enough; else what was
// wrong or stale says more than what is missing.
[[nodiscard]] Proof prove(const QList<Scheme> &schemes, const Delivery &delivery, const QByteArrayList &secrets,
                          const Cryptography &cryptography);

} // namespace tallywall::ci
