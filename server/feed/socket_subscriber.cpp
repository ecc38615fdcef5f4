// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/socket_subscriber.h"

#include "server/net/socket_outlet.h"

#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

namespace tallywall {

namespace {

constexpr auto timeToClose = std::chrono::seconds(3); // for the client to answer our close frame

void close(QWebSocket *socket, QTcpSocket *below, const SocketFarewell &farewell)
{
    socket->close(QWebSocketProtocol::CloseCode(farewell.code), farewell.sentence);
    QTimer::singleShot(timeToClose, below, [below] { below->abort(); });
}

} // namespace

Subscriber *subscribeSocket(Format format, QWebSocket *socket, QTcpSocket *below, qint64 maxMessage, qint64 maxOutbox,
                            QObject *parent, std::function<SocketFarewell(Subscriber::Farewell)> farewell)
{
    socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(maxMessage));
    socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(maxMessage));
    // Qt answers pings by itself, past our outbox: a client that pings and does not read may not fill it without end.
    QObject::connect(below, &QTcpSocket::readyRead, parent, [below, maxOutbox] {
        if (below->bytesToWrite() > maxOutbox)
            below->abort();
    });
    auto outlet = std::make_unique<SocketOutlet>(below);
    SocketOutlet *behind = outlet.get();
    auto *subscriber = new Subscriber(
            format, std::move(outlet), maxOutbox, parent,
            [socket, below, behind, farewell = std::move(farewell)](Outlet &, Subscriber::Farewell why) {
                behind->discardWaiting(); // RFC 6455, section 5.5.1: no data frame after the close frame
                close(socket, below, farewell(why));
            });
    // Qt writes its own frames into the socket's buffer: answers to what has come in.
    QObject::connect(below, &QTcpSocket::readyRead, subscriber, &Subscriber::mindBuffer);
    return subscriber;
}

} // namespace tallywall
