// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connection.h"

#include <QAbstractHttpServer>
#include <QHash>

class QWebSocket;

namespace tallywall {

class Listener;

// Qt's HTTP server behind our Listener: makes the WebSockets. Requests are read by our Connection (docs/adr/0009); those that
// ask for a WebSocket, and may, are handed on to Qt, which makes the handshake and frames what follows.
// This pair of files is the only place that knows how Qt's HTTP server differs between 6.4 and 6.8. Server thread.
class QtHttp : public QAbstractHttpServer
{
    Q_OBJECT

public:
    explicit QtHttp(QObject *parent = nullptr);

    void serve(Listener *listener); // takes ownership; it has to be listening
    // A connection whose request may become a WebSocket, and from whose socket nothing of it was taken.
    void upgrade(Connection &connection, const Request &request);

Q_SIGNALS:
    // `below` is the TCP socket that carries it; both die together.
    void webSocketOpened(QWebSocket *socket, QTcpSocket *below, const tallywall::Request &request);

protected:
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;
#else
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
#endif

private:
    struct Upgrade {
        QPointer<QTcpSocket> below;
        Request request;
    };

    void takeWebSockets();

    Listener *m_listener = nullptr;
    QHash<quint16, QList<Upgrade>> m_upgrades; // accepted, with the handshake under way; by port of the peer
};

} // namespace tallywall
