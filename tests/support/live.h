// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/wall.h"

#include <QJsonObject>
#include <QObject>
#include <QTcpSocket>
#include <QWebSocket>

#include <functional>

namespace tallywall::test {

// Runs the event loop until a condition holds, which is looked at after whatever happens. Unlike QTRY_VERIFY it never sleeps.
[[nodiscard]] bool waitUntil(const std::function<bool()> &holds,
                             std::chrono::milliseconds atMost = std::chrono::seconds(15));

// One envelope, as it came.
struct LiveEvent {
    qint64 id = 0; // of the `id:` line; 0 where there was none
    QString collection;
    QString type;
    QJsonObject data;
    QJsonObject envelope;
};

// The ids of the durable ones, in the order in which they came.
[[nodiscard]] QList<qint64> idsOf(const QList<LiveEvent> &events);

// Endless answers, read by the event loop of the test: Server-Sent Events are taken apart, other text is kept as it comes.
class EventStream : public QObject
{
    Q_OBJECT
public:
    explicit EventStream(quint16 port, const QByteArray &target = "/events", const Fields &fields = {},
                         QObject *parent = nullptr);

    [[nodiscard]] bool isOpen() const { return m_head.status == 200; } // its head has come
    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] const Answer &head() const { return m_head; }
    [[nodiscard]] const QList<LiveEvent> &events() const { return m_events; }
    [[nodiscard]] qint64 lastId() const { return m_lastId; }
    [[nodiscard]] const QByteArray &text() const { return m_text; } // the raw body
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }
    void close() { m_socket.abort(); }

Q_SIGNALS:
    void received();

private:
    void read();
    void takeHead();
    void takeBlock(const QByteArray &block);

    QTcpSocket m_socket;
    QByteArray m_received;
    QByteArray m_text;
    Answer m_head;
    QList<LiveEvent> m_events;
    qint64 m_lastId = 0;
    bool m_isSse = false;
};

// A real WebSocket client of /ws that keeps what it gets.
class SocketListener : public QObject
{
    Q_OBJECT
public:
    explicit SocketListener(const Wall &wall, const QString &query = {});

    // Sends a command and waits until it is done: until a ping behind it is answered.
    [[nodiscard]] bool say(const QByteArray &text);
    // What was answered to the last command, where it was an error.
    [[nodiscard]] QString error() const;
    [[nodiscard]] bool isOpen() const { return socket.state() == QAbstractSocket::ConnectedState; }

    QWebSocket socket;
    QList<QJsonObject> events; // envelopes
    QList<QJsonObject> answers;
    QList<qint64> ids; // of the durable events

private:
    int m_pings = 0; // that were sent
};

// Posts one result after another over one connection, as fast as the answers come, in the event loop of the test.
class Writer : public QObject
{
    Q_OBJECT
public:
    // Names are "PREFIX 1", "PREFIX 2"…
    Writer(quint16 port, QString prefix, QObject *parent = nullptr);

    void start(int count);
    [[nodiscard]] bool isDone() const { return m_left == 0; }
    [[nodiscard]] bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] int sent() const { return m_sent; }
    // What was answered 201: names and the ids of the records.
    [[nodiscard]] const QHash<QString, qint64> &acknowledged() const { return m_acknowledged; }

Q_SIGNALS:
    void progressed();
    void finished();

private:
    void post();
    void read();

    QTcpSocket m_socket;
    QString m_prefix;
    QByteArray m_received;
    QHash<QString, qint64> m_acknowledged;
    int m_left = 0;
    int m_sent = 0;
};

// One value of /metrics by its whole name with labels; -1 where there is none.
[[nodiscard]] double metric(const Wall &wall, const QByteArray &name);

} // namespace tallywall::test
