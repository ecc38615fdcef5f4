// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ETags, HEAD and compression of the results, through the real program.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

constexpr int rows = 250;

} // namespace

class ResultsCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anETagSavesTheBody_data();
    void anETagSavesTheBody();
    void anETagChangesWithEveryWrite();
    void anETagOfAnotherStoreNeverMatches();
    void headIsGetWithoutBody_data();
    void headIsGetWithoutBody();
    void largeAnswersAreCompressedForThoseWhoAcceptIt_data();
    void largeAnswersAreCompressedForThoseWhoAcceptIt();

private:
    Wall m_wall;
};

void ResultsCacheTest::initTestCase()
{
    QVERIFY(m_wall.start());
    QJsonArray array;
    for (int i = 0; i < rows; ++i) {
        // Many ties in both columns.
        array.append(QJsonObject{{u"name"_s, u"Runner %1"_s.arg(i * 7 % 40)}, {u"time"_s, i * 13 % 30}});
    }
    QCOMPARE(m_wall.ask("POST", "/results", QJsonDocument(array).toJson()).status, 201);
}

void ResultsCacheTest::anETagSavesTheBody_data()
{
    // RFC 9110, section 13.1.2: weak comparison, a list, or * for whatever there is.
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<int>("status");
    QTest::newRow("the same") << "TAG"_ba << 304;
    QTest::newRow("a list") << "\"a\", TAG, W/\"b\""_ba << 304;
    QTest::newRow("without its weakness") << "STRONG"_ba << 304;
    QTest::newRow("whatever there is") << "*"_ba << 304;
    QTest::newRow("another") << "W/\"other\""_ba << 200;
    QTest::newRow("nonsense") << "TAGx"_ba << 200;
}

void ResultsCacheTest::anETagSavesTheBody()
{
    QFETCH(QByteArray, condition);
    QFETCH(int, status);
    for (const QByteArray &path : {"/results"_ba, "/results/1"_ba, "/results?limit=3&order=name"_ba}) {
        const QByteArray etag = m_wall.ask("GET", path).field("ETag");
        QVERIFY(etag.startsWith("W/\"") && etag.endsWith('"'));
        QByteArray value = condition;
        value.replace("TAG", etag).replace("STRONG", etag.mid(2));
        for (const QByteArray &method : {"GET"_ba, "HEAD"_ba}) {
            const Answer answer = m_wall.ask(method, path, {}, {{"If-None-Match", value}});
            QCOMPARE(answer.status, status);
            QCOMPARE(answer.field("ETag"), etag);
            QCOMPARE(answer.body.isEmpty(), status == 304 || method == "HEAD");
        }
    }
}

void ResultsCacheTest::anETagChangesWithEveryWrite()
{
    QSet<QByteArray> seen{m_wall.ask("GET", "/results").field("ETag")};
    const auto isNew = [&] {
        const QByteArray etag = m_wall.ask("GET", "/results").field("ETag");
        const bool fresh = !seen.contains(etag);
        seen.insert(etag);
        return fresh;
    };
    QVERIFY(!isNew());
    const QByteArray place = m_wall.ask("POST", "/results", R"({"name":"Ada","time":1})").field("Location");
    QVERIFY(isNew());
    QCOMPARE(m_wall.ask("PUT", place, R"({"name":"Ada","time":2})").status, 200);
    QVERIFY(isNew());
    QCOMPARE(m_wall.ask("DELETE", place).status, 204);
    QVERIFY(isNew());
    // What is said, and what is refused, changes nothing.
    QCOMPARE(m_wall.ask("GET", "/say?name=a&message=b").status, 200);
    QCOMPARE(m_wall.ask("DELETE", place).status, 404);
    QVERIFY(!isNew());
}

void ResultsCacheTest::anETagOfAnotherStoreNeverMatches()
{
    const QByteArray etag = m_wall.ask("GET", "/results").field("ETag");
    QVERIFY(m_wall.stop());
    QVERIFY(m_wall.start());
    QCOMPARE(m_wall.ask("GET", "/results").field("ETag"), etag);
    Wall other;
    QVERIFY(other.start());
    QVERIFY(other.ask("GET", "/results").field("ETag").split('-').constFirst() != etag.split('-').constFirst());
}

void ResultsCacheTest::headIsGetWithoutBody_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/results", "/results/1", "/results/999", "/", "/health", "/ci", "/nothing", "/events"})
        QTest::newRow(path) << QByteArray(path);
}

void ResultsCacheTest::headIsGetWithoutBody()
{
    QFETCH(QByteArray, path);
    HttpClient client = m_wall.client();
    const Answer head = client.ask("HEAD", path);
    // The connection is in step: the next answer is the next one.
    QCOMPARE(client.ask("GET", "/nothing").status, 404);
    if (path == "/events") {
        QCOMPARE(head.status, 200);
        QVERIFY(head.field("Content-Type").startsWith("text/event-stream"));
        return;
    }
    const Answer get = m_wall.ask("GET", path);
    QCOMPARE(head.status, get.status);
    for (const char *name : {"Content-Length", "Content-Type", "ETag", "Cache-Control"})
        QCOMPARE(head.field(name), get.field(name));
    QVERIFY(head.field("Content-Length").toInt() > 0);
}

void ResultsCacheTest::largeAnswersAreCompressedForThoseWhoAcceptIt_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("accepts");
    QTest::addColumn<bool>("compressed");
    QTest::newRow("large") << "/results"_ba
                           << "gzip"_ba << true;
    QTest::newRow("among others") << "/results"_ba
                                  << "br, GZIP;q=0.5"_ba << true;
    QTest::newRow("anything") << "/results"_ba
                              << "*"_ba << true;
    QTest::newRow("refused") << "/results"_ba
                             << "gzip;q=0"_ba << false;
    QTest::newRow("others only") << "/results"_ba
                                 << "br, deflate"_ba << false;
    QTest::newRow("nothing said") << "/results"_ba << QByteArray() << false;
    QTest::newRow("small") << "/results?limit=2"_ba
                           << "gzip"_ba << false;
}

void ResultsCacheTest::largeAnswersAreCompressedForThoseWhoAcceptIt()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, accepts);
    QFETCH(bool, compressed);
    const QByteArray plain = m_wall.ask("GET", path).body;
    for (const bool fromPage : {false, true}) {
        Fields fields{{"Origin", "http://elsewhere.example"}};
        if (!fromPage)
            fields.clear();
        if (!accepts.isEmpty())
            fields.append({"Accept-Encoding", accepts});
        const Answer answer = m_wall.ask("GET", path, {}, fields);
        QCOMPARE(answer.field("Content-Encoding"), compressed ? "gzip"_ba : QByteArray());
        if (plain.size() > 1024) {
            const bool varies = std::any_of(answer.fields.begin(), answer.fields.end(), [](const auto &one) {
                return one.first == "Vary" && one.second.contains("Accept-Encoding");
            });
            QVERIFY2(varies, "a cache has to know that there are two of them");
        }
        if (!compressed) {
            QCOMPARE(answer.body, plain);
            continue;
        }
        QVERIFY(answer.body.size() < plain.size());
        QProcess gunzip;
        gunzip.start(u"gzip"_s, {u"-dc"_s});
        gunzip.write(answer.body);
        gunzip.closeWriteChannel();
        QVERIFY(gunzip.waitForFinished());
        QCOMPARE(gunzip.readAllStandardOutput(), plain);
    }
}

QTEST_GUILESS_MAIN(ResultsCacheTest)
#include "results_cache_test.moc"
