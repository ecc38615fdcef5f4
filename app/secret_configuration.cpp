// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/secret_configuration.h"

#include "server/ci/cryptography.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype leastMasked = 6; // bytes: fewer would be found everywhere (core/ci)

// Empty where the text is no base64.
QByteArray fromBase64(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? decoded.decoded : QByteArray();
}

// PEM, or the beginning of the base64 of a key's DER.
bool isMeantAsKey(const QByteArray &secret)
{
    constexpr qsizetype shortestDer = 100;
    const QByteArray text = secret.trimmed();
    return text.startsWith("-----") || (text.startsWith("MI") && text.size() > shortestDer);
}

// Why it could never prove anything, and what to write instead; empty where it could.
QString problemOf(const QByteArray &secret)
{
    constexpr qsizetype ed25519KeyBytes = 32;
    if (secret.isEmpty())
        return u"an empty secret would let everyone in"_s;
    if (isMeantAsKey(secret))
        return isRsaPublicKey(secret)
                ? QString()
                : u"this public key cannot be read: expected all of an RSA key, from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----"_s;
    if (secret.trimmed() != secret)
        return u"there is a blank or a line break before or behind this secret: take it out"_s;
    if (secret.startsWith("whsec_") && fromBase64(secret.sliced(6)).isEmpty())
        return u"what follows whsec_ is not base64: copy the secret once more, as the service shows it"_s;
    if (secret.startsWith("whpk_") && fromBase64(secret.sliced(5)).size() != ed25519KeyBytes)
        return u"what follows whpk_ is not the base64 of an Ed25519 key: copy the key once more, as the service shows it"_s;
    return {};
}

} // namespace

Result<QByteArrayList> readSecrets(const TomlReader &reader, const toml::node &node)
{
    const auto values = reader.list(node);
    if (!values)
        return values.error();
    if (values->isEmpty())
        return reader.error(node, problemOf({}));
    QByteArrayList secrets;
    for (const QString &value : *values) {
        const QByteArray secret = value.toUtf8();
        if (value.contains(u'…'))
            reader.warn(node, u"\"…\" stands for something in an example: put a secret of your own in its place"_s);
        else if (const QString problem = problemOf(secret); !problem.isEmpty())
            return reader.error(node, problem);
        else if (secret.size() < leastMasked)
            reader.warn(node,
                        u"a secret of fewer than %1 bytes is easily guessed, and is not hidden in the inspector"_s.arg(
                                leastMasked));
        secrets << secret;
    }
    return secrets;
}

} // namespace tallywall
