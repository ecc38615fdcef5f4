// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/qt_http.h"

#include "server/net/listener.h"

#include <QHttpServerRequest>
#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>
#include <utility>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpServerResponder>
#include <QHttpServerWebSocketUpgradeResponse>
#endif

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)

Connection *connectionOf(QTcpSocket *socket)
{
    return socket->findChild<Connection *>(QString(), Qt::FindDirectChildrenOnly);
}

// The very condition by which Qt decides to hand the socket to its WebSocket server.
bool isUpgrade(const QHttpServerRequest &request)
{
    return request.value("connection").toLower().contains("upgrade")
            && request.value("upgrade").compare("websocket", Qt::CaseInsensitive) == 0;
}

#else

Connection *connectionOf(const Listener &listener, const QHttpServerRequest &request)
{
    const auto &all = listener.connections();
    const auto found = std::find_if(all.begin(), all.end(), [&request](const Connection *one) {
        return one->socket()->peerPort() == request.remotePort()
                && one->socket()->peerAddress() == request.remoteAddress();
    });
    return found == all.end() ? nullptr : *found;
}

#endif

} // namespace

QtHttp::QtHttp(Dispatch dispatch, MayUpgrade mayUpgrade, QObject *parent)
    : QAbstractHttpServer(parent), m_dispatch(std::move(dispatch)), m_mayUpgrade(std::move(mayUpgrade))
{
    connect(this, &QAbstractHttpServer::newWebSocketConnection, this, &QtHttp::takeWebSockets);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    addWebSocketUpgradeVerifier(this, [this](const QHttpServerRequest &request) {
        Connection *connection = connectionOf(*m_listener, request);
        const bool taken = connection && prepareUpgrade(request, *connection).has_value();
        // What is passed on by all of them comes to missingHandler, which gives the reason.
        return taken ? QHttpServerWebSocketUpgradeResponse::accept()
                     : QHttpServerWebSocketUpgradeResponse::passToNext();
    });
#endif
}

void QtHttp::serve(Listener *listener)
{
    m_listener = listener;
    bind(listener);
}

Request QtHttp::requestOf(const QHttpServerRequest &request, const Connection &connection) const
{
    return Request{.head = connection.head(), .body = request.body(), .peer = request.remoteAddress(), .tail = {}};
}

Result<Done> QtHttp::prepareUpgrade(const QHttpServerRequest &request, Connection &connection)
{
    Request asked = requestOf(request, connection);
    auto may = m_mayUpgrade(asked);
    if (!may) {
        m_refusal = may.error();
        return may;
    }
    QTcpSocket *socket = connection.socket();
    const quint16 port = socket->peerPort();
    m_upgrades[port].append({socket, std::move(asked)});
    // Of the connection, since Qt takes all connections off the socket when it hands it over.
    connect(&connection, &QObject::destroyed, this, [this, port] {
        auto &waiting = m_upgrades[port];
        waiting.removeIf([](const Upgrade &one) { return one.below.isNull(); });
        if (waiting.isEmpty())
            m_upgrades.remove(port);
    });
    connection.leave();
    return Done{};
}

void QtHttp::takeWebSockets()
{
    while (auto socket = nextPendingWebSocketConnection()) {
        auto &waiting = m_upgrades[socket->peerPort()];
        const auto found = std::find_if(waiting.begin(), waiting.end(), [&socket](const Upgrade &one) {
            return one.below && one.below->peerAddress() == socket->peerAddress();
        });
        if (found == waiting.end())
            continue; // its TCP socket is gone already
        const Upgrade upgrade = *found;
        waiting.erase(found);
        Q_EMIT webSocketOpened(socket.release(), upgrade.below, upgrade.request);
    }
}

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)

bool QtHttp::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    Connection *connection = connectionOf(socket);
    if (isUpgrade(request)) {
        // An answer here would leave the client hanging: Qt goes on with the handshake whenever a handler returns true.
        return prepareUpgrade(request, *connection).has_value();
    }
    if (!connection->isStream())
        m_dispatch(requestOf(request, *connection), connection->accept());
    return true;
}

void QtHttp::missingHandler(const QHttpServerRequest &, QTcpSocket *socket)
{
    const Error why = std::exchange(m_refusal, std::nullopt)
                              .value_or(Error{ErrorCode::NotFound, u"there is nothing here"_s, {}});
    connectionOf(socket)->accept().send(problem(why));
}

#else

bool QtHttp::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &)
{
    Connection *connection = connectionOf(*m_listener, request);
    if (connection && !connection->isStream())
        m_dispatch(requestOf(request, *connection), connection->accept());
    return true;
}

void QtHttp::missingHandler(const QHttpServerRequest &request, QHttpServerResponder &)
{
    const Error why = std::exchange(m_refusal, std::nullopt)
                              .value_or(Error{ErrorCode::NotFound, u"there is nothing here"_s, {}});
    if (Connection *connection = connectionOf(*m_listener, request))
        connection->accept().send(problem(why));
}

#endif

} // namespace tallywall
