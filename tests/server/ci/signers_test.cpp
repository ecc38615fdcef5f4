// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deliveries that the services' own libraries have signed (signers.mjs) are believed, and nothing else is.
#include "core/ci/proof.h"
#include "server/ci/cryptography.h"

#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

struct Signed {
    Scheme scheme;
    QByteArray secret;
    TimePoint received;
    HeaderList headers;
    QByteArray body;
};

Signed signedIn(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const bool github = object["scheme"_L1].toString() == "github"_L1;
    Signed one{.scheme = github ? hexHmac("X-Hub-Signature-256", "sha256=") : standardWebhook(),
               .secret = object["secret"_L1].toString().toUtf8(),
               .received = fromUnixMs(object["received"_L1].toInteger()),
               .headers = {},
               .body = object["body"_L1].toString().toUtf8()};
    const QJsonObject headers = object["headers"_L1].toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        one.headers.emplaceBack(it.key().toUtf8(), it.value().toString().toUtf8());
    return one;
}

Verdict verdictOf(const Signed &one, const QByteArrayList &secrets)
{
    return prove({one.scheme}, unpack(one.headers, one.body, one.received), secrets, cryptography()).verdict;
}

} // namespace

class SignersTest : public QObject
{
    Q_OBJECT

private:
    QList<Signed> m_deliveries;

private Q_SLOTS:
    void initTestCase()
    {
        const QString node = QStandardPaths::findExecutable(u"node"_s);
        const QString packages = qEnvironmentVariable("TALLYWALL_NPM");
        if (node.isEmpty() || !QFile::exists(packages + "/node_modules"_L1))
            QSKIP("needs node, and the packages of tests/npm: see the test \"npm\"");
        QProcess signers;
        signers.start(node, {qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/server/ci/signers.mjs"_L1});
        QVERIFY(signers.waitForFinished(60'000));
        QVERIFY2(signers.exitCode() == 0, signers.readAllStandardError());
        const QByteArrayList lines = signers.readAllStandardOutput().trimmed().split('\n');
        for (const QByteArray &line : lines)
            m_deliveries << signedIn(line);
        QCOMPARE(m_deliveries.size(), 48);
    }

    void whatTheyHaveSignedIsBelieved()
    {
        for (const Signed &one : std::as_const(m_deliveries)) {
            QCOMPARE(verdictOf(one, {one.secret}), Verdict::Given);
            QCOMPARE(verdictOf(one, {"older", one.secret}), Verdict::Given);
        }
    }

    void nothingElseIs()
    {
        for (const Signed &one : std::as_const(m_deliveries)) {
            QCOMPARE(verdictOf(one, {"older", 'x' + one.secret}), Verdict::Wrong);
            Signed changed = one;
            changed.body += ' ';
            QCOMPARE(verdictOf(changed, {one.secret}), Verdict::Wrong);
        }
    }
};

QTEST_GUILESS_MAIN(SignersTest)
#include "signers_test.moc"
