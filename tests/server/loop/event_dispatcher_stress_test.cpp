// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/loop/on_each_loop.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <thread>

using namespace std::chrono_literals;

namespace {

// Keeps so many connections going, each of which is closed after one byte and followed by another one, mostly on the
// number that has just become free.
class Churn : public QObject
{
    Q_OBJECT

public:
    explicit Churn(int total) : m_left(total), m_missing(total)
    {
        for (int i = 0; i < 16; ++i)
            open();
    }

Q_SIGNALS:
    void ended();

private:
    void open()
    {
        if (m_left-- <= 0)
            return;
        auto ends = std::make_shared<Ends>();
        auto *watch = new Watch(ends->near(), QSocketNotifier::Read);
        auto *writer = new Watch(ends->far(), QSocketNotifier::Write);
        connect(writer, &QSocketNotifier::activated, this, [ends, writer] {
            ends->send();
            writer->setEnabled(false);
        });
        connect(watch, &QSocketNotifier::activated, this, [this, ends, watch, writer] {
            ends->receive();
            delete writer;
            if (m_left % 2 == 0) { // a good one takes its leave before it closes
                watch->setEnabled(false);
                ends->closeNear();
            } else {
                ends->closeNear();
                watch->setEnabled(false);
            }
            ends->closeFar();
            watch->deleteLater();
            open();
            if (--m_missing == 0)
                Q_EMIT ended();
        });
    }

    int m_left;
    int m_missing;
};

// Where a client leaves.
enum class Leaves : quint8 { AtTheGreeting, AfterSending, AtTheFirstAnswer, AfterSendingPolitely, WhenAllIsAnswered };

class Client : public QTcpSocket
{
    Q_OBJECT

public:
    Client(quint16 port, Leaves leaves) : m_leaves(leaves)
    {
        connect(this, &QTcpSocket::readyRead, this, &Client::listen);
        connectToHost(QHostAddress::LocalHost, port);
    }

    [[nodiscard]] bool isAnswered() const { return m_answer == m_sent; }
    [[nodiscard]] Leaves leaves() const { return m_leaves; }

private:
    void listen()
    {
        const bool isGreeting = m_sent.isEmpty();
        if (isGreeting) {
            read(1);
            m_sent = QByteArray(200'000, 'a' + static_cast<char>(m_leaves));
            if (m_leaves == Leaves::AtTheGreeting)
                return abort();
            write(m_sent);
            if (m_leaves == Leaves::AfterSending) {
                flush();
                return abort();
            }
            if (m_leaves == Leaves::AfterSendingPolitely)
                return disconnectFromHost();
        }
        m_answer += readAll();
        if (m_leaves == Leaves::AtTheFirstAnswer && !m_answer.isEmpty())
            return abort();
        if (m_leaves == Leaves::WhenAllIsAnswered && isAnswered())
            disconnectFromHost();
    }

    Leaves m_leaves;
    QByteArray m_sent;
    QByteArray m_answer;
};

} // namespace

class EventDispatcherStressTest : public OnEachLoop
{
    Q_OBJECT

private Q_SLOTS:
    // Threads that post and wake, timers that start and stop, sockets that come and go: nothing is lost, nothing overtakes.
    void nothingIsLostUnderLoad()
    {
        inLoop([] {
            static constexpr int threads = 4;
            static constexpr int events = 10'000;
            QEventLoop waiting;
            int missing = threads + 2;
            const auto ended = [&missing, &waiting] {
                if (--missing == 0)
                    waiting.quit();
            };

            std::array<int, threads> seen{};
            bool inOrder = true;
            QObject here;
            std::vector<std::thread> posters;
            for (std::size_t thread = 0; thread < threads; ++thread) {
                posters.emplace_back([&, thread, target = loop()] {
                    for (int i = 0; i < events; ++i) {
                        QMetaObject::invokeMethod(
                                &here,
                                [&seen, &inOrder, &ended, thread, i] {
                                    inOrder &= seen[thread]++ == i;
                                    if (i == events - 1)
                                        ended();
                                },
                                Qt::QueuedConnection);
                        if (i % 7 == 0)
                            target->wakeUp();
                        if (i % 64 == 0)
                            std::this_thread::yield(); // so that the loop gets to sleep, too
                    }
                });
            }

            Churn churn(3000);
            QObject::connect(&churn, &Churn::ended, &here, ended);

            QTimer idle;
            idle.start(0);
            std::array<QTimer, 5> timers;
            int ticks = 0;
            for (QTimer &timer : timers) {
                timer.setTimerType(Qt::PreciseTimer);
                QObject::connect(&timer, &QTimer::timeout, &here, [&, own = &timer] {
                    own->start(ticks % 3);
                    idle.setInterval(ticks % 2); // stops it and starts it
                    if (++ticks == 300)
                        ended();
                });
                timer.start(1);
            }

            waiting.exec();
            for (std::thread &poster : posters)
                poster.join();
            QVERIFY(inOrder);
            QVERIFY(std::all_of(seen.begin(), seen.end(), [](int count) { return count == events; }));
        });
    }

    void anEchoServerOutlivesClientsThatLeaveAtAnyPoint()
    {
        inLoop([] {
            constexpr int clients = 250;
            QEventLoop waiting;
            QTcpServer server;
            server.setMaxPendingConnections(clients);
            server.setListenBacklogSize(clients);
            int greeted = 0;
            int gone = 0;
            int answered = 0;
            QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
                while (QTcpSocket *socket = server.nextPendingConnection()) {
                    ++greeted;
                    QObject::connect(socket, &QTcpSocket::readyRead, socket,
                                     [socket] { socket->write(socket->readAll()); });
                    QObject::connect(socket, &QTcpSocket::disconnected, socket, [&gone, &waiting, socket] {
                        socket->deleteLater();
                        if (++gone == 2 * clients)
                            waiting.quit();
                    });
                    socket->write("!");
                }
            });
            QVERIFY(server.listen(QHostAddress::LocalHost));
            for (int i = 0; i < clients; ++i) {
                auto *client = new Client(server.serverPort(), static_cast<Leaves>(i % 5));
                QObject::connect(client, &QTcpSocket::disconnected, client, [&gone, &answered, &waiting, client] {
                    answered += client->leaves() == Leaves::WhenAllIsAnswered && client->isAnswered() ? 1 : 0;
                    client->deleteLater();
                    if (++gone == 2 * clients)
                        waiting.quit();
                });
            }
            waiting.exec();
            QCOMPARE(greeted, clients);
            QCOMPARE(answered, clients / 5);
        });
    }
};

QTEST_GUILESS_MAIN(EventDispatcherStressTest)
#include "event_dispatcher_stress_test.moc"
