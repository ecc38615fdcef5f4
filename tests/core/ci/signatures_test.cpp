// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/keys.h"
#include "tests/core/ci/proofs.h"

#include <QCryptographicHash>
#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr qint64 webhookTime = 1'614'265'330'000;
const QByteArray webhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"; // of Standard Webhooks' own libraries
const QByteArray webhookBody = R"({"test": 2432232314})";
const QByteArray webhookMessage = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330." + webhookBody;
const QByteArray webhookSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

const QByteArray date = "Thu, 22 Apr 2021 06:08:20 GMT"; // in the HTTP Signatures
constexpr qint64 then = 1'619'071'700'000;

HeaderList webhookHeaders(const QByteArray &signature, const QByteArray &time = "1614265330")
{
    return {{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
            {"webhook-timestamp", time},
            {"Webhook-Signature", signature}};
}

QByteArray hmacOf(const QByteArray &key, const QByteArray &message)
{
    return cryptography().hmacSha256(key, message).toBase64();
}

// As github.com/99designs/httpsignatures-go writes it for Drone.
HeaderList droneHeaders(const QByteArray &secret, const QByteArray &body, const QByteArray &signedAt)
{
    const QByteArray digest = "SHA-256=" + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64();
    const QByteArray signature = hmacOf(secret, "date: " + signedAt + "\ndigest: " + digest);
    return {{"X-Drone-Event", "build"},
            {"Digest", digest},
            {"Date", signedAt},
            {"Signature",
             "keyId=\"hmac-key\",algorithm=\"hmac-sha256\",signature=\"" + signature + "\",headers=\"date digest\""}};
}

void setHeader(HeaderList &headers, const QByteArray &name, const QByteArray &value)
{
    for (auto &header : headers) {
        if (header.first == name)
            header.second = value;
    }
}

} // namespace

class SignaturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStandardWebhook_data()
    {
        addProofColumns();
        const auto row = [](const char *name, const HeaderList &headers, const char *verdict,
                            const QByteArrayList &secrets = {webhookSecret}, qint64 received = webhookTime) {
            QTest::newRow(name) << headers << webhookBody << secrets << received << QByteArray(verdict);
        };
        const auto with = [&row](const char *name, const QByteArray &signature, const char *verdict,
                                 const QByteArrayList &secrets = {webhookSecret}) {
            row(name, webhookHeaders(signature), verdict, secrets);
        };
        with("the libraries' own example", webhookSignature, "given");
        with("the second of two secrets", webhookSignature, "given", {"whsec_bm90aGluZw==", webhookSecret});
        with("a list, for rotation", "v1,bm90aGluZw== v2,x " + webhookSignature, "given");
        with("a list with more blanks", "  " + webhookSignature + "   v1,bm90aGluZw==  ", "given");
        with("a secret that is plain text", "v1," + hmacOf("plain text", webhookMessage), "given", {"plain text"});
        with("another secret", webhookSignature, "wrong", {"whsec_bm90aGluZw=="});
        with("another version", "v2" + webhookSignature.mid(2), "wrong");
        with("no version", webhookSignature.mid(3), "wrong");
        with("no comma", "v1", "wrong");
        with("nothing behind the comma", "v1,", "wrong");
        with("commas", ",,, , v1,, ,v1", "wrong");
        with("cut", webhookSignature.chopped(4), "wrong");
        with("padding left out", webhookSignature.chopped(1), "given"); // the bytes are the same
        with("no base64", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O!=", "wrong");
        with("hexadecimal digits", "v1," + QByteArray::fromBase64(webhookSignature.mid(3)).toHex(), "wrong");
        with("made without a key, and the secret has none", "v1," + hmacOf({}, webhookMessage), "wrong",
             {"whsec_", "whsec_?", ""});
        with("the ninth of a list", QByteArray("v1,bm90aGluZw== ").repeated(8) + webhookSignature, "wrong");
        with("empty", "", "missing");
        row("none", {{"webhook-id", "1"}, {"webhook-timestamp", "1614265330"}}, "missing");
        row("another id",
            {{"webhook-id", "msg_2"}, {"webhook-timestamp", "1614265330"}, {"webhook-signature", webhookSignature}},
            "wrong");
        row("another time", webhookHeaders(webhookSignature, "1614265331"), "wrong");
        row("no time", {{"webhook-id", "1"}, {"webhook-signature", "v1," + hmacOf("a b", "1.." + webhookBody)}},
            "wrong", {"a b"});
        const HeaderList right = webhookHeaders(webhookSignature);
        row("at the end of the window", right, "given", {webhookSecret}, webhookTime + 300'000);
        row("at its beginning", right, "given", {webhookSecret}, webhookTime - 300'000);
        row("a moment after the window", right, "stale", {webhookSecret}, webhookTime + 300'001);
        row("a moment before it", right, "stale", {webhookSecret}, webhookTime - 300'001);
        row("late and wrong", right, "wrong", {"another"}, webhookTime * 2);
    }
    void aStandardWebhook() { checkRow(proofOfRow(standardWebhook())); }

    void aStandardWebhookOfAKeyPair_data()
    {
        addProofColumns();
        const KeyPair pair = KeyPair::ed25519();
        const QByteArray key = "whpk_" + pair.raw().toBase64();
        const QByteArray right = "v1a," + pair.sign(webhookMessage).toBase64();
        const auto row = [](const char *name, const QByteArray &signature, const QByteArrayList &secrets,
                            const char *verdict, qint64 received = webhookTime) {
            QTest::newRow(name) << webhookHeaders(signature) << webhookBody << secrets << received
                                << QByteArray(verdict);
        };
        const QByteArray other = "whpk_" + KeyPair::ed25519().raw().toBase64();
        row("right", right, {key}, "given");
        row("the second of two keys", right, {webhookSecret, other, key}, "given");
        row("both kinds in one list", webhookSignature + ' ' + right, {key}, "given");
        row("the other kind of both", webhookSignature + ' ' + right, {webhookSecret}, "given");
        row("late", right, {key}, "stale", webhookTime + 300'001);
        row("another key", right, {other}, "wrong");
        row("of another message", "v1a," + pair.sign(webhookBody).toBase64(), {key}, "wrong");
        row("cut", right.chopped(8), {key}, "wrong");
        row("a key that is too short", right, {"whpk_" + pair.raw().chopped(1).toBase64()}, "wrong");
        row("a key that is none", right, {"whpk_", "whpk_!"}, "wrong");
        row("as if it were a secret", "v1," + hmacOf(pair.raw(), webhookMessage), {key}, "wrong");
        row("as if its text were a secret", "v1," + hmacOf(key, webhookMessage), {key}, "wrong");
    }
    void aStandardWebhookOfAKeyPair() { checkRow(proofOfRow(standardWebhook())); }

    void anHttpSignature_data()
    {
        addProofColumns();
        const QByteArray body = R"({"event":"build"})";
        const auto row = [body](const char *name, const HeaderList &headers, const char *verdict,
                                qint64 received = then) {
            QTest::newRow(name) << headers << body << QByteArrayList{"older", "s3cret"} << received
                                << QByteArray(verdict);
        };
        const HeaderList right = droneHeaders("s3cret", body, date);
        const auto changed = [&right](const QByteArray &name, const QByteArray &value) {
            HeaderList headers = right;
            setHeader(headers, name, value);
            return headers;
        };
        row("as Drone signs", right, "given");
        const QByteArray signature = right.constLast().second;
        row("in another order", changed("Signature", "headers=\"date digest\", " + signature.chopped(22)), "given");
        row("another secret", droneHeaders("secret", body, date), "wrong");
        row("another date", changed("Date", "Thu, 22 Apr 2021 06:08:21 GMT"), "wrong");
        row("another body's digest", droneHeaders("s3cret", "{}", date), "wrong");
        row("another algorithm", changed("Signature", QByteArray(signature).replace("sha256", "sha1")), "wrong");
        row("over less", changed("Signature", QByteArray(signature).replace("date digest", "date")), "wrong");
        row("no signature in it", changed("Signature", "algorithm=\"hmac-sha256\",headers=\"date digest\""), "wrong");
        row("one quote", changed("Signature", "signature=\",algorithm=\",headers=\""), "wrong");
        row("empty", changed("Signature", ""), "missing");
        row("at the end of the window", right, "given", then + 300'000);
        row("at its beginning", right, "given", then - 300'000);
        row("a moment after the window", right, "stale", then + 300'001);
        row("a moment before it", right, "stale", then - 300'001);
        for (const char *odd : {"", "yesterday", "Thu, 22 Apr 2021 06:08:20", "Thu, 22 Foo 2021 06:08:20 GMT",
                                "Thu, 99 Apr 2021 06:08:20 GMT", "Thu, 22 Apr %1 06:08:20 GMT", "1619071700",
                                "Thu, 22 Apr 2021 06:08:20 GMT and a day"})
            row(qPrintable(u"signed at \"%1\""_s.arg(QLatin1StringView(odd))), droneHeaders("s3cret", body, odd),
                "wrong");
    }
    void anHttpSignature() { checkRow(proofOfRow(httpSignature())); }

    void anRsaSignature_data() // Travis CI
    {
        addProofColumns();
        const KeyPair pair = KeyPair::rsa(2048);
        const QByteArray document = R"({"state":"passed"})";
        const QByteArray right = pair.sign(document, "SHA1").toBase64();
        const auto row = [](const char *name, const QByteArray &signature, const QByteArrayList &keys,
                            const char *verdict) {
            QTest::newRow(name) << HeaderList{{"Content-Type", "application/x-www-form-urlencoded"},
                                              {"Signature", signature}}
                                << "payload=%7B%22state%22%3A%22passed%22%7D"_ba << keys << qint64(0)
                                << QByteArray(verdict);
        };
        row("PEM", right, {pair.pem()}, "given");
        row("base64 of DER", right, {pair.der().toBase64()}, "given");
        row("the second of two keys", right, {"a secret", KeyPair::rsa(1024).pem(), pair.pem()}, "given");
        row("another key", right, {KeyPair::rsa(2048).pem()}, "wrong");
        row("of another document", pair.sign("{}", "SHA1").toBase64(), {pair.pem()}, "wrong");
        row("by SHA-256", pair.sign(document, "SHA256").toBase64(), {pair.pem()}, "wrong");
        row("cut", right.left(100), {pair.pem()}, "wrong");
        row("no base64", "%%%", {pair.pem()}, "wrong");
        row("no key is set", right, {}, "wrong");
        row("an HMAC with the key that everybody knows", hmacOf(pair.pem(), document), {pair.pem()}, "wrong");
        row("empty", "", {pair.pem()}, "missing");
    }
    void anRsaSignature() { checkRow(proofOfRow(rsaSha1Signature("Signature"))); }

    void hugeHeadersDoNoHarm()
    {
        QElapsedTimer timer;
        timer.start();
        const QByteArrayList secrets{"whpk_" + KeyPair::ed25519().raw().toBase64(), webhookSecret,
                                     KeyPair::rsa(1024).pem()};
        const QByteArray body = '{' + QByteArray(4 << 20, ' ') + '}';
        for (const QByteArray &value :
             {QByteArray(1 << 20, ' '), QByteArray(1 << 20, ','), QByteArray("v1,AAAA ").repeated(100'000),
              QByteArray("v1a," + QByteArray(64, 'x').toBase64() + ' ').repeated(10'000)}) {
            const Delivery delivery = unpack({{"webhook-signature", value}, {"Signature", value}, {"Date", value}},
                                             body, {});
            for (const Scheme &scheme : {standardWebhook(), httpSignature(), rsaSha1Signature("Signature")})
                QVERIFY(prove({scheme}, delivery, secrets, cryptography()).verdict != Verdict::Given);
        }
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(SignaturesTest)
#include "signatures_test.moc"
