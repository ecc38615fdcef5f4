// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/proof.h"
#include "server/ci/cryptography.h"
#include "tests/core/ci/keys.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

const QByteArrayList two{"current", "ada:previous"};

Proof proofOf(const HeaderList &headers, const QByteArrayList &secrets = two, const QByteArray &inAddress = {})
{
    return prove({sharedToken("X-Token")}, unpack(headers, "{}", {}, inAddress), secrets, cryptography());
}

QByteArray basic(const QByteArray &credentials)
{
    return "Basic " + credentials.toBase64();
}

} // namespace

class ProofTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdictWordsReadBack()
    {
        const QList<QByteArray> words{"given", "missing", "wrong", "stale"};
        for (qsizetype i = 0; i < words.size(); ++i) {
            QCOMPARE(verdictWord(static_cast<Verdict>(i)), words.at(i));
            QCOMPARE(verdictFromWord(QString::fromLatin1(words.at(i))), static_cast<Verdict>(i));
        }
        for (const QString &word : {u""_s, u"Given"_s, u"given "_s, u"yes"_s})
            QCOMPARE(verdictFromWord(word), Verdict::Wrong);
    }

    void whatIsShownProves_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("verdict");
        const auto row = [](const char *name, const char *header, const QByteArray &value, const char *verdict) {
            QTest::newRow(name) << QByteArray(header) << value << QByteArray(verdict);
        };
        row("token", "X-Token", "current", "given");
        row("token, header in capitals", "X-TOKEN", "current", "given");
        row("the other token", "X-Token", "ada:previous", "given");
        row("another token", "X-Token", "older", "wrong");
        row("a beginning of the token", "X-Token", "curren", "wrong");
        row("token and more", "X-Token", "current2", "wrong");
        row("token in capitals", "X-Token", "Current", "wrong");
        row("empty token", "X-Token", "", "missing");
        row("blank token", "X-Token", " ", "missing");
        row("bearer", "Authorization", "Bearer current", "given");
        row("bearer in small letters", "authorization", "bearer   current ", "given");
        row("another bearer", "Authorization", "Bearer older", "wrong");
        row("empty bearer", "Authorization", "Bearer ", "missing");
        row("bearer without a blank", "Authorization", "Bearercurrent", "missing");
        row("basic, any user", "Authorization", basic("anybody:current"), "given");
        row("basic, no user", "Authorization", basic(":current"), "given");
        row("basic, no colon", "Authorization", basic("current"), "given");
        row("basic, user and password", "Authorization", basic("ada:previous"), "given");
        row("basic in small letters", "Authorization", "basic " + QByteArray("ada:previous").toBase64(), "given");
        row("basic, another user", "Authorization", basic("bob:previous"), "wrong");
        row("basic, another password", "Authorization", basic("ada:current2"), "wrong");
        row("basic, the secret as user", "Authorization", basic("current:x"), "wrong");
        row("basic, empty", "Authorization", basic(":"), "wrong");
        row("basic, no base64", "Authorization", "Basic %", "wrong");
        row("basic, not encoded", "Authorization", "Basic ada:previous", "wrong");
        row("basic without credentials", "Authorization", "Basic", "missing");
        row("another scheme", "Authorization", "Digest current", "missing");
        row("empty authorization", "Authorization", "", "missing");
        row("nothing", "X-Other", "current", "missing");
    }
    void whatIsShownProves()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, verdict);
        const Proof proof = proofOf({{header, value}});
        QCOMPARE(verdictWord(proof.verdict), verdict);
        QCOMPARE(proof.why.isEmpty(), proof.verdict == Verdict::Given);
        QCOMPARE(proof.scheme.isEmpty(), proof.verdict == Verdict::Missing);
    }

    void theSecretInTheAddressProves()
    {
        QCOMPARE(proofOf({}, two, "current"), (Proof{Verdict::Given, u"secret in the address"_s, {}}));
        QCOMPARE(proofOf({}, two, "ada:previous").verdict, Verdict::Given);
        QCOMPARE(proofOf({}, two, "previous").verdict, Verdict::Wrong);
        QCOMPARE(proofOf({}, {}, "current").verdict, Verdict::Wrong);
        QCOMPARE(proofOf({}).verdict, Verdict::Missing);
    }

    void anEmptySecretProvesNothing()
    {
        const QByteArrayList empty{""};
        QCOMPARE(proofOf({{"X-Token", ""}}, empty).verdict, Verdict::Missing);
        QCOMPARE(proofOf({{"Authorization", basic(":")}}, empty).verdict, Verdict::Wrong);
        QCOMPARE(proofOf({{"Authorization", basic("")}}, empty).verdict, Verdict::Missing);
        QCOMPARE(proofOf({{"Authorization", "Bearer "}}, empty).verdict, Verdict::Missing);
        QCOMPARE(proofOf({}, empty, "").verdict, Verdict::Missing);
    }

    // It stands in the service's documentation: whoever shows it proves nothing.
    void aPublicKeyIsNoSecret()
    {
        const KeyPair rsa = KeyPair::rsa(2048);
        const KeyPair edwards = KeyPair::ed25519();
        for (const QByteArray &key :
             {rsa.pem(), rsa.der().toBase64(), KeyPair::rsa(1024).der().toBase64(), edwards.der().toBase64(),
              QByteArray::fromHex("3006020105020103").toBase64(), // PKCS #1
              KeyPair::ellipticCurve().der().toBase64(), "whpk_" + edwards.raw().toBase64(),
              rsa.der().toBase64().left(64) + '\n' + rsa.der().toBase64().mid(64)}) {
            QCOMPARE(proofOf({}, {key}, key).verdict, Verdict::Wrong);
            QCOMPARE(proofOf({{"X-Token", key}}, {key}).verdict, Verdict::Wrong);
            QCOMPARE(proofOf({{"Authorization", "Bearer " + key}}, {key}).verdict, Verdict::Wrong);
            QCOMPARE(proofOf({{"Authorization", basic("x:" + key)}}, {key}).verdict, Verdict::Wrong);
            QCOMPARE(proofOf({{"Authorization", basic(key)}}, {key}).verdict, Verdict::Wrong);
        }
    }

    // Secrets that look a little like keys are taken.
    void otherSecretsAreNotTakenForKeys()
    {
        for (const QByteArray &secret : {"MAA="_ba, "MIIB"_ba, "0"_ba, "whsec_MAA="_ba, "-----"_ba, "MCow"_ba,
                                         QByteArray(32, '0').toBase64(), QByteArray(32, '\0').toBase64()})
            QCOMPARE(proofOf({{"X-Token", secret}}, {secret}).verdict, Verdict::Given);
    }

    void oneThatIsGivenIsEnough()
    {
        QCOMPARE(proofOf({{"X-Token", "older"}, {"Authorization", "Bearer current"}}).scheme,
                 u"Authorization: Bearer"_s);
        QCOMPARE(proofOf({{"X-Token", "older"}}, two, "current").verdict, Verdict::Given);
        QCOMPARE(proofOf({{"X-Token", "older"}}, two, "older").scheme, u"X-Token"_s);
    }

    void ofSeveralTheOneThatSaysMostIsTold()
    {
        const auto always = [](Verdict verdict) -> Scheme {
            return [verdict](const Delivery &, const QByteArrayList &, const Cryptography &) {
                return Proof{verdict, QString::fromLatin1(verdictWord(verdict)), {}};
            };
        };
        const Scheme given = always(Verdict::Given);
        const Scheme stale = always(Verdict::Stale);
        const Scheme wrong = always(Verdict::Wrong);
        const Scheme missing = always(Verdict::Missing);
        const Delivery delivery = unpack({}, "{}", {});
        const auto told = [&delivery](const QList<Scheme> &schemes) {
            return prove(schemes, delivery, {}, cryptography()).verdict;
        };
        QCOMPARE(told({wrong, stale, missing, given}), Verdict::Given);
        QCOMPARE(told({missing, wrong, stale}), Verdict::Stale);
        QCOMPARE(told({missing, wrong}), Verdict::Wrong);
        QCOMPARE(told({missing}), Verdict::Missing);
        QCOMPARE(told({}), Verdict::Missing);
    }

    void hugeHeadersDoNoHarm()
    {
        const QByteArray huge(1 << 20, 'A');
        HeaderList flood(20'000, {"X", "y"});
        flood << std::pair<QByteArray, QByteArray>("X-Token", "current");
        QCOMPARE(proofOf(flood).verdict, Verdict::Given);
        for (const QByteArray &value : {huge, "Basic " + huge, "Bearer " + huge, QByteArray(1 << 20, ' '),
                                        "Basic " + QByteArray(1 << 20, '='), QByteArray(1 << 20, '\0')})
            QVERIFY(proofOf({{"X-Token", value}, {"Authorization", value}}).verdict != Verdict::Given);
    }
};

QTEST_GUILESS_MAIN(ProofTest)
#include "proof_test.moc"
