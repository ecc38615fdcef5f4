// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/listener.h"

#include "server/net/http_figures.h"

#include <QTcpSocket>

namespace tallywall {

using namespace Qt::StringLiterals;

Listener::Listener(const Limits &limits, Admit admit, HttpFigures &figures, QObject *parent)
    : QTcpServer(parent), m_limits(limits), m_admit(std::move(admit)), m_figures(figures)
{
    using namespace std::chrono_literals;
    // Qt's defaults (50 and 30) make a thousand browsers that come back at once wait for seconds.
    setListenBacklogSize(4096);
    setMaxPendingConnections(4096);
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

void Listener::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const QHostAddress peer = socket->peerAddress();
    const bool crowded = !peer.isLoopback() && m_perPeer.value(peer) >= m_limits.connectionsPerPeer;
    if (crowded || m_connections.size() >= m_limits.connections) {
        m_figures.count(Method::Other, 503, std::chrono::nanoseconds(0));
        socket->write(
                encode(problem(Error{ErrorCode::Unavailable, u"too many connections: try again in a second"_s, {}}),
                       RequestHead{}, true));
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->disconnectFromHost();
        return;
    }
    auto *connection = new Connection(
            socket, m_limits, [this, peer](const RequestHead &head) { return m_admit(head, peer); }, m_figures);
    m_connections.append(connection);
    ++m_perPeer[peer];
    connect(connection, &QObject::destroyed, this, [this, connection, peer] {
        m_connections.removeOne(connection);
        if (--m_perPeer[peer] == 0)
            m_perPeer.remove(peer);
        Q_EMIT connectionClosed();
    });
    addPendingConnection(socket);
}

} // namespace tallywall
