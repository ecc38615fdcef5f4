// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "server/net/request.h"

#include <functional>
#include <vector>

class QTcpSocket;
class QWebSocket;

namespace tallywall {

// An address that may become a WebSocket.
struct SocketRoute {
    QByteArray pattern; // "/ws", or "/app/{}", whose last segment is left open (Request::tail)
    // Whether this request may; what it does not let in gets a plain answer instead of a handshake. None: every request may.
    std::function<Result<Done>(const Request &)> check;
    // Takes the socket; `below` is the TCP socket that carries it, and dies with it.
    std::function<void(QWebSocket *socket, QTcpSocket *below, const Request &request)> open;
};

// Which addresses may become a WebSocket, and what becomes of it. Server thread.
class SocketRoutes
{
public:
    void add(SocketRoute route) { m_routes.push_back(std::move(route)); }

    // Errors: NotFound, where there is no WebSocket; NotUnderstood, where this is no handshake; those of the route's check.
    [[nodiscard]] Result<Done> mayUpgrade(const Request &request) const;
    // A request that was let in, with the WebSocket it has become.
    void open(QWebSocket *socket, QTcpSocket *below, const Request &request) const;

private:
    struct Match {
        const SocketRoute *route = nullptr;
        QString tail;
    };
    [[nodiscard]] Match find(QByteArrayView path) const;

    std::vector<SocketRoute> m_routes;
};

} // namespace tallywall
