// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /events: the stream itself, filters, and where it begins.
#include "tests/support/live.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class EventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theStreamIsWhatBrowsersExpect();
    void anEnvelopeIsWhole();
    void aFilterLetsThroughWhatItNames_data();
    void aFilterLetsThroughWhatItNames();
    void aFilterThatIsNoneIsRefused_data();
    void aFilterThatIsNoneIsRefused();
    void itGoesOnBehindTheLastId_data();
    void itGoesOnBehindTheLastId();
    void anIdThatIsNoneIsRefused_data();
    void anIdThatIsNoneIsRefused();
    void anIdOfTheFutureIsToldAsAGap();
    void eventsThatAreNoLongerKeptAreToldAsAGap_data();
    void eventsThatAreNoLongerKeptAreToldAsAGap();
    void subscribersAreCounted();

private:
    void post(int count);

    std::unique_ptr<Wall> m_wall;
};

void EventsTest::init()
{
    m_wall = std::make_unique<Wall>();
    QVERIFY(m_wall->start());
}

void EventsTest::post(int count)
{
    HttpClient client = m_wall->client();
    for (int i = 0; i < count; ++i)
        QCOMPARE(client.ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
}

void EventsTest::theStreamIsWhatBrowsersExpect()
{
    EventStream stream(m_wall->port(), "/events", {{"Accept-Encoding", "gzip"}, {"Origin", "http://elsewhere"}});
    QTRY_VERIFY(stream.text().contains("\n\n"));
    const Answer &head = stream.head();
    QCOMPARE(head.status, 200);
    QVERIFY(head.field("Content-Type").startsWith("text/event-stream"));
    QCOMPARE(head.field("Cache-Control"), "no-store"_ba);
    QCOMPARE(head.field("X-Accel-Buffering"), "no"_ba);
    QCOMPARE(head.field("Content-Encoding"), QByteArray());
    QCOMPARE(head.field("Content-Length"), QByteArray());
    QCOMPARE(head.field("Access-Control-Allow-Origin"), "*"_ba);
    QVERIFY(stream.text().startsWith("retry: "));
}

void EventsTest::anEnvelopeIsWhole()
{
    EventStream stream(m_wall->port());
    QTRY_VERIFY(stream.isOpen());
    post(1);
    QCOMPARE(m_wall->ask("GET", "/say?name=Ada&message=a%0Ab").status, 200);
    QTRY_COMPARE(stream.events().size(), 2);
    const LiveEvent created = stream.events().at(0);
    QCOMPARE(created.envelope.keys(), QStringList({u"collection"_s, u"data"_s, u"id"_s, u"time"_s, u"type"_s}));
    QCOMPARE(created.envelope.value("id"_L1).toInteger(), created.id);
    QVERIFY(QDateTime::fromString(created.envelope.value("time"_L1).toString(), Qt::ISODateWithMs).isValid());
    // What is not stored has no id, neither within nor without, so that the browser keeps the last one.
    const LiveEvent said = stream.events().at(1);
    QCOMPARE(said.id, 0);
    QVERIFY(!said.envelope.contains("id"_L1));
    QCOMPARE(said.data, QJsonObject({{u"name"_s, u"Ada"_s}, {u"message"_s, u"a\nb"_s}}));
}

void EventsTest::aFilterLetsThroughWhatItNames_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("collections");
    QTest::newRow("all") << QByteArray() << QStringList{u"messages"_s, u"results"_s};
    QTest::newRow("an empty one is all") << "?collection="_ba << QStringList{u"messages"_s, u"results"_s};
    QTest::newRow("one") << "?collection=results"_ba << QStringList{u"results"_s};
    QTest::newRow("another") << "?collection=messages"_ba << QStringList{u"messages"_s};
    QTest::newRow("two") << "?collection=results,messages"_ba << QStringList{u"messages"_s, u"results"_s};
    QTest::newRow("twice the same") << "?collection=results,%20results,"_ba << QStringList{u"results"_s};
}

void EventsTest::aFilterLetsThroughWhatItNames()
{
    QFETCH(QByteArray, query);
    QFETCH(QStringList, collections);
    EventStream filtered(m_wall->port(), "/events" + query);
    EventStream whole(m_wall->port());
    QTRY_VERIFY(filtered.isOpen() && whole.isOpen());
    QCOMPARE(m_wall->ask("GET", "/say?name=a&message=b").status, 200);
    post(1);
    QTRY_COMPARE(whole.events().size(), 2);
    QTRY_COMPARE(filtered.events().size(), collections.size());
    QStringList came;
    for (const LiveEvent &event : filtered.events())
        came << event.collection;
    came.sort();
    QCOMPARE(came, collections);
}

void EventsTest::aFilterThatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("capitals") << "Results"_ba;
    QTest::newRow("a leading dot") << ".results"_ba;
    QTest::newRow("a blank within") << "re%20sults"_ba;
    QTest::newRow("65 characters") << QByteArray(65, 'a');
    QByteArray many;
    for (int i = 0; i < 65; ++i)
        many += "c" + QByteArray::number(i) + ',';
    QTest::newRow("65 of them") << many;
}

void EventsTest::aFilterThatIsNoneIsRefused()
{
    QFETCH(QByteArray, query);
    const Answer answer = m_wall->ask("GET", "/events?collection=" + query);
    QCOMPARE(answer.status, 422);
    QVERIFY2(answer.detail().contains("collection"_L1), qPrintable(answer.detail()));
}

void EventsTest::itGoesOnBehindTheLastId_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("first");
    QTest::newRow("nothing said: only what is new") << QByteArray() << QByteArray() << 11;
    QTest::newRow("from the beginning") << "?since=0"_ba << QByteArray() << 1;
    QTest::newRow("the header") << QByteArray() << "7"_ba << 8;
    QTest::newRow("the newest") << QByteArray() << "10"_ba << 11;
    QTest::newRow("since") << "?since=4"_ba << QByteArray() << 5;
    QTest::newRow("lastEventId") << "?lastEventId=4"_ba << QByteArray() << 5;
    QTest::newRow("last_event_id") << "?last_event_id=4"_ba << QByteArray() << 5;
    QTest::newRow("the header wins") << "?since=2&lastEventId=3"_ba
                                     << "7"_ba << 8;
    QTest::newRow("an empty header is none") << "?since=2"_ba
                                             << ""_ba << 3;
}

void EventsTest::itGoesOnBehindTheLastId()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, header);
    QFETCH(int, first);
    post(10);
    QList<qint64> expected;
    for (int id = first; id <= 11; ++id)
        expected.append(id);
    // First from the ring in memory, then, in a program that has just started, from the store.
    for (const bool restarted : {false, true}) {
        if (restarted) {
            QVERIFY(m_wall->stop());
            QVERIFY(m_wall->start());
            expected.append(12);
        }
        EventStream stream(m_wall->port(), "/events" + query,
                           header.isNull() ? Fields() : Fields{{"Last-Event-ID", header}});
        QTRY_VERIFY(stream.isOpen());
        post(1);
        if (restarted && first == 11)
            expected.removeFirst(); // it was new the last time
        if (restarted && first == 11 && !header.isEmpty())
            expected.prepend(11);
        QTRY_COMPARE(idsOf(stream.events()), expected);
    }
}

void EventsTest::anIdThatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"abc", "-1", "1.5", "1e3", "0x10", "99999999999999999999", "1,2", "7 8"})
        QTest::newRow(id) << QByteArray(id);
}

void EventsTest::anIdThatIsNoneIsRefused()
{
    QFETCH(QByteArray, id);
    const Answer answer = m_wall->ask("GET", "/events", {}, {{"Last-Event-ID", id}});
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.detail().isEmpty());
    QCOMPARE(m_wall->ask("GET", "/events?since=" + id.toPercentEncoding()).status, 400);
}

void EventsTest::anIdOfTheFutureIsToldAsAGap()
{
    post(5);
    EventStream stream(m_wall->port(), "/events?since=1000000");
    QTRY_COMPARE(stream.events().size(), 1);
    QCOMPARE(stream.events().at(0).collection, u"feed"_s);
    QCOMPARE(stream.events().at(0).type, u"gap"_s);
    QCOMPARE(stream.events().at(0).id, 0);
    QVERIFY(stream.events().at(0).data.value("missed"_L1).toInteger() > 0);
    post(1);
    QTRY_COMPARE(idsOf(stream.events()), QList<qint64>{6});
}

void EventsTest::eventsThatAreNoLongerKeptAreToldAsAGap_data()
{
    QTest::addColumn<int>("removedUpTo");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("missed");
    QTest::addColumn<QList<qint64>>("ids");
    const QList<qint64> rest{8, 9, 10};
    QTest::newRow("some") << 7 << "?since=2"_ba << 5 << rest;
    QTest::newRow("some, and a filter") << 7 << "?since=2&collection=results"_ba << 5 << rest;
    QTest::newRow("none that it missed") << 7 << "?since=7"_ba << 0 << rest;
    QTest::newRow("all") << 10 << "?since=4"_ba << 6 << QList<qint64>();
}

void EventsTest::eventsThatAreNoLongerKeptAreToldAsAGap()
{
    QFETCH(int, removedUpTo);
    QFETCH(QByteArray, query);
    QFETCH(int, missed);
    QFETCH(QList<qint64>, ids);
    post(10);
    QVERIFY(m_wall->stop());
    {
        QSqlDatabase sql = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"by hand"_s);
        sql.setDatabaseName(m_wall->dataFolder() + u"/tallywall.sqlite"_s);
        QVERIFY2(sql.open(), qPrintable(sql.lastError().text()));
        QSqlQuery query2(sql);
        QVERIFY(query2.exec(u"DELETE FROM events WHERE id <= %1"_s.arg(removedUpTo)));
        sql.close();
    }
    QSqlDatabase::removeDatabase(u"by hand"_s);
    QVERIFY(m_wall->start());
    EventStream stream(m_wall->port(), "/events" + query);
    post(1);
    QTRY_COMPARE(idsOf(stream.events()), ids + QList<qint64>{11});
    const bool told = stream.events().at(0).type == "gap"_L1;
    QCOMPARE(told ? stream.events().at(0).data.value("missed"_L1).toInt() : 0, missed);
    QCOMPARE(stream.events().size(), ids.size() + 1 + (told ? 1 : 0));
}

void EventsTest::subscribersAreCounted()
{
    const QByteArray name = "tallywall_subscribers{kind=\"sse\"}";
    QCOMPARE(metric(*m_wall, name), 0.0);
    {
        EventStream one(m_wall->port());
        EventStream two(m_wall->port(), "/events?since=0");
        QTRY_VERIFY(one.isOpen() && two.isOpen());
        QTRY_COMPARE(metric(*m_wall, name), 2.0);
        one.close();
        QTRY_COMPARE(metric(*m_wall, name), 1.0);
    }
    QTRY_COMPARE(metric(*m_wall, name), 0.0);
    QCOMPARE(metric(*m_wall, "tallywall_dropped_subscribers_total"), 0.0);
}

QTEST_GUILESS_MAIN(EventsTest)
#include "events_test.moc"
