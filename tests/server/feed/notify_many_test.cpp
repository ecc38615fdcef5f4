// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /notify with an array: all or none, each as if it had come alone, in one answer.
#include "tests/support/live.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class NotifyManyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_wall.start()); }
    void allAreStoredInTheirOrder();
    void eachIsReadAsIfItHadComeAlone();
    void whatIsNotStoredIsPassedOnOnce();
    void storedAndPassedOnMayBeMixed();
    void nobodyHearsOfAnyBeforeAllAreOnDisk();
    void asManyAsAreAllowedAreTaken();
    void oneMistakeStoresNoneAndTellsNobody_data();
    void oneMistakeStoresNoneAndTellsNobody();
    void pricesAreSeries();

private:
    Answer post(const QByteArray &body) const { return m_wall.ask("POST", "/notify", body); }
    qint64 lastId() const { return m_wall.ask("GET", "/summary").json()["last_id"_L1].toInteger(); }

    Wall m_wall;
};

void NotifyManyTest::allAreStoredInTheirOrder()
{
    EventStream live(m_wall.port(), "/events?collection=orders,bills");
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer answer = post(R"( [ {"collection":"orders","type":"paid","data":{"sum":7}},
                                     {"collection":"bills","type":"made"},
                                     {"collection":"orders","type":"sent","store":true} ] )");
    QCOMPARE(answer.status, 201);
    const QJsonArray made = answer.json()["events"_L1].toArray();
    QCOMPARE(made.size(), 3);
    const qint64 first = made.at(0)["id"_L1].toInteger();
    EventStream later(m_wall.port(), "/events?collection=orders,bills&since=0");
    for (const EventStream *stream : {&live, &later}) {
        QVERIFY(waitUntil([&] { return stream->events().size() == 3; }));
        for (qsizetype i = 0; i < 3; ++i) {
            QCOMPARE(made.at(i)["id"_L1].toInteger(), first + i);
            QCOMPARE(stream->events().at(i).envelope, made.at(i).toObject());
        }
    }
}

void NotifyManyTest::eachIsReadAsIfItHadComeAlone()
{
    const QByteArray plain = R"({"collection":"a","type":"b","data":{"z":2.50,"a":12345678901234567}})";
    const QByteArray escaped = R"({"collection":"a","type":"\u0062","data":"\ud83d\ude00 ],["})";
    const auto dataOf = [](const QByteArray &answer) {
        QByteArrayList found;
        for (qsizetype at = answer.indexOf("\"data\":"); at >= 0; at = answer.indexOf("\"data\":", at + 1))
            found << answer.mid(at, answer.indexOf('}', at) - at);
        return found;
    };
    const QByteArrayList alone = dataOf(post(plain).body) + dataOf(post(escaped).body);
    QCOMPARE(alone.constFirst(), "\"data\":{\"z\":2.50,\"a\":12345678901234567"_ba);
    QCOMPARE(dataOf(post('[' + plain + ',' + escaped + ']').body), alone);
    // Members that mean nothing are left out, here as alone.
    QCOMPARE(post(R"([{"collection":"a","type":"b","datta":1}])").status, 201);
    QCOMPARE(post(R"({"collection":"a","type":"b","datta":1})").status, 201);
}

void NotifyManyTest::whatIsNotStoredIsPassedOnOnce()
{
    const qint64 before = lastId();
    EventStream live(m_wall.port(), "/events?collection=ticks");
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer answer = post(R"([{"collection":"ticks","type":"one","store":false},
                                   {"collection":"ticks","type":"two","store":false}])");
    QCOMPARE(answer.status, 202);
    const QJsonArray made = answer.json()["events"_L1].toArray();
    QVERIFY(waitUntil([&] { return live.events().size() == 2; }));
    for (qsizetype i = 0; i < 2; ++i) {
        QVERIFY(!made.at(i).toObject().contains("id"_L1));
        QCOMPARE(live.events().at(i).envelope, made.at(i).toObject());
    }
    QCOMPARE(lastId(), before);
}

void NotifyManyTest::storedAndPassedOnMayBeMixed()
{
    EventStream live(m_wall.port(), "/events?collection=mixed");
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer answer = post(R"([{"collection":"mixed","type":"1","store":false},{"collection":"mixed","type":"2"},
                                   {"collection":"mixed","type":"3","store":false},{"collection":"mixed","type":"4"}])");
    QCOMPARE(answer.status, 201);
    const QJsonArray made = answer.json()["events"_L1].toArray();
    QCOMPARE(made.size(), 4);
    for (qsizetype i = 0; i < 4; ++i) {
        QCOMPARE(made.at(i)["type"_L1].toString(), QString::number(i + 1));
        QCOMPARE(made.at(i).toObject().contains("id"_L1), i % 2 == 1);
    }
    QVERIFY(waitUntil([&] { return live.events().size() == 4; }));
    QStringList stored;
    QStringList passing;
    for (const LiveEvent &event : live.events())
        (event.envelope.contains("id"_L1) ? stored : passing) << event.envelope["type"_L1].toString();
    QCOMPARE(passing, (QStringList{u"1"_s, u"3"_s}));
    QCOMPARE(stored, (QStringList{u"2"_s, u"4"_s}));
}

void NotifyManyTest::nobodyHearsOfAnyBeforeAllAreOnDisk()
{
    EventStream live(m_wall.port(), "/events?collection=held");
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    {
        // Another program holds the database, so that nothing is committed meanwhile.
        QSqlDatabase lock = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s);
        lock.setDatabaseName(m_wall.dataFolder() + u"/tallywall.sqlite"_s);
        QVERIFY2(lock.open(), qPrintable(lock.lastError().text()));
        QSqlQuery query(lock);
        QVERIFY2(query.exec(u"BEGIN IMMEDIATE"_s), qPrintable(query.lastError().text()));

        const QByteArray body = R"([{"collection":"held","type":"passing","store":false},)"
                                R"({"collection":"held","type":"stored"}])";
        HttpClient client = m_wall.client();
        QVERIFY(client.send("POST /notify HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + QByteArray::number(body.size()) + "\r\n\r\n" + body));
        QCOMPARE(post(R"({"collection":"held","type":"alone","store":false})").status, 202);
        QVERIFY(waitUntil([&] { return !live.events().isEmpty(); }));
        QCOMPARE(live.events().constFirst().type, u"alone"_s);
        QVERIFY(query.exec(u"ROLLBACK"_s));
        QCOMPARE(client.receive().status, 201);
    }
    QSqlDatabase::removeDatabase(u"lock"_s);
    QVERIFY(waitUntil([&] { return live.events().size() == 3; }));
}

void NotifyManyTest::asManyAsAreAllowedAreTaken()
{
    QByteArrayList thousand(1000, R"({"collection":"many","type":"one"})");
    QCOMPARE(post('[' + thousand.join(',') + ']').json()["events"_L1].toArray().size(), 1000);
    const Answer tooMany = post('[' + (thousand << thousand.constFirst()).join(',') + ']');
    QCOMPARE(tooMany.status, 422);
    QCOMPARE(tooMany.detail(), u"expected 1 to 1000 notifications, found 1001"_s);
}

void NotifyManyTest::oneMistakeStoresNoneAndTellsNobody_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("detail"); // how it begins
    QTest::newRow("no type") << R"({"collection":"a"})"_ba << 422 << u"element 2, field \"type\": is missing"_s;
    QTest::newRow("a member with a typing mistake")
            << R"({"colection":"a","type":"b"})"_ba << 422 << u"element 2, field \"collection\": is missing"_s;
    QTest::newRow("a price that is none") << R"({"collection":"prices","type":"changed","data":{"symbol":"ACME"}})"_ba
                                          << 422 << u"element 2, field \"data"_s;
    QTest::newRow("a number") << "1"_ba << 422 << u"element 2: expected a JSON object"_s;
    QTest::newRow("a list") << "[]"_ba << 422 << u"element 2: expected a JSON object"_s;
    QTest::newRow("nothing") << ""_ba << 400 << u"the body is not JSON: "_s;
    QTest::newRow("the wrong bracket") << R"({"collection":"a","type":"b"])"_ba << 400 << u"the body is not JSON: "_s;
    QTest::newRow("a byte too many") << R"({"collection":"a","type":"b"}x)"_ba << 400 << u"the body is not JSON: "_s;
}

void NotifyManyTest::oneMistakeStoresNoneAndTellsNobody()
{
    QFETCH(const QByteArray, second);
    QFETCH(const int, status);
    QFETCH(const QString, detail);
    const qint64 before = lastId();
    EventStream live(m_wall.port(), "/events");
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer answer = post(R"([{"collection":"ok","type":"b"},)" + second
                               + R"(,{"collection":"ok","type":"b","store":false}])");
    QCOMPARE(answer.status, status);
    QVERIFY2(answer.detail().startsWith(detail), qPrintable(answer.detail()));
    QCOMPARE(lastId(), before);
    QCOMPARE(post(R"({"collection":"after","type":"b","store":false})").status, 202);
    QVERIFY(waitUntil([&] { return !live.events().isEmpty(); }));
    QCOMPARE(live.events().constFirst().collection, u"after"_s);
}

void NotifyManyTest::pricesAreSeries()
{
    const auto price = [](const QByteArray &value, const QByteArray &store) {
        return R"({"collection":"prices","type":"changed","data":{"symbol":"ACME","price":)" + value
                + "},\"store\":" + store + '}';
    };
    QCOMPARE(post('[' + price("10", "true") + ',' + price("12.5", "true") + ']').status, 201);
    QCOMPARE(post('[' + price("12", "false") + ']').status, 202);
    const auto series = [this] {
        return m_wall.ask("GET", "/prices/series").json()["series"_L1].toArray().at(0).toObject();
    };
    QTRY_COMPARE(series()["points"_L1].toArray().size(), 3);
    QCOMPARE(series()["price"_L1].toDouble(), 12);
}

QTEST_GUILESS_MAIN(NotifyManyTest)
#include "notify_many_test.moc"
