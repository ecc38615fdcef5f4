// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/guard.h"
#include "server/net/response.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <deque>
#include <functional>

class QTcpSocket;

namespace tallywall {

class Connection;
class HttpFigures;

// The right to answer one request, now or later: a value that may be copied and kept. Once the client has left, or the answer
// was given, using it does nothing.
class Responder
{
public:
    Responder() = default;
    Responder(Connection *connection, quint64 number);

    void send(const Response &response) const;
    // Makes the connection a stream: sends this head, then hands out the socket, which stays owned by the connection. Nothing
    // more is read from the client.
    void stream(const Response &head, std::function<void(QTcpSocket &)> begin) const;
    // Added to whatever is sent.
    void addFields(const QList<std::pair<QByteArray, QByteArray>> &fields) const;

private:
    QPointer<Connection> m_connection;
    quint64 m_number = 0;
};

// One client: keeps its answers in the order of its requests, though they may be ready in another one, and refuses what the
// guard objects to. Child of its socket, in the server thread.
class Connection : public QObject
{
    Q_OBJECT

public:
    Connection(QTcpSocket *socket, const Limits &limits, Guard::BodyLimit bodyLimit, HttpFigures &figures);

    [[nodiscard]] const RequestHead &head() const { return m_guard.head(); }
    [[nodiscard]] QTcpSocket *socket() const { return m_socket; }

    // A place in the order of answers, for the request whose head is here now.
    [[nodiscard]] Responder accept();
    // A WebSocket now: nobody asks for answers here any more.
    void leave() { m_state = State::Streaming; }
    // Called every second or so.
    void checkTime();
    // No request is taken any more: closes once everything is answered.
    void finish();
    [[nodiscard]] bool isBusy() const { return !m_slots.empty(); }
    [[nodiscard]] bool isStream() const { return m_state == State::Streaming; }

private:
    friend class Responder;

    enum class State : quint8 {
        Serving,
        Ending, // no further request is taken; what is due goes out, then it is closed
        Streaming,
    };

    struct Slot {
        quint64 number = 0;
        RequestHead head;
        QElapsedTimer since;
        QList<std::pair<QByteArray, QByteArray>> fields;
        QByteArray bytes;
        bool ready = false;
        bool close = false;
        std::function<void(QTcpSocket &)> begin; // of a stream
    };

    void readReady();
    void discardInput();
    void refuse(const Error &error);
    [[nodiscard]] Slot *slot(quint64 number);
    void answer(quint64 number, const Response &response);
    void beginStream(quint64 number, const Response &head, std::function<void(QTcpSocket &)> begin);
    void sendReady();
    void close();
    void sayGoodbye();
    [[nodiscard]] bool isUpgradeBehindAnswers() const;

    QTcpSocket *m_socket;
    Guard m_guard;
    HttpFigures &m_figures;
    Limits m_limits;
    std::deque<Slot> m_slots;
    quint64 m_nextNumber = 1;
    qint64 m_discarded = 0;
    State m_state = State::Serving;
    QElapsedTimer m_idle;    // since the last request, or since it came
    QElapsedTimer m_closing; // valid while it is being closed: since the client took something last
    bool m_saidGoodbye = false;
    bool m_hadRequest = false;
};

} // namespace tallywall
