// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/listener.h"

#include "server/net/http_figures.h"

#include <QTcpSocket>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// A machine that lost its power says nothing: the system asks after a minute of silence, and gives up half a minute later.
void noticeSilence([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    const auto set = [descriptor](int level, int option, int value) {
        ::setsockopt(descriptor, level, option, &value, sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 60);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3);
#endif
}

} // namespace

Listener::Listener(ConnectionRules rules, HttpFigures &figures, QObject *parent)
    : QTcpServer(parent)
    , m_rules(std::move(rules))
    , m_figures(figures)
    , m_seats(m_rules.limits)
    , m_poll(makeDescriptorPoll(this))
{
    using namespace std::chrono_literals;
    // Qt's defaults (50 and 30) make a thousand browsers that come back at once wait for seconds.
    setListenBacklogSize(4096);
    setMaxPendingConnections(4096);
    connect(&m_seats, &Seats::freed, this, &Listener::clientLeft);
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        const auto connections = m_connections;
        for (Connection *connection : connections)
            connection->checkTime();
    });
    m_clock.start();
    // Out of descriptors, Qt stops accepting for good. Those who left have given theirs back a moment later.
    connect(this, &QTcpServer::acceptError, this,
            [this] { QTimer::singleShot(100ms, this, [this] { resumeAccepting(); }); });
}

Listener::~Listener()
{
    // The connections are children, and would go after what they refer to.
    const auto sockets = findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(sockets);
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket; // the client has left already
        return;
    }
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    noticeSilence(static_cast<int>(descriptor));
    auto seat = m_seats.take(socket->peerAddress());
    if (!seat) {
        turnAway(socket);
        return;
    }
    auto *connection = new Connection(socket, *std::move(seat), m_rules, m_figures, m_poll);
    m_connections.insert(connection);
    connect(connection, &QObject::destroyed, this, [this, connection] { m_connections.remove(connection); });
}

void Listener::turnAway(QTcpSocket *socket)
{
    m_figures.count(Method::Other, 503, std::chrono::nanoseconds(0));
    const Error error{ErrorCode::Unavailable, u"too many connections: try again in a second"_s, {}};
    socket->write(encode(problem(error), RequestHead{}, true));
    socket->disconnectFromHost();
}

void Listener::finish()
{
    close();
    const auto connections = m_connections;
    for (Connection *connection : connections)
        connection->finish();
}

void Listener::handOn(QTcpSocket *socket)
{
    addPendingConnection(socket);
}

} // namespace tallywall
