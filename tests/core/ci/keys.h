// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <openssl/types.h>

#include <memory>

namespace tallywall {

// A pair of keys that lives as long as a test, so that none stands in a file.
class KeyPair
{
public:
    [[nodiscard]] static KeyPair rsa(unsigned bits);
    [[nodiscard]] static KeyPair ed25519();
    [[nodiscard]] static KeyPair ellipticCurve(); // P-256

    [[nodiscard]] QByteArray pem() const; // "-----BEGIN PUBLIC KEY-----"
    [[nodiscard]] QByteArray der() const;
    [[nodiscard]] QByteArray raw() const; // of an Ed25519 key: 32 bytes
    // `digest`: "SHA1"; null for Ed25519, which brings its own.
    [[nodiscard]] QByteArray sign(const QByteArray &message, const char *digest = nullptr) const;

private:
    explicit KeyPair(EVP_PKEY *key);

    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace tallywall
