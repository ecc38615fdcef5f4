// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The channel "results", on which the wall itself publishes.
#include "tests/server/pusher/pusher_client.h"
#include "tests/support/live.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::test;

class PusherResultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachChangeTriggersTheNewestList();
    void aBurstIsMerged();
    void itIsAnOrdinaryChannelOtherwise();

private:
    // The list that an event of the channel brings.
    QJsonArray nextList()
    {
        const QJsonObject event = m_client->next();
        return nameOf(event) == "results"_L1 && event["channel"_L1] == "results"_L1
                ? dataOf(event)["results"_L1].toArray()
                : QJsonArray();
    }

    std::unique_ptr<Wall> m_wall;
    PusherApp m_app;
    std::unique_ptr<PusherClient> m_client;
};

void PusherResultsTest::init()
{
    m_wall = std::make_unique<Wall>();
    QVERIFY(m_wall->start());
    m_app = appOf(*m_wall);
    m_client = std::make_unique<PusherClient>(m_wall->port(), m_app);
    QVERIFY(m_client->establish());
    QVERIFY(m_client->subscribed("results"));
}

void PusherResultsTest::eachChangeTriggersTheNewestList()
{
    const QJsonObject ada = m_wall->ask("POST", "/results", R"({"name":"Ada","time":1})").json();
    QCOMPARE(nextList(), QJsonArray{ada});
    const QJsonObject bob = m_wall->ask("POST", "/results", R"({"name":"Bob","time":2})").json();
    QCOMPARE(nextList(), QJsonArray({bob, ada}));
    const QByteArray address = "/results/" + QByteArray::number(bob["id"_L1].toInteger());
    QCOMPARE(m_wall->ask("PUT", address, R"({"name":"Eve","time":3})").status, 200);
    QCOMPARE(nextList().at(0).toObject()["name"_L1].toString(), u"Eve"_s);
    QCOMPARE(m_wall->ask("DELETE", address).status, 204);
    QCOMPARE(nextList(), QJsonArray{ada});
    // What a program publishes in that collection is no change of them.
    QCOMPARE(m_wall->ask("POST", "/notify", R"({"collection":"results","type":"created"})").status, 201);
    const QJsonObject eve = m_wall->ask("POST", "/results", R"({"name":"Eve","time":3})").json();
    QCOMPARE(nextList(), QJsonArray({eve, ada}));
}

void PusherResultsTest::aBurstIsMerged()
{
    QElapsedTimer time;
    time.start();
    HttpClient writer = m_wall->client();
    for (int i = 0; i < 300; ++i)
        QCOMPARE(writer.ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
    int events = 0;
    qint64 newest = 0;
    while (newest < 300) {
        const QJsonArray list = nextList();
        QVERIFY(!list.isEmpty() && list.size() <= 100);
        newest = list.at(0).toObject()["id"_L1].toInteger();
        ++events;
    }
    // One in 100 ms, by a timer that may be early by a twentieth of that.
    QVERIFY2(events <= 2 + time.elapsed() / 90, qPrintable(QString::number(events)));
}

void PusherResultsTest::itIsAnOrdinaryChannelOtherwise()
{
    PusherClient witness(m_wall->port(), m_app);
    QVERIFY(witness.establish() && witness.subscribed("results"));
    m_client->say(R"({"event":"pusher:unsubscribe","data":{"channel":"results"}})");
    QVERIFY(m_client->hasNothing());
    QCOMPARE(m_wall->ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
    QCOMPARE(nameOf(witness.next()), u"results"_s); // it was read and sent by now
    QVERIFY(m_client->hasNothing());
    QVERIFY(m_client->subscribed("results"));
    QCOMPARE(callApi(*m_wall, m_app, "POST", "/events", R"({"name":"mine","channel":"results","data":"1"})").status,
             200);
    QCOMPARE(nameOf(m_client->next()), u"mine"_s);
    QCOMPARE(m_wall->ask("POST", "/results", R"({"name":"Bob","time":1})").status, 201);
    QCOMPARE(nextList().size(), 2);
}

QTEST_GUILESS_MAIN(PusherResultsTest)
#include "pusher_results_test.moc"
