// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/qt_http.h"

#include "server/net/listener.h"

#include <QHttpServerRequest>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpServerResponder>
#include <QHttpServerWebSocketUpgradeResponse>
#endif

namespace tallywall {

namespace {

constexpr std::chrono::seconds patience{10}; // with a handshake; its request is here already

} // namespace

QtHttp::QtHttp(QObject *parent) : QAbstractHttpServer(parent)
{
    connect(this, &QAbstractHttpServer::newWebSocketConnection, this, &QtHttp::takeWebSockets);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    // Whoever comes here was let in already.
    addWebSocketUpgradeVerifier(
            this, [](const QHttpServerRequest &) { return QHttpServerWebSocketUpgradeResponse::accept(); });
#endif
}

void QtHttp::serve(Listener *listener)
{
    m_listener = listener;
    bind(listener);
}

void QtHttp::upgrade(Connection &connection, const Request &request)
{
    QTcpSocket *socket = connection.socket();
    const quint16 port = socket->peerPort();
    m_upgrades[port].append({socket, request});
    // Of the connection, since Qt takes all connections off the socket when it hands it over.
    connect(&connection, &QObject::destroyed, this, [this, port] {
        auto &waiting = m_upgrades[port];
        waiting.removeIf([](const Upgrade &one) { return one.below.isNull(); });
        if (waiting.isEmpty())
            m_upgrades.remove(port);
    });
    QTimer::singleShot(patience, &connection, [this, port, socket] {
        const auto waiting = m_upgrades.value(port);
        if (std::any_of(waiting.begin(), waiting.end(), [socket](const Upgrade &one) { return one.below == socket; }))
            socket->abort(); // Qt has not finished the handshake
    });
    m_listener->handOn(socket);
    Q_EMIT socket->readyRead(); // the request came before Qt listened
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

bool QtHttp::handleRequest(const QHttpServerRequest &request, QTcpSocket *)
{
    // The very condition by which Qt goes on with the handshake when this returns true.
    return request.value("connection").toLower().contains("upgrade")
            && request.value("upgrade").compare("websocket", Qt::CaseInsensitive) == 0;
}

void QtHttp::missingHandler(const QHttpServerRequest &, QTcpSocket *socket)
{
    socket->abort(); // Qt reads the request otherwise than we did
}

#else

bool QtHttp::handleRequest(const QHttpServerRequest &, QHttpServerResponder &)
{
    return false; // only upgrades come here, and those do not come this way
}

void QtHttp::missingHandler(const QHttpServerRequest &request, QHttpServerResponder &)
{
    const auto waiting = m_upgrades.value(request.remotePort());
    for (const Upgrade &one : waiting) {
        if (one.below && one.below->peerAddress() == request.remoteAddress())
            one.below->abort(); // Qt reads the request otherwise than we did
    }
}

#endif

} // namespace tallywall
