// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/listener.h"

#include "server/net/http_figures.h"

#include <QTcpSocket>

namespace tallywall {

using namespace Qt::StringLiterals;

Listener::Listener(const Limits &limits, Guard::BodyLimit bodyLimit, HttpFigures &figures, QObject *parent)
    : QTcpServer(parent), m_limits(limits), m_bodyLimit(std::move(bodyLimit)), m_figures(figures)
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
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_connections.size() >= m_limits.connections) {
        m_figures.count(Method::Other, 503, std::chrono::nanoseconds(0));
        socket->write(
                encode(problem(Error{ErrorCode::Unavailable, u"too many connections: try again in a second"_s, {}}),
                       RequestHead{}, true));
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->disconnectFromHost();
        return;
    }
    auto *connection = new Connection(socket, m_limits, m_bodyLimit, m_figures);
    m_connections.append(connection);
    connect(connection, &QObject::destroyed, this, [this, connection] {
        m_connections.removeOne(connection);
        Q_EMIT connectionClosed();
    });
    addPendingConnection(socket);
}

} // namespace tallywall
