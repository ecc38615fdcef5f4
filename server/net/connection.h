// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/outlet.h"
#include "server/net/request_reader.h"
#include "server/net/response.h"
#include "server/net/stall.h"

#include <QBasicTimer>
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
    using Begin = std::function<void(std::unique_ptr<Outlet>)>;

    Responder() = default;
    Responder(Connection *connection, quint64 number);

    void send(Response response) const;
    // Makes the connection a stream: sends this head, with the body as its first bytes, then hands out the outlet for what
    // follows. Nothing more is read from the client. Where the client has left by then, `begin` is not called.
    void stream(const Response &head, Begin begin) const;
    // Added to whatever is sent.
    void addFields(const QList<std::pair<QByteArray, QByteArray>> &fields) const;

private:
    QPointer<Connection> m_connection;
    quint64 m_number = 0;
};

// What all connections of a listener share.
struct ConnectionRules {
    // Whether a request may go on, by its head alone, and how large its body may be.
    std::function<Result<qint64>(const RequestHead &, const QHostAddress &)> admit;
    std::function<void(Request, const Responder &)> dispatch;
    // Whether this request may become a WebSocket; and its socket, from which nothing of the request was taken, when it may.
    std::function<Result<Done>(const Request &)> mayUpgrade;
    std::function<void(Connection &, const Request &)> upgrade;
    Limits limits;
};

// One client: reads its requests, keeps its answers in their order, though they may be ready in another one, and refuses what
// the reader objects to. Child of its socket, in the server thread.
class Connection : public QObject
{
    Q_OBJECT

public:
    // `rules`, `figures` and `poll` have to live longer.
    Connection(QTcpSocket *socket, Seat seat, const ConnectionRules &rules, HttpFigures &figures, DescriptorPoll *poll);

    [[nodiscard]] QTcpSocket *socket() const { return m_socket; }

    // Called every second or so.
    void checkTime();
    // No request is taken any more: closes once everything is answered.
    void finish();

protected:
    void timerEvent(QTimerEvent *event) override;

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
        Responder::Begin begin; // of a stream
    };

    void readReady();
    void resume();
    void encourage();
    void goOn(qint64 taken);
    void takeRequest();
    void takeWebSocket();
    void discardInput();
    void refuse(const Error &error);
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] Slot *slot(quint64 number);
    void answer(quint64 number, Response response);
    void beginStream(quint64 number, const Response &head, Responder::Begin begin);
    void sendReady();
    void leave();
    void close();
    void sayGoodbye();

    QTcpSocket *m_socket;
    std::optional<Seat> m_seat;
    const ConnectionRules &m_rules;
    RequestReader m_reader;
    HttpFigures &m_figures;
    DescriptorPoll *m_poll;
    std::deque<Slot> m_slots;
    quint64 m_nextNumber = 1;
    qint64 m_discarded = 0;
    State m_state = State::Serving;
    Responder::Begin m_begin; // of the stream that it is about to become
    QElapsedTimer m_idle;     // since the last request, or since it came
    QElapsedTimer m_closing;  // valid while it is being closed
    Stall m_stall;
    bool m_saidGoodbye = false;
    bool m_hadRequest = false;
    bool m_paused = false;  // there may be requests that were not read, since too many wait for their answer
    QBasicTimer m_nextTurn; // active while requests wait, since those before them took all of a turn
};

} // namespace tallywall
