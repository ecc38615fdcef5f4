// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"since":ID} over a real WebSocket: nothing missed and nothing twice, whatever else goes on.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

QList<qint64> upTo(qint64 last, qint64 since = 0)
{
    QList<qint64> ids;
    for (qint64 id = since + 1; id <= last; ++id)
        ids.append(id);
    return ids;
}

} // namespace

class WebSocketReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sinceReplaysWhatWasMissed();
    void sinceInTheAddressReplays();
    void sinceOfTheFutureIsAGap();
    void nothingIsMissedOrDoubledWhileFourWrite();
    void whatAWiderFilterBringsIsReplayedToo();
    void whoComesBackAgainAndAgainMissesNothing();
    void aSecondReplayAtTheSameTimeIsRefused();

private:
    void post(int count);
    void hook();

    std::unique_ptr<Wall> m_wall;
};

void WebSocketReplayTest::init()
{
    m_wall = std::make_unique<Wall>();
    QVERIFY(m_wall->start());
}

void WebSocketReplayTest::post(int count)
{
    HttpClient client = m_wall->client();
    for (int i = 0; i < count; ++i)
        QCOMPARE(client.ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
}

void WebSocketReplayTest::hook()
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + u"/tests/server/ci/data/pipeline_running.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(m_wall->ask("POST", "/hooks/gitlab", file.readAll()).status, 202);
}

void WebSocketReplayTest::sinceReplaysWhatWasMissed()
{
    post(20);
    for (const bool restarted : {false, true}) {
        if (restarted) {
            QVERIFY(m_wall->stop());
            QVERIFY(m_wall->start());
        }
        SocketListener listener(*m_wall);
        QTRY_VERIFY(listener.isOpen());
        listener.socket.sendTextMessage(u"{\"since\":5}"_s);
        QTRY_COMPARE(listener.ids, upTo(20, 5));
    }
}

void WebSocketReplayTest::sinceInTheAddressReplays()
{
    post(5);
    SocketListener listener(*m_wall, u"?since=2"_s);
    QTRY_COMPARE(listener.ids, upTo(5, 2));
    post(1);
    QTRY_COMPARE(listener.ids, upTo(6, 2));
}

void WebSocketReplayTest::sinceOfTheFutureIsAGap()
{
    post(3);
    SocketListener listener(*m_wall);
    QTRY_VERIFY(listener.isOpen());
    QVERIFY(listener.say("{\"since\":1000}"));
    QCOMPARE(listener.events.size(), 1);
    QCOMPARE(listener.events.at(0).value("type"_L1).toString(), u"gap"_s);
    post(1);
    QTRY_COMPARE(listener.ids, QList<qint64>{4});
}

void WebSocketReplayTest::whoComesBackAgainAndAgainMissesNothing()
{
    // It takes a few events, leaves in the middle, and comes back with the last id that it saw: ids have to come in order for that.
    QObject scope;
    int written = 0;
    QList<Writer *> writers;
    for (int i = 0; i < 4; ++i) {
        writers.append(new Writer(m_wall->port(), QString::number(i), &scope));
        connect(writers.last(), &Writer::progressed, &scope, [&] { ++written; });
    }
    for (Writer *writer : std::as_const(writers))
        writer->start(1000);
    qint64 last = 0;
    int visits = 0;
    while (last < 4000) {
        SocketListener listener(*m_wall, u"?since=%1"_s.arg(last));
        QVERIFY(waitUntil(
                [&] { return listener.ids.size() >= 7 || (written == 4000 && last + listener.ids.size() >= 4000); }));
        for (const qint64 id : std::as_const(listener.ids))
            QCOMPARE(id, ++last);
        ++visits;
    }
    QVERIFY(visits > 5);
    QTRY_COMPARE(written, 4000);
}

void WebSocketReplayTest::nothingIsMissedOrDoubledWhileFourWrite()
{
    QObject scope;
    QList<Writer *> writers;
    QList<SocketListener *> listeners;
    int written = 0;
    for (int i = 0; i < 4; ++i) {
        writers.append(new Writer(m_wall->port(), QString::number(i), &scope));
        connect(writers.last(), &Writer::progressed, &scope, [&] {
            if (++written % 300 != 0)
                return;
            // Live first, and only then does it ask for what was before.
            auto *listener = new SocketListener(*m_wall);
            listener->setParent(&scope);
            listeners.append(listener);
            connect(&listener->socket, &QWebSocket::textMessageReceived, listener, [listener] {
                if (listener->ids.size() == 5 && listener->answers.isEmpty()) {
                    listener->answers.append(QJsonObject());
                    listener->socket.sendTextMessage(u"{\"since\":0}"_s);
                }
            });
        });
        writers.last()->start(1000);
    }
    const auto done = [&] {
        return std::all_of(writers.begin(), writers.end(), [](const Writer *one) { return one->isDone(); });
    };
    QVERIFY(waitUntil(done, std::chrono::seconds(30)));
    post(10); // so that the last of them has seen five, too
    QVERIFY(listeners.size() >= 10);
    for (SocketListener *listener : std::as_const(listeners)) {
        QVERIFY(waitUntil([listener] { return listener->ids.size() >= 4010; }));
        // What was live came first; then the past; then the rest. All of it once.
        std::sort(listener->ids.begin(), listener->ids.end());
        QCOMPARE(listener->ids, upTo(4010));
    }
}

void WebSocketReplayTest::whatAWiderFilterBringsIsReplayedToo()
{
    SocketListener listener(*m_wall, u"?collection=results"_s);
    QTRY_VERIFY(listener.isOpen());
    QVERIFY(listener.say("{\"ping\":1}"));
    post(1); // 1: it sees this one live
    hook();  // 2: not this one
    post(1); // 3
    QTRY_COMPARE(listener.ids, QList<qint64>({1, 3}));
    QVERIFY(listener.say(R"({"subscribe":["ci"]})"));
    QVERIFY(listener.say("{\"since\":0}"));
    QVERIFY2(listener.ids.contains(2), "it was never sent, so it has to be replayed");
    // …and what was not wanted for a while.
    QVERIFY(listener.say(R"({"unsubscribe":["results"]})"));
    post(1); // 4
    QVERIFY(listener.say(R"({"subscribe":["results"]})"));
    post(1); // 5
    QVERIFY(listener.say("{\"since\":3}"));
    QTRY_VERIFY(listener.ids.contains(4));
    QTRY_COMPARE(listener.ids.count(5), 1);
}

void WebSocketReplayTest::aSecondReplayAtTheSameTimeIsRefused()
{
    post(50);
    QVERIFY(m_wall->stop());
    QVERIFY(m_wall->start()); // from the store, which takes a turn of the loop at least
    SocketListener listener(*m_wall);
    QTRY_VERIFY(listener.isOpen());
    for (int i = 0; i < 5; ++i)
        listener.socket.sendTextMessage(u"{\"since\":0}"_s);
    QVERIFY(listener.say("{\"ping\":1}"));
    QTRY_VERIFY(listener.ids.size() >= 50);
    QCOMPARE(listener.ids.first(50), upTo(50));
    QCOMPARE(listener.ids.size() % 50, 0); // each one that was taken came whole
}

QTEST_GUILESS_MAIN(WebSocketReplayTest)
#include "websocket_replay_test.moc"
