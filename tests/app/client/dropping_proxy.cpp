// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/client/dropping_proxy.h"

#include <utility>

namespace tallywall::test {

DroppingProxy::DroppingProxy(quint16 wall, std::function<bool(int)> drops) : m_wall(wall), m_drops(std::move(drops))
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = nextPendingConnection())
            join(client);
    });
    listen(QHostAddress::LocalHost);
}

void DroppingProxy::join(QTcpSocket *client)
{
    auto *wall = new QTcpSocket(client);
    connect(client, &QTcpSocket::readyRead, wall, [client, wall] { wall->write(client->readAll()); });
    connect(client, &QTcpSocket::disconnected, wall, &QTcpSocket::abort);
    connect(wall, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(wall, &QTcpSocket::readyRead, client, [this, client, wall] {
        const QByteArray bytes = wall->readAll();
        // An answer that comes in pieces is counted once.
        if (bytes.startsWith("HTTP/1.1 ") && m_drops(++m_answers)) {
            ++m_dropped;
            client->abort();
        } else {
            client->write(bytes);
        }
    });
    wall->connectToHost(QHostAddress::LocalHost, m_wall);
}

} // namespace tallywall::test
