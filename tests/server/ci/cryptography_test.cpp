// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/cryptography.h"
#include "tests/core/ci/keys.h"

#include <QtTest>

#include <openssl/err.h>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

const ci::Cryptography &our = cryptography();

} // namespace

class CryptographyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        QCOMPARE(ERR_peek_error(), 0UL); // Qt Network would take it for its own
    }

    // RFC 2202 and RFC 4231.
    void hmacIsThatOfTheStandards_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("sha1");
        QTest::addColumn<QByteArray>("sha256");
        QTest::newRow("short") << "Jefe"_ba
                               << "what do ya want for nothing?"_ba
                               << "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"_ba
                               << "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"_ba;
        QTest::newRow("as long as a block")
                << QByteArray(20, '\xaa') << QByteArray(50, '\xdd') << "125d7342b9ac11cd91a39af48aa17b4f63f175d3"_ba
                << "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"_ba;
        QTest::newRow("longer than a block")
                << QByteArray(131, '\xaa') << "Test Using Larger Than Block-Size Key - Hash Key First"_ba
                << "90d0dace1c1bdc957339307803160335bde6df2b"_ba
                << "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"_ba;
        QTest::newRow("nothing at all") << ""_ba
                                        << ""_ba
                                        << "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d"_ba
                                        << "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"_ba;
    }
    void hmacIsThatOfTheStandards()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, message);
        QTEST(our.hmacSha256(key, message).toHex(), "sha256");
        QTEST(our.hmacSha1(key, message).toHex(), "sha1");
    }

    void rsaKeysOfSeveralSizesVerify_data()
    {
        QTest::addColumn<unsigned>("bits");
        QTest::addColumn<bool>("taken");
        QTest::newRow("512: anybody can break it") << 512U << false;
        QTest::newRow("1024") << 1024U << true;
        QTest::newRow("2048") << 2048U << true;
        QTest::newRow("3072") << 3072U << true;
    }
    void rsaKeysOfSeveralSizesVerify()
    {
        QFETCH(unsigned, bits);
        QFETCH(bool, taken);
        const KeyPair pair = KeyPair::rsa(bits);
        const QByteArray signature = pair.sign("message", "SHA1");
        const QByteArray base64 = pair.der().toBase64();
        for (const QByteArray &key : {pair.pem(), ' ' + pair.pem() + '\n', base64,
                                      base64.left(50) + "\n  " + base64.mid(50), pair.pem().replace("\n", "\r\n")})
            QCOMPARE(our.rsaSha1(key, "message", signature), taken);
        QVERIFY(!our.rsaSha1(pair.pem(), "massage", signature));
        QVERIFY(!our.rsaSha1(pair.pem(), "message", signature.chopped(1)));
        QVERIFY(!our.rsaSha1(pair.pem(), "message", signature + '\0'));
        QVERIFY(!our.rsaSha1(pair.pem(), "message", {}));
        QVERIFY(!our.rsaSha1(pair.pem(), "message", pair.sign("message", "SHA256")));
        QVERIFY(!our.rsaSha1(KeyPair::rsa(1024).pem(), "message", signature));
    }

    void whatIsNoRsaKeyVerifiesNothing()
    {
        const KeyPair pair = KeyPair::rsa(1024);
        const QByteArray signature = pair.sign("message", "SHA1");
        const KeyPair curve = KeyPair::ellipticCurve();
        QVERIFY(!our.rsaSha1(curve.pem(), "message", curve.sign("message", "SHA1")));
        QVERIFY(!our.rsaSha1(KeyPair::ed25519().pem(), "message", signature));
        const QByteArray encrypted = "-----BEGIN PUBLIC KEY-----\nProc-Type: 4,ENCRYPTED\n"
                                     "DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n"
                                     "-----END PUBLIC KEY-----\n";
        for (const QByteArray &key :
             {""_ba, "secret"_ba, "-----BEGIN"_ba, "-----BEGIN PUBLIC KEY-----\n"_ba, encrypted, pair.pem().left(100),
              pair.pem() + QByteArray(20'000, ' ') + '.', pair.der().left(60).toBase64(), QByteArray(1 << 20, 'A')})
            QVERIFY(!our.rsaSha1(key, "message", signature));
    }

    // RFC 8032, section 7.1, test 3.
    void ed25519IsThatOfTheStandard()
    {
        const QByteArray key = QByteArray::fromHex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        const QByteArray message = QByteArray::fromHex("af82");
        const QByteArray signature = QByteArray::fromHex(
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        QVERIFY(our.ed25519(key, message, signature));
        QVERIFY(!our.ed25519(key, "af82", signature));
        QVERIFY(!our.ed25519(key, message, signature.chopped(1)));
        QVERIFY(!our.ed25519(key, message, QByteArray(64, '\0')));
        QVERIFY(!our.ed25519(key.chopped(1), message, signature));
        QVERIFY(!our.ed25519({}, message, {}));
        QVERIFY(!our.ed25519(QByteArray(32, '\0'), message, signature));
        const KeyPair pair = KeyPair::ed25519();
        QVERIFY(our.ed25519(pair.raw(), "message", pair.sign("message")));
        QVERIFY(!our.ed25519(key, "message", pair.sign("message")));
    }

    void largeMessagesAreTaken()
    {
        const QByteArray message(25'000'000, 'x');
        const KeyPair pair = KeyPair::ed25519();
        QCOMPARE(our.hmacSha256("key", message).size(), 32);
        QVERIFY(our.ed25519(pair.raw(), message, pair.sign(message)));
    }
};

QTEST_GUILESS_MAIN(CryptographyTest)
#include "cryptography_test.moc"
