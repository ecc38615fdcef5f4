// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The schemes that show a signature in base64: Standard Webhooks, HTTP Signatures, RSA-SHA1.
#include "core/ci/proving.h"

#include <QCryptographicHash>

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// Of a list for the rotation of secrets. Each is compared with each secret, and each "v1a" costs a reading of the body.
constexpr qsizetype mostSignatures = 8;

// The key of a Standard Webhooks secret.
QByteArray webhookKey(const QByteArray &secret)
{
    constexpr QByteArrayView mark("whsec_");
    return secret.startsWith(mark) ? fromBase64(QByteArrayView(secret).sliced(mark.size())) : secret;
}

// The signatures of a version that a list like "v1,<base64> v1a,<base64>" holds.
QByteArrayList signaturesOf(const QByteArray &list, QByteArrayView version)
{
    QByteArrayList signatures;
    for (const QByteArray &one : list.split(' ')) {
        const qsizetype comma = one.indexOf(',');
        if (comma >= 0 && QByteArrayView(one).first(comma) == version && signatures.size() < mostSignatures)
            signatures << fromBase64(QByteArrayView(one).sliced(comma + 1));
    }
    return signatures;
}

bool isSignedWebhook(const QByteArray &list, const QByteArray &message, const QByteArrayList &secrets,
                     const Cryptography &cryptography)
{
    const QByteArrayList shared = signaturesOf(list, "v1");
    bool matches = !shared.isEmpty() && anyOf(sharedSecrets(secrets), [&](const QByteArray &secret) {
        const QByteArray key = webhookKey(secret);
        const QByteArray expected = key.isEmpty() ? QByteArray() : cryptography.hmacSha256(key, message);
        return !expected.isEmpty()
                && anyOf(shared, [&](const QByteArray &signature) { return sameDigest(signature, expected); });
    });
    for (const QByteArray &signature : signaturesOf(list, "v1a")) {
        matches |= anyOf(publicKeys(secrets), [&](const QByteArray &key) {
            return key.startsWith("whpk_")
                    && cryptography.ed25519(fromBase64(QByteArrayView(key).sliced(5)), message, signature);
        });
    }
    return matches;
}

Proof proveStandardWebhook(const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &cryptography)
{
    const QString scheme = u"webhook-signature (Standard Webhooks)"_s;
    const QByteArray signatures = proofIn(delivery, "webhook-signature");
    if (signatures.isEmpty())
        return missingProof(scheme, "webhook-signature");
    const QByteArray time = proofIn(delivery, "webhook-timestamp");
    const QByteArray message = proofIn(delivery, "webhook-id") + '.' + time + '.' + delivery.body;
    if (!isSignedWebhook(signatures, message, secrets, cryptography))
        return noSecretMatches(scheme);
    return stale(scheme, unixTime(time), delivery.received).value_or(given(scheme));
}

Proof proveHttpSignature(const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &cryptography)
{
    const QString scheme = u"Signature (HTTP Signatures, HMAC-SHA256)"_s;
    const QByteArray field = proofIn(delivery, "Signature");
    if (field.isEmpty())
        return missingProof(scheme, "Signature");
    if (pairValue(field, "algorithm") != "hmac-sha256" || pairValue(field, "headers").toLower() != "date digest")
        return wrong(scheme, u"what is understood is algorithm=\"hmac-sha256\" over headers=\"date digest\""_s);
    const QByteArray date = proofIn(delivery, "Date");
    const QByteArray digest = proofIn(delivery, "Digest");
    const QByteArray message = "date: " + date + "\ndigest: " + digest;
    const QByteArray bytes = fromBase64(pairValue(field, "signature"));
    const bool matches = anyOf(sharedSecrets(secrets), [&](const QByteArray &secret) {
        return sameDigest(bytes, cryptography.hmacSha256(secret, message));
    });
    if (!matches)
        return noSecretMatches(scheme);
    if (digest != "SHA-256=" + QCryptographicHash::hash(delivery.body, QCryptographicHash::Sha256).toBase64())
        return wrong(scheme, u"the Digest is not that of the body"_s);
    return stale(scheme, httpDate(date), delivery.received).value_or(given(scheme));
}

} // namespace

Scheme standardWebhook()
{
    return &proveStandardWebhook;
}

Scheme httpSignature()
{
    return &proveHttpSignature;
}

Scheme rsaSha1Signature(const QByteArray &header)
{
    return [header](const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &cryptography) {
        const QString scheme = u"%1 (RSA-SHA1)"_s.arg(QString::fromLatin1(header));
        const QByteArray value = proofIn(delivery, header);
        if (value.isEmpty())
            return missingProof(scheme, header);
        const QByteArray signature = fromBase64(value);
        const bool matches = anyOf(publicKeys(secrets), [&](const QByteArray &key) {
            return cryptography.rsaSha1(key, delivery.document, signature);
        });
        return matches ? given(scheme) : wrong(scheme, u"none of the public keys that are set here made it"_s);
    };
}

} // namespace tallywall::ci
