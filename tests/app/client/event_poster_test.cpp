// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One event, against a server that never comes to its end.
#include "app/client/event_poster.h"
#include "tests/support/live.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tallywall;

namespace {

// Says the same bytes again and again, so that it is never silent.
class EndlessServer : public QTcpServer
{
public:
    EndlessServer(const QByteArray &first, const QByteArray &again)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, first, again] {
            QTcpSocket *socket = nextPendingConnection();
            socket->write(first);
            auto *timer = new QTimer(socket);
            connect(timer, &QTimer::timeout, socket, [socket, again] { socket->write(again); });
            timer->start(5ms);
        });
    }

    [[nodiscard]] WallAddress address() const { return {QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())), {}}; }
};

} // namespace

class EventPosterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerWithoutEndIsGivenUp_data();
    void anAnswerWithoutEndIsGivenUp();
    void whatWasTakenIsTakenHoweverItsAnswerEnds();
};

void EventPosterTest::anAnswerWithoutEndIsGivenUp_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("again");
    QTest::addColumn<QString>("why");
    QTest::newRow("its head") << "HTTP/1.1 201 Created\r\n"_ba
                              << "X: y\r\n"_ba << u"it cannot be reached in time"_s;
    QTest::newRow("its body") << "HTTP/1.1 503 Busy\r\n\r\n"_ba
                              << "x"_ba << u"it answers 503: it is in trouble itself"_s;
}

void EventPosterTest::anAnswerWithoutEndIsGivenUp()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, again);
    EndlessServer server(first, again);
    WallClient wall(server.address());
    EventPoster poster(wall, 0s, 300ms);
    const QSignalSpy failed(&poster, &EventPoster::failed);
    poster.post("{}");
    QVERIFY(test::waitUntil([&failed] { return failed.size() == 1; }));
    QTEST(failed.constFirst().constFirst().toString(), "why");
}

void EventPosterTest::whatWasTakenIsTakenHoweverItsAnswerEnds()
{
    EndlessServer server("HTTP/1.1 201 Created\r\n\r\n", " ");
    WallClient wall(server.address());
    EventPoster poster(wall, 0s, 300ms);
    const QSignalSpy taken(&poster, &EventPoster::taken);
    poster.post("{}");
    QVERIFY(test::waitUntil([&taken] { return taken.size() == 1; })); // rather than sent once more
}

QTEST_GUILESS_MAIN(EventPosterTest)
#include "event_poster_test.moc"
