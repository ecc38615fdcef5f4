// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The schemes that show a digest of the body, made with a secret (RFC 2104, HMAC), in hexadecimal.
#include "core/ci/proving.h"

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

using Hmac = QByteArray (*)(const QByteArray &key, QByteArrayView message);

Proof compareDigest(const QString &scheme, QByteArrayView hex, const QByteArrayList &secrets, QByteArrayView message,
                    Hmac hmac)
{
    const QByteArray digest = fromHex(hex);
    if (digest.isEmpty())
        return wrong(scheme, u"there are no hexadecimal digits where they belong"_s);
    const bool matches = anyOf(sharedSecrets(secrets),
                               [&](const QByteArray &secret) { return sameDigest(digest, hmac(secret, message)); });
    return matches ? given(scheme) : noSecretMatches(scheme);
}

Proof proveHex(const QString &scheme, const QByteArray &header, const QByteArray &prefix, const Delivery &delivery,
               const QByteArrayList &secrets, QByteArrayView message, Hmac hmac)
{
    const QByteArray value = proofIn(delivery, header);
    if (value.isEmpty() || value == prefix) // Gitea sends the header without a value where no secret is set
        return missingProof(scheme, header);
    if (!value.startsWith(prefix))
        return wrong(scheme, u"it does not begin with \"%1\""_s.arg(QString::fromLatin1(prefix)));
    return compareDigest(scheme, QByteArrayView(value).sliced(prefix.size()), secrets, message, hmac);
}

} // namespace

Scheme hexHmac(const QByteArray &header, const QByteArray &prefix, Over over)
{
    return [=](const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &cryptography) {
        return proveHex(u"%1 (HMAC-SHA256)"_s.arg(QString::fromLatin1(header)), header, prefix, delivery, secrets,
                        over == Over::Body ? delivery.body : delivery.document, cryptography.hmacSha256);
    };
}

Scheme hexHmacSha1(const QByteArray &header, const QByteArray &prefix)
{
    return [=](const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &cryptography) {
        return proveHex(u"%1 (HMAC-SHA1)"_s.arg(QString::fromLatin1(header)), header, prefix, delivery, secrets,
                        delivery.body, cryptography.hmacSha1);
    };
}

Scheme versionedHmac(const QByteArray &header)
{
    return [header](const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &cryptography) {
        const QString scheme = u"%1 (HMAC-SHA256)"_s.arg(QString::fromLatin1(header));
        const QByteArray value = proofIn(delivery, header);
        if (value.isEmpty())
            return missingProof(scheme, header);
        return compareDigest(scheme, pairValue(value, "v1"), secrets, delivery.body, cryptography.hmacSha256);
    };
}

Scheme timestampedHmac(const QByteArray &header)
{
    return [header](const Delivery &delivery, const QByteArrayList &secrets, const Cryptography &cryptography) {
        const QString scheme = u"%1 (HMAC-SHA256 with a time)"_s.arg(QString::fromLatin1(header));
        const QByteArray value = proofIn(delivery, header);
        if (value.isEmpty())
            return missingProof(scheme, header);
        const QByteArray time = pairValue(value, "timestamp");
        Proof proof = compareDigest(scheme, pairValue(value, "signature"), secrets, time + '.' + delivery.body,
                                    cryptography.hmacSha256);
        if (proof.verdict != Verdict::Given)
            return proof;
        return stale(scheme, unixTime(time), delivery.received).value_or(proof);
    };
}

} // namespace tallywall::ci
