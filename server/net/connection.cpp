// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/connection.h"

#include "server/net/http_figures.h"
#include "server/net/outlet.h"

#include <QTcpSocket>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// A client that was refused may still be sending. It is read for a while, so that it finds the answer and not a reset.
constexpr qint64 lingeringMs = 2000;
// One that has been answered and takes nothing more of it is given up after this.
constexpr qint64 stalledMs = 30'000;
constexpr qint64 mostDiscarded = 64 * 1024 * 1024;
// Answers that a client has asked for and does not read. Past this it is closed: some of the largest ones fit in.
constexpr qint64 mostUnread = 32 * 1024 * 1024;

} // namespace

Responder::Responder(Connection *connection, quint64 number) : m_connection(connection), m_number(number) { }

void Responder::send(const Response &response) const
{
    if (m_connection)
        m_connection->answer(m_number, response);
}

void Responder::stream(const Response &head, std::function<void(QTcpSocket &)> begin) const
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

Connection::Connection(QTcpSocket *socket, const Limits &limits, Guard::BodyLimit bodyLimit, HttpFigures &figures)
    : QObject(socket), m_socket(socket), m_guard(limits, std::move(bodyLimit)), m_figures(figures), m_limits(limits)
{
    m_idle.start();
    connect(socket, &QTcpSocket::readyRead, this, &Connection::readReady);
}

void Connection::readReady()
{
    if (m_state != State::Serving) {
        discardInput();
        return;
    }
    m_idle.restart();
    if (auto seen = m_guard.look(*m_socket); !seen)
        refuse(seen.error());
    else if (isUpgradeBehindAnswers())
        // Qt would begin the handshake, or close, before the answers that are due.
        refuse(Error{ErrorCode::Conflict, u"a WebSocket needs a connection without answers that are due"_s, {}});
    else if (m_guard.wantsContinue() && m_slots.empty())
        writeNow(*m_socket, "HTTP/1.1 100 Continue\r\n\r\n");
}

bool Connection::isUpgradeBehindAnswers() const
{
    return m_guard.headArrived() && isBusy() && head().field("Connection").toLower().contains("upgrade")
            && head().field("Upgrade").compare("websocket", Qt::CaseInsensitive) == 0;
}

// What is taken here, Qt's parser does not see: its turn comes after ours.
void Connection::discardInput()
{
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction();
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
    if (m_closing.isValid() && m_closing.hasExpired(m_saidGoodbye ? lingeringMs : stalledMs)) {
        m_socket->abort();
        return;
    }
    if (m_state != State::Serving)
        return;
    const auto patience = m_hadRequest ? m_limits.idleTime : m_limits.headTime;
    if (auto intime = m_guard.checkTime(); !intime)
        refuse(intime.error());
    else if (m_slots.empty() && m_guard.isIdle() && m_idle.hasExpired(patience.count()))
        m_socket->disconnectFromHost();
}

void Connection::finish()
{
    if (m_state == State::Streaming)
        return; // the feed closes its subscribers
    m_state = State::Ending;
    if (!m_slots.empty())
        m_slots.back().close = true;
    else if (!m_closing.isValid())
        m_socket->disconnectFromHost();
}

Responder Connection::accept()
{
    Slot place;
    place.number = m_nextNumber++;
    place.head = m_guard.head();
    place.since.start();
    place.close = !place.head.keepsAlive();
    m_hadRequest = true;
    if (place.close)
        m_state = State::Ending; // RFC 9112, section 9.6: nothing behind it is carried out
    m_slots.push_back(std::move(place));
    const Responder responder(this, m_slots.back().number);
    if (m_slots.size() > static_cast<std::size_t>(m_limits.answersWaiting)) {
        refuse(Error{ErrorCode::TooMany,
                     u"more than %1 requests of this connection wait for their answer"_s.arg(m_limits.answersWaiting),
                     {}});
    }
    return responder;
}

Connection::Slot *Connection::slot(quint64 number)
{
    const auto found = std::find_if(m_slots.begin(), m_slots.end(),
                                    [number](const Slot &one) { return one.number == number; });
    return found == m_slots.end() || found->ready ? nullptr : &*found;
}

void Connection::answer(quint64 number, const Response &response)
{
    Slot *place = slot(number);
    if (!place)
        return;
    place->ready = true;
    Response whole = response;
    whole.fields.append(place->fields);
    place->bytes = encode(whole, place->head, place->close);
    m_figures.count(place->head.method, response.status, std::chrono::nanoseconds(place->since.nsecsElapsed()));
    sendReady();
}

void Connection::beginStream(quint64 number, const Response &head, std::function<void(QTcpSocket &)> begin)
{
    Slot *place = slot(number);
    if (!place)
        return;
    place->ready = true;
    Response whole = head;
    whole.fields.append(place->fields);
    place->bytes = encodeHead(whole);
    m_state = State::Ending; // until it is its turn
    place->begin = std::move(begin);
    m_figures.count(place->head.method, head.status, std::chrono::nanoseconds(place->since.nsecsElapsed()));
    sendReady();
}

void Connection::sendReady()
{
    while (!m_slots.empty() && m_slots.front().ready) {
        const Slot place = std::move(m_slots.front());
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
            place.begin(*m_socket);
            return;
        }
        if (place.close) {
            close();
            return;
        }
    }
}

// Says that nothing more comes once everything has gone out, and waits for the client to close, so that no unread input turns
// the answer into a reset. checkTime() ends the waiting.
void Connection::close()
{
    m_slots.clear();
    m_state = State::Ending;
    m_closing.start();
    if (m_socket->bytesToWrite() == 0) {
        sayGoodbye();
        return;
    }
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        m_closing.restart();
        if (m_socket->bytesToWrite() == 0)
            sayGoodbye();
    });
}

void Connection::sayGoodbye()
{
    m_saidGoodbye = true;
#ifdef Q_OS_UNIX
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
#endif
}

} // namespace tallywall
