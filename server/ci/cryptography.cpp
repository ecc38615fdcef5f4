// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/cryptography.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <limits>
#include <memory>
#include <utility>

namespace tallywall {

namespace {

constexpr qsizetype mostKeyBytes = 16'384;
constexpr int leastRsaBits = 1024;
constexpr int mostRsaBits = 8192;
constexpr qsizetype ed25519KeyBytes = 32; // RFC 8032, section 5.1.5
constexpr qsizetype ed25519SignatureBytes = 64;

struct FreeBio {
    void operator()(BIO *bio) const { BIO_free(bio); }
};
struct FreeKey {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
struct FreeDigest {
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

// Whatever goes wrong in between is not left for others to find.
class Errors
{
public:
    Errors() { ERR_set_mark(); }
    ~Errors() { ERR_pop_to_mark(); }
    Q_DISABLE_COPY_MOVE(Errors)
};

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

QByteArray hmac(const EVP_MD *digest, const QByteArray &key, QByteArrayView message)
{
    const Errors errors;
    if (key.size() > std::numeric_limits<int>::max())
        return {};
    QByteArray out(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned size = 0;
    if (!HMAC(digest, key.constData(), int(key.size()), bytesOf(message), std::size_t(message.size()),
              reinterpret_cast<unsigned char *>(out.data()), &size))
        return {};
    out.truncate(qsizetype(size));
    return out;
}

QByteArray hmacSha256(const QByteArray &key, QByteArrayView message)
{
    return hmac(EVP_sha256(), key, message);
}

QByteArray hmacSha1(const QByteArray &key, QByteArrayView message)
{
    return hmac(EVP_sha1(), key, message);
}

Key keyOfPem(const QByteArray &pem)
{
    const std::unique_ptr<BIO, FreeBio> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    const auto noPassword = [](char *, int, int, void *) { return -1; }; // else OpenSSL would ask at the terminal
    return Key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, noPassword, nullptr) : nullptr);
}

Key keyOfDer(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.simplified().replace(' ', ""),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return {};
    const unsigned char *at = bytesOf(decoded.decoded);
    return Key(d2i_PUBKEY(nullptr, &at, long(decoded.decoded.size())));
}

// Null for what is no key of that kind and size.
Key rsaKeyOf(const QByteArray &text)
{
    if (text.size() > mostKeyBytes)
        return {};
    const QByteArray trimmed = text.trimmed();
    Key key = trimmed.startsWith("-----BEGIN") ? keyOfPem(trimmed) : keyOfDer(trimmed);
    if (!key || EVP_PKEY_is_a(key.get(), "RSA") != 1)
        return {};
    const int bits = EVP_PKEY_get_bits(key.get());
    return bits >= leastRsaBits && bits <= mostRsaBits ? std::move(key) : Key();
}

bool isSigned(EVP_PKEY *key, const EVP_MD *digest, QByteArrayView message, const QByteArray &signature)
{
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1
            && EVP_DigestVerify(context.get(), bytesOf(signature), std::size_t(signature.size()), bytesOf(message),
                                std::size_t(message.size()))
            == 1;
}

bool rsaSha1(const QByteArray &text, QByteArrayView message, const QByteArray &signature)
{
    const Errors errors;
    if (signature.size() > mostRsaBits / 8)
        return false;
    const Key key = rsaKeyOf(text);
    return key && isSigned(key.get(), EVP_sha1(), message, signature);
}

bool ed25519(const QByteArray &publicKey, QByteArrayView message, const QByteArray &signature)
{
    const Errors errors;
    if (publicKey.size() != ed25519KeyBytes || signature.size() != ed25519SignatureBytes)
        return false;
    const Key key(
            EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(publicKey), std::size_t(publicKey.size())));
    return key && isSigned(key.get(), nullptr, message, signature); // it brings a digest of its own
}

constexpr ci::Cryptography byOpenssl{
        .hmacSha256 = &hmacSha256, .hmacSha1 = &hmacSha1, .rsaSha1 = &rsaSha1, .ed25519 = &ed25519};

} // namespace

const ci::Cryptography &cryptography()
{
    return byOpenssl;
}

bool isRsaPublicKey(const QByteArray &text)
{
    const Errors errors;
    return rsaKeyOf(text) != nullptr;
}

} // namespace tallywall
