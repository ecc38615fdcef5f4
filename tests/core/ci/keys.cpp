// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/keys.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <cstddef>

namespace tallywall {

namespace {

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

} // namespace

KeyPair::KeyPair(EVP_PKEY *key) : m_key(key, &EVP_PKEY_free) { }

KeyPair KeyPair::rsa(unsigned bits)
{
    return KeyPair(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t(bits)));
}

KeyPair KeyPair::ed25519()
{
    return KeyPair(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

KeyPair KeyPair::ellipticCurve()
{
    return KeyPair(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

QByteArray KeyPair::pem() const
{
    QByteArray text("-----BEGIN PUBLIC KEY-----\n");
    const QByteArray base64 = der().toBase64();
    for (qsizetype at = 0; at < base64.size(); at += 64)
        text += base64.mid(at, 64) + '\n';
    return text + "-----END PUBLIC KEY-----\n";
}

QByteArray KeyPair::der() const
{
    QByteArray bytes(i2d_PUBKEY(m_key.get(), nullptr), Qt::Uninitialized);
    unsigned char *at = bytesOf(bytes);
    i2d_PUBKEY(m_key.get(), &at);
    return bytes;
}

QByteArray KeyPair::raw() const
{
    std::size_t size = 32;
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    EVP_PKEY_get_raw_public_key(m_key.get(), bytesOf(bytes), &size);
    return bytes;
}

QByteArray KeyPair::sign(const QByteArray &message, const char *digest) const
{
    const auto *input = reinterpret_cast<const unsigned char *>(message.constData());
    const auto length = std::size_t(message.size());
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_DigestSignInit_ex(context, nullptr, digest, nullptr, nullptr, m_key.get(), nullptr);
    std::size_t size = 0;
    EVP_DigestSign(context, nullptr, &size, input, length);
    QByteArray signature(qsizetype(size), Qt::Uninitialized);
    EVP_DigestSign(context, bytesOf(signature), &size, input, length);
    EVP_MD_CTX_free(context);
    signature.truncate(qsizetype(size));
    return signature;
}

} // namespace tallywall
