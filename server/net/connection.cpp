// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/connection.h"

#include "server/net/http_figures.h"
#include "server/net/send.h"

#include <QTcpSocket>

#include <algorithm>
#include <utility>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// A client that was refused may still be sending. It is read for a while, so that it finds the answer and not a reset.
constexpr qint64 lingeringMs = 2000;
constexpr qint64 mostDiscarded = 64 * 1024 * 1024;
// Answers that a client has asked for and does not read. Past this it is closed: some of the largest ones fit in.
constexpr qint64 mostUnread = 32 * 1024 * 1024;
// With so much waiting no further request of it is read.
constexpr qint64 enoughUnread = 1024 * 1024;
// So long requests that came in one piece are taken one after the other; then it is the turn of the other connections.
constexpr qint64 turnMs = 2;

} // namespace

Responder::Responder(Connection *connection, quint64 number) : m_connection(connection), m_number(number) { }

void Responder::send(Response response) const
{
    if (m_connection)
        m_connection->answer(m_number, std::move(response));
}

void Responder::stream(const Response &head, Begin begin) const
{
    if (m_connection)
        m_connection->beginStream(m_number, head, std::move(begin));
}

void Responder::addFields(const QList<std::pair<QByteArray, QByteArray>> &fields) const
{
    if (!m_connection)
        return;
    if (auto *slot = m_connection->slot(m_number))
        slot->fields.append(fields);
}

Connection::Connection(QTcpSocket *socket, Seat seat, const ConnectionRules &rules, HttpFigures &figures,
                       DescriptorPoll *poll)
    : QObject(socket)
    , m_socket(socket)
    , m_seat(std::move(seat))
    , m_rules(rules)
    , m_reader(rules.limits, [this](const RequestHead &head) { return m_rules.admit(head, m_socket->peerAddress()); })
    , m_figures(figures)
    , m_poll(poll)
{
    m_idle.start();
    socket->setReadBufferSize(rules.limits.inputBytes);
    connect(socket, &QTcpSocket::readyRead, this, &Connection::readReady);
    connect(socket, &QTcpSocket::bytesWritten, this, &Connection::goOn);
}

void Connection::readReady()
{
    if (m_nextTurn.isActive())
        return;
    QElapsedTimer turn;
    turn.start();
    while (m_state == State::Serving && m_socket->bytesAvailable() > 0) {
        m_paused = isFull();
        if (m_paused)
            return;
        if (turn.hasExpired(turnMs)) {
            m_nextTurn.start(0, this);
            return;
        }
        const auto arrival = m_reader.read(*m_socket);
        if (!arrival) {
            refuse(arrival.error());
        } else {
            switch (*arrival) {
            case RequestReader::Arrival::Nothing: encourage(); return;
            case RequestReader::Arrival::Request: takeRequest(); break;
            case RequestReader::Arrival::WebSocket: takeWebSocket(); return;
            }
        }
    }
    if (m_state != State::Serving)
        discardInput();
}

void Connection::timerEvent(QTimerEvent *)
{
    m_nextTurn.stop();
    resume();
}

void Connection::encourage()
{
    if (m_state == State::Serving && m_slots.empty() && m_reader.takeExpectation())
        writeNow(*m_socket, "HTTP/1.1 100 Continue\r\n\r\n");
}

// Some of the answers have gone out.
void Connection::goOn(qint64 taken)
{
    m_stall.took(taken);
    if (m_begin)
        QMetaObject::invokeMethod(this, &Connection::leave, Qt::QueuedConnection);
    if (m_closing.isValid() && !m_saidGoodbye && m_socket->bytesToWrite() == 0)
        sayGoodbye();
    if (m_paused && !isFull()) {
        m_paused = false;
        QMetaObject::invokeMethod(this, &Connection::resume, Qt::QueuedConnection);
    }
}

void Connection::resume()
{
    readReady();
    if (m_state != State::Serving || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    // Qt stops listening to a socket whose buffer is full, and begins anew only when the size of the buffer changes.
    m_socket->setReadBufferSize(0);
    m_socket->setReadBufferSize(m_rules.limits.inputBytes);
}

bool Connection::isFull() const
{
    return m_slots.size() >= static_cast<std::size_t>(m_rules.limits.answersWaiting)
            || m_socket->bytesToWrite() > enoughUnread;
}

void Connection::takeRequest()
{
    Slot place;
    place.number = m_nextNumber++;
    place.head = m_reader.head();
    place.since.start();
    place.close = !place.head.keepsAlive();
    m_hadRequest = true;
    m_idle.restart();
    if (place.close)
        m_state = State::Ending; // RFC 9112, section 9.6: nothing behind it is carried out
    Request request{.head = place.head, .body = m_reader.takeBody(), .peer = m_socket->peerAddress(), .tail = {}};
    m_slots.push_back(std::move(place));
    m_rules.dispatch(std::move(request), Responder(this, m_slots.back().number));
}

void Connection::takeWebSocket()
{
    if (!m_slots.empty()) {
        refuse(Error{ErrorCode::Conflict, u"a WebSocket needs a connection without answers that are due"_s, {}});
        return;
    }
    const Request request{.head = m_reader.head(), .body = {}, .peer = m_socket->peerAddress(), .tail = {}};
    if (auto may = m_rules.mayUpgrade(request); !may) {
        refuse(may.error());
        return;
    }
    m_state = State::Streaming;
    m_socket->disconnect(this);
    m_socket->setReadBufferSize(0);
    m_rules.upgrade(*this, request);
}

void Connection::discardInput()
{
    m_discarded += m_socket->skip(m_socket->bytesAvailable());
    if (m_discarded > mostDiscarded)
        m_socket->abort();
}

void Connection::refuse(const Error &error)
{
    Slot last;
    last.number = m_nextNumber++;
    last.since.start();
    last.close = true;
    last.ready = true;
    last.bytes = encode(problem(error), RequestHead{}, true);
    m_figures.count(Method::Other, statusOf(error.code), std::chrono::nanoseconds(0));
    m_slots.push_back(std::move(last));
    m_state = State::Ending;
    discardInput();
    sendReady();
}

void Connection::checkTime()
{
    // What has become a stream is the matter of who has it.
    const bool stream = m_state == State::Streaming && !m_begin;
    const bool stalled = !stream && m_stall.isGivenUp(m_socket->bytesToWrite());
    if (stalled || (m_saidGoodbye && m_closing.hasExpired(lingeringMs))) {
        m_socket->abort();
        return;
    }
    if (m_state != State::Serving || m_paused) // it does not keep us waiting: we do not read
        return;
    const auto patience = m_hadRequest ? m_rules.limits.idleTime : m_rules.limits.headTime;
    if (auto intime = m_reader.checkTime(); !intime)
        refuse(intime.error());
    else if (m_slots.empty() && m_reader.isIdle() && m_idle.hasExpired(patience.count()))
        m_socket->disconnectFromHost();
}

void Connection::finish()
{
    if (m_state == State::Streaming)
        return; // whoever has it closes it
    m_state = State::Ending;
    if (!m_slots.empty())
        m_slots.back().close = true;
    else if (!m_closing.isValid())
        m_socket->disconnectFromHost();
}

Connection::Slot *Connection::slot(quint64 number)
{
    const auto found = std::find_if(m_slots.begin(), m_slots.end(),
                                    [number](const Slot &one) { return one.number == number; });
    return found == m_slots.end() || found->ready ? nullptr : &*found;
}

void Connection::answer(quint64 number, Response response)
{
    Slot *place = slot(number);
    if (!place)
        return;
    place->ready = true;
    response.fields.append(place->fields);
    place->bytes = encode(response, place->head, place->close);
    m_figures.count(place->head.method, response.status, std::chrono::nanoseconds(place->since.nsecsElapsed()));
    sendReady();
}

void Connection::beginStream(quint64 number, const Response &head, Responder::Begin begin)
{
    Slot *place = slot(number);
    if (!place)
        return;
    place->ready = true;
    Response whole = head;
    whole.fields.append(place->fields);
    place->bytes = encodeHead(whole) + whole.body;
    m_state = State::Ending; // until it is its turn
    place->begin = std::move(begin);
    m_figures.count(place->head.method, head.status, std::chrono::nanoseconds(place->since.nsecsElapsed()));
    sendReady();
}

void Connection::sendReady()
{
    while (!m_slots.empty() && m_slots.front().ready) {
        Slot place = std::move(m_slots.front());
        m_slots.pop_front();
        if (m_socket->state() != QAbstractSocket::ConnectedState)
            return;
        if (m_socket->bytesToWrite() > mostUnread) {
            m_socket->abort();
            return;
        }
        writeNow(*m_socket, place.bytes);
        if (place.begin) {
            m_state = State::Streaming;
            m_slots.clear();
            m_begin = std::move(place.begin);
            // Not from within what the socket has called.
            QMetaObject::invokeMethod(this, &Connection::leave, Qt::QueuedConnection);
            return;
        }
        if (place.close) {
            close();
            return;
        }
    }
    goOn(0);
    encourage();
}

// The stream goes on without the socket, once what came before it has gone out.
void Connection::leave()
{
    if (!m_begin || m_socket->bytesToWrite() > 0 || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const auto begin = std::exchange(m_begin, {});
    begin(makeOutlet(m_socket, *std::exchange(m_seat, std::nullopt), m_poll));
}

// Says that nothing more comes once everything has gone out, and waits for the client to close, so that no unread input turns
// the answer into a reset. checkTime() ends the waiting.
void Connection::close()
{
    m_slots.clear();
    m_state = State::Ending;
    m_closing.start();
    if (m_socket->bytesToWrite() == 0)
        sayGoodbye(); // else behind what waits
}

void Connection::sayGoodbye()
{
    m_saidGoodbye = true;
    m_closing.start();
#ifdef Q_OS_UNIX
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
#endif
}

} // namespace tallywall
