// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /health, /metrics and /summary of the real program.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class StatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aHealthyWallSaysSo();
    void metricsAreWhatPrometheusReads();
    void metricsCountWhatHappens();
    void theSummaryIsRight();
    void feedsThatCannotBeReadAreTold();

private:
    std::unique_ptr<Wall> m_wall;
};

void StatusTest::init()
{
    m_wall = std::make_unique<Wall>();
    QVERIFY(m_wall->start());
}

void StatusTest::aHealthyWallSaysSo()
{
    const Answer answer = m_wall->ask("GET", "/health");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json().value("status"_L1).toString(), u"ok"_s);
    QCOMPARE(answer.json().value("demo"_L1), QJsonValue(false));
    QVERIFY(!answer.json().value("version"_L1).toString().isEmpty());
    QCOMPARE(answer.field("Cache-Control"), "no-store"_ba);
}

void StatusTest::metricsAreWhatPrometheusReads()
{
    QCOMPARE(m_wall->ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
    const Answer answer = m_wall->ask("GET", "/metrics");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.field("Content-Type").startsWith("text/plain; version=0.0.4"));
    QVERIFY(answer.body.endsWith('\n'));
    // https://prometheus.io/docs/instrumenting/exposition_formats
    static const QRegularExpression sample(
            u"^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[a-zA-Z_]\\w*=\"[^\"\\\\\\n]*\"(,[a-zA-Z_]\\w*=\"[^\"\\\\\\n]*\")*\\})? "
            "(-?[0-9.]+([eE][+-]?[0-9]+)?|\\+Inf|NaN)$"_s);
    QHash<QString, QString> types;
    QSet<QString> samples;
    for (const QString &line : QString::fromUtf8(answer.body).chopped(1).split(u'\n')) {
        if (line.startsWith("# TYPE "_L1)) {
            const QString name = line.section(u' ', 2, 2);
            QVERIFY2(!types.contains(name), qPrintable(line));
            types.insert(name, line.section(u' ', 3));
            continue;
        }
        if (line.startsWith("# HELP "_L1))
            continue;
        const auto match = sample.match(line);
        QVERIFY2(match.hasMatch(), qPrintable(line));
        const QString key = match.captured(1) + match.captured(2);
        QVERIFY2(!samples.contains(key), qPrintable(line));
        samples.insert(key);
        static const QRegularExpression part(u"_(bucket|sum|count)$"_s);
        QString family = match.captured(1);
        if (!types.contains(family))
            family.remove(part);
        QVERIFY2(types.contains(family), qPrintable(line));
        if (types.value(family) == "counter"_L1)
            QVERIFY2(family.endsWith("_total"_L1), qPrintable(line));
    }
    for (const char *name : {"tallywall_subscribers{kind=\"sse\"}", "tallywall_subscribers{kind=\"ws\"}",
                             "tallywall_subscribers{kind=\"listen\"}", "tallywall_dropped_subscribers_total",
                             "tallywall_store_bytes", "tallywall_store_queue", "tallywall_store_commits_total",
                             "tallywall_request_seconds_count", "tallywall_request_seconds_bucket{le=\"+Inf\"}"})
        QVERIFY2(samples.contains(QString::fromLatin1(name)), name);
}

void StatusTest::metricsCountWhatHappens()
{
    const QByteArray created = R"(tallywall_requests_total{method="POST",status="201"})";
    const QByteArray invalid = R"(tallywall_requests_total{method="POST",status="422"})";
    for (int i = 0; i < 5; ++i)
        QCOMPARE(m_wall->ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
    QCOMPARE(m_wall->ask("POST", "/results", "{}").status, 422);
    HttpClient broken = m_wall->client();
    QVERIFY(broken.send("hello\r\n\r\n"));
    QCOMPARE(broken.receive().status, 400);
    QCOMPARE(metric(*m_wall, created), 5.0);
    QCOMPARE(metric(*m_wall, invalid), 1.0);
    QCOMPARE(metric(*m_wall, R"(tallywall_requests_total{method="other",status="400"})"), 1.0);
    QCOMPARE(metric(*m_wall, "tallywall_store_events_total"), 5.0);
    QCOMPARE(metric(*m_wall, "tallywall_events_total"), 5.0);
    QCOMPARE(metric(*m_wall, "tallywall_last_event_id"), 5.0);
    QCOMPARE(metric(*m_wall, "tallywall_store_up"), 1.0);
    QVERIFY(metric(*m_wall, "tallywall_store_bytes") > 4096);
}

void StatusTest::theSummaryIsRight()
{
    const QJsonObject empty = m_wall->ask("GET", "/summary").json();
    QCOMPARE(empty["results"_L1]["total"_L1].toInt(-1), 0);
    QVERIFY(!empty["results"_L1].toObject().contains("fastest"_L1));
    for (const char *time : {"3", "1.5", "2"})
        QCOMPARE(m_wall->ask("POST", "/results", R"({"name":"Ada","time":)" + QByteArray(time) + '}').status, 201);
    QCOMPARE(m_wall->ask("DELETE", "/results/1").status, 204);
    EventStream stream(m_wall->port());
    QTRY_VERIFY(stream.isOpen());
    const QJsonObject summary = m_wall->ask("GET", "/summary").json();
    QCOMPARE(summary["results"_L1]["total"_L1].toInt(), 2);
    QCOMPARE(summary["results"_L1]["today"_L1].toInt(), 2);
    QCOMPARE(summary["results"_L1]["fastest"_L1]["time"_L1].toDouble(), 1.5);
    QCOMPARE(summary["last_id"_L1].toInt(), 4);
    QCOMPARE(summary["subscribers"_L1]["sse"_L1].toInt(), 1);
    QCOMPARE(m_wall->ask("PUT", "/results/2", R"({"name":"Ada","time":9})").status, 200);
    QCOMPARE(m_wall->ask("GET", "/summary").json()["results"_L1]["fastest"_L1]["time"_L1].toDouble(), 2.0);
}

void StatusTest::feedsThatCannotBeReadAreTold()
{
    QCOMPARE(m_wall->ask("GET", "/health").json().value("polls"_L1).toArray(), QJsonArray());
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("[poll.far]\nurl = \"http://127.0.0.1:" + QByteArray::number(port) + "/cc.xml?key=hidden\"\n");
    file.close();
    m_wall = std::make_unique<Wall>(QStringList{u"--config"_s, file.fileName()});
    QVERIFY(m_wall->start());
    // It is asked within three seconds.
    QVERIFY(waitUntil([this] { return metric(*m_wall, "tallywall_poll_up{feed=\"far\"}") == 0.0; }));
    const Answer answer = m_wall->ask("GET", "/health");
    QCOMPARE(answer.status, 200); // the wall itself is well
    const QJsonValue poll = answer.json()["polls"_L1][0];
    QCOMPARE(poll["name"_L1].toString(), u"far"_s);
    QCOMPARE(poll["ok"_L1], QJsonValue(false));
    QCOMPARE(poll["why"_L1].toString(), u"nobody listens at this address"_s);
    QVERIFY(QDateTime::fromString(poll["since"_L1].toString(), Qt::ISODateWithMs).isValid());
    QVERIFY(!answer.body.contains("hidden"));
    const QJsonValue failing = m_wall->ask("GET", "/summary").json()["failing"_L1];
    QCOMPARE(failing.toArray().size(), 1);
    for (const auto member : {"name"_L1, "why"_L1, "since"_L1})
        QCOMPARE(failing[0][member], poll[member]);
}

QTEST_GUILESS_MAIN(StatusTest)
#include "status_test.moc"
