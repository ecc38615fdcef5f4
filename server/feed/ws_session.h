// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/limits.h"
#include "server/net/request.h"

#include <QJsonObject>
#include <QObject>
#include <QPointer>

class QTcpSocket;
class QWebSocket;

namespace tallywall {

class Feed;
class Replay;
class Store;
class Subscriber;

// One WebSocket at /ws: text frames with one JSON object each. It understands {"subscribe":[…]}, {"unsubscribe":[…]},
// {"since":ID} and {"ping":1}; to anything else it answers {"error":"…"} and stays. Events go below the QWebSocket as frames
// that were encoded once for everybody. Owns the QWebSocket; deletes itself when that closes. Server thread.
class WsSession : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maxCommand = 64 * 1024; // bytes in one message of the client

    WsSession(Feed &feed, Store &store, const Limits &limits, QWebSocket *socket, QTcpSocket *below,
              const Request &request, QObject *parent);

private:
    void takeMessage(const QString &text);
    void subscribe(const QJsonValue &names);
    void unsubscribe(const QJsonValue &names);
    void since(const QJsonValue &id);
    [[nodiscard]] bool readNames(const QJsonValue &names, QByteArrayList &into);
    void refilter(const QByteArrayList &add, const QByteArrayList &remove);
    void replay(qint64 since);
    void say(const QByteArray &json);
    void sayError(const QString &sentence);

    Feed &m_feed;
    Store &m_store;
    QWebSocket *m_socket;
    QPointer<Subscriber> m_subscriber;
    QPointer<Replay> m_replay;
};

} // namespace tallywall
