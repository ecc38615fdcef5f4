// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connection.h"

#include <QAbstractHttpServer>
#include <QHash>

#include <functional>
#include <memory>

class QWebSocket;

namespace tallywall {

class Listener;

// QHttpServer behind our Listener: hands every request to `dispatch` with a Responder, and every WebSocket to `webSocketOpened`.
// This pair of files is the only place that knows how Qt's HTTP server differs between 6.4 and 6.8. Server thread.
class QtHttp : public QAbstractHttpServer
{
    Q_OBJECT

public:
    using Dispatch = std::function<void(Request, const Responder &)>;
    // Whether this request may become a WebSocket. It is asked before the handshake; an error is answered instead of it.
    using MayUpgrade = std::function<Result<Done>(const Request &)>;

    QtHttp(Dispatch dispatch, MayUpgrade mayUpgrade, QObject *parent = nullptr);

    void serve(Listener *listener); // takes ownership; it has to be listening

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

    [[nodiscard]] Request requestOf(const QHttpServerRequest &request, const Connection &connection) const;
    [[nodiscard]] Result<Done> prepareUpgrade(const QHttpServerRequest &request, Connection &connection);
    void takeWebSockets();

    Dispatch m_dispatch;
    MayUpgrade m_mayUpgrade;
    Listener *m_listener = nullptr;
    QHash<quint16, QList<Upgrade>> m_upgrades; // accepted, with the handshake under way; by port of the peer
    std::optional<Error> m_refusal;            // why the upgrade that is being answered now is refused
};

} // namespace tallywall
