// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/keys.h"
#include "tests/core/ci/proofs.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

const QByteArrayList two{"current", "previous"};
constexpr qint64 then = 1'619'071'700'000; // the time in Buildkite's signatures below

QByteArray hmacOf(const QByteArray &key, const QByteArray &message)
{
    return cryptography().hmacSha256(key, message).toHex();
}

void addRow(const char *name, const HeaderList &headers, const QByteArray &body, const QByteArrayList &secrets,
            const char *verdict, qint64 received = then)
{
    QTest::newRow(name) << headers << body << secrets << received << QByteArray(verdict);
}

} // namespace

class DigestsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPrefixedDigest_data() // GitHub, Bitbucket
    {
        addProofColumns();
        const auto row = [](const char *name, const QByteArray &value, const char *verdict,
                            const QByteArrayList &secrets = {"It's a Secret to Everybody"}) {
            addRow(name, {{"x-hub-signature-256", value}}, "Hello, World!", secrets, verdict);
        };
        const QByteArray digest
                = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"; // of GitHub's docs
        row("GitHub's own example", "sha256=" + digest, "given");
        row("the second of two secrets", "sha256=" + digest, "given", {"current", "It's a Secret to Everybody"});
        row("in capitals", "sha256=" + digest.toUpper(), "given");
        row("between blanks", " sha256=" + digest + " ", "given");
        row("another secret", "sha256=" + digest, "wrong", two);
        row("no secret is set", "sha256=" + digest, "wrong", {});
        row("made with no secret, and an empty one is set", "sha256=" + hmacOf({}, "Hello, World!"), "wrong", {""});
        row("of another body", "sha256=" + hmacOf("It's a Secret to Everybody", "Hello, World."), "wrong");
        row("without its prefix", digest, "wrong");
        row("with another prefix", "sha1=" + digest, "wrong");
        row("with a prefix in capitals", "SHA256=" + digest, "wrong");
        row("cut by a byte", "sha256=" + digest.chopped(2), "wrong");
        row("cut by half a byte", "sha256=" + digest.chopped(1), "wrong");
        row("cut to its first byte", "sha256=75", "wrong");
        row("longer", "sha256=" + digest + "00", "wrong");
        row("no hexadecimal digits", "sha256=" + QByteArray(64, 'g'), "wrong");
        row("a blank in between", "sha256=" + digest.left(32) + ' ' + digest.mid(32), "wrong");
        row("base64", "sha256=" + QByteArray::fromHex(digest).toBase64(), "wrong");
        row("twice", "sha256=" + digest + ",sha256=" + digest, "wrong");
        row("the prefix alone", "sha256=", "missing"); // Gitea's, where no secret is set
        row("empty", "", "missing");
        row("blanks", "  ", "missing");
        addRow("none", {{"X-Hub-Signature", "sha1=" + digest}}, "Hello, World!", two, "missing");
        const QByteArray key = KeyPair::rsa(1024).pem();
        row("a public key is no secret", "sha256=" + hmacOf(key, "Hello, World!"), "wrong", {key});
    }
    void aPrefixedDigest() { checkRow(proofOfRow(hexHmac("X-Hub-Signature-256", "sha256="))); }

    void aBareDigest_data() // Gitea, Gogs
    {
        addProofColumns();
        const QByteArray digest = hmacOf("previous", "{}");
        addRow("right", {{"X-Gitea-Signature", digest}}, "{}", two, "given");
        addRow("with a prefix", {{"X-Gitea-Signature", "sha256=" + digest}}, "{}", two, "wrong");
        addRow("empty", {{"X-Gitea-Signature", ""}}, "{}", two, "missing");
    }
    void aBareDigest() { checkRow(proofOfRow(hexHmac("X-Gitea-Signature"))); }

    void aDigestOfWhatIsInTheForm_data()
    {
        addProofColumns();
        const QByteArray form = "payload=%7B%22a%22%3A+1%7D";
        const HeaderList type{{"Content-Type", "application/x-www-form-urlencoded"}};
        addRow("of the payload", type + HeaderList{{"X-Gitea-Signature", hmacOf("current", "{\"a\": 1}")}}, form, two,
               "given");
        addRow("of the form", type + HeaderList{{"X-Gitea-Signature", hmacOf("current", form)}}, form, two, "wrong");
    }
    void aDigestOfWhatIsInTheForm() { checkRow(proofOfRow(hexHmac("X-Gitea-Signature", {}, Over::Document))); }

    void theOlderDigest_data()
    {
        addProofColumns();
        const QByteArrayList secret{"It's a Secret to Everybody"};
        const QByteArray digest = "01dc10d0c83e72ed246219cdd91669667fe2ca59";
        addRow("right", {{"X-Hub-Signature", "sha1=" + digest}}, "Hello, World!", secret, "given");
        addRow("another secret", {{"X-Hub-Signature", "sha1=" + digest}}, "Hello, World!", two, "wrong");
        addRow("the newer digest", {{"X-Hub-Signature", "sha256=" + digest}}, "Hello, World!", secret, "wrong");
        addRow("none", {}, "Hello, World!", secret, "missing");
    }
    void theOlderDigest() { checkRow(proofOfRow(hexHmacSha1("X-Hub-Signature", "sha1="))); }

    void aDigestOfSeveralVersions_data() // CircleCI, with the examples of its documentation
    {
        addProofColumns();
        const QByteArray hello = "734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a";
        const auto row = [](const char *name, const QByteArray &value, const QByteArray &body, const QByteArray &secret,
                            const char *verdict) {
            addRow(name, {{"circleci-signature", value}}, body, {"older", secret}, verdict);
        };
        row("first example", "v1=" + hello, "hello world", "secret", "given");
        row("second example", "v1=daa220016c8f29a8b214fbfc3671aeec2145cfb1e6790184ffb38b6d0425fa00", "lalala",
            "another-secret", "given");
        row("third example", "v1=9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa",
            "an-important-request-payload", "hunter123", "given");
        row("before another version", "v1=" + hello + ",v2=abc", "hello world", "secret", "given");
        row("after another version", "v2=abc, v1=" + hello, "hello world", "secret", "given");
        row("only a version of tomorrow", "v2=" + hello, "hello world", "secret", "wrong");
        row("a version that only begins so", "v10=" + hello, "hello world", "secret", "wrong");
        row("no version", hello, "hello world", "secret", "wrong");
        row("no value", "v1=", "hello world", "secret", "wrong");
        row("commas", ",,,", "hello world", "secret", "wrong");
        row("another secret", "v1=" + hello, "hello world", "secrets", "wrong");
        row("empty", "", "hello world", "secret", "missing");
    }
    void aDigestOfSeveralVersions() { checkRow(proofOfRow(versionedHmac("circleci-signature"))); }

    void aDigestWithATime_data() // Buildkite
    {
        addProofColumns();
        const QByteArray digest = "1a8f545083d45bec707d089d226af7524170c17ee29c1c58e6981bee26e49227";
        const QByteArray value = "timestamp=1619071700,signature=" + digest;
        const auto row = [](const char *name, const QByteArray &text, const char *verdict, qint64 received = then) {
            addRow(name, {{"X-Buildkite-Signature", text}}, R"({"event":"ping"})", {"older", "s3cret"}, verdict,
                   received);
        };
        const auto at = [](const QByteArray &time) {
            return "timestamp=" + time + ",signature=" + hmacOf("s3cret", time + R"(.{"event":"ping"})");
        };
        row("at once", value, "given");
        row("the other way round", "signature=" + digest + ", timestamp=1619071700", "given");
        row("at the end of the window", value, "given", then + 300'000);
        row("at its beginning", value, "given", then - 300'000);
        row("a moment after the window", value, "stale", then + 300'001);
        row("a moment before it", value, "stale", then - 300'001);
        row("years later", value, "stale", then * 2);
        row("another time", "timestamp=1619071701,signature=" + digest, "wrong");
        row("no time", "signature=" + digest, "wrong");
        row("no signature", "timestamp=1619071700", "wrong");
        row("neither", "1619071700," + digest, "wrong");
        row("a time that is none", at("yesterday"), "wrong");
        row("an empty time", at(""), "wrong");
        row("a time below zero", at("-1619071700"), "wrong");
        row("a time that no clock shows", at("99999999999999999999"), "wrong");
        row("the year 5138", at("99999999999"), "stale");
        row("empty", "", "missing");
    }
    void aDigestWithATime() { checkRow(proofOfRow(timestampedHmac("X-Buildkite-Signature"))); }

    void hugeHeadersDoNoHarm()
    {
        QElapsedTimer timer;
        timer.start();
        for (const QByteArray &value :
             {QByteArray(1 << 20, ','), QByteArray(1 << 20, 'a'), QByteArray(1 << 20, ' '), QByteArray(1 << 20, '='),
              QByteArray("v1=,").repeated(1 << 18), QByteArray("signature=\",").repeated(1 << 17)}) {
            const Delivery delivery = unpack({{"X", value}}, "{}", {});
            for (const Scheme &scheme :
                 {hexHmac("X"), hexHmacSha1("X", "sha1="), versionedHmac("X"), timestampedHmac("X"), sharedToken("X")})
                QVERIFY(prove({scheme}, delivery, two, cryptography()).verdict != Verdict::Given);
        }
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(DigestsTest)
#include "digests_test.moc"
