// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/frames.h"
#include "core/pusher/presence.h"
#include "server/feed/socket_subscriber.h"
#include "server/net/limits.h"
#include "server/net/request.h"
#include "server/pusher/pusher_limits.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace tallywall {

class Feed;
class PusherHub;

// One WebSocket at /app/KEY, which speaks the Pusher Channels protocol: checks what its client may do, and has the hub do it.
// What is not understood or not allowed is answered with an error, and the connection stays, unless the protocol closes it. It
// counts among the feed's subscribers, is closed with them, and deletes itself when the socket closes. Server thread.
class PusherSession : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maxMessage = 64 * 1024; // bytes in one message of the client

    // `hub` and `feed` have to live longer.
    PusherSession(PusherHub &hub, Feed &feed, const Limits &limits, QWebSocket *socket, QTcpSocket *below,
                  const Request &request, QObject *parent);
    ~PusherSession() override;

    [[nodiscard]] const QByteArray &socketId() const { return m_socketId; } // "123.456", of this connection alone

    void send(const QByteArray &json);
    // A frame that was encoded for many. False: it does not read, and is to be dropped once all have theirs.
    [[nodiscard]] bool write(const QByteArray &frame);
    void drop();
    // Says why, and closes.
    void end(pusher::Code code);

private:
    [[nodiscard]] std::optional<pusher::Code> objectionTo(const Request &request) const;
    void begin();
    void listen();
    void takeMessage(const QString &text);
    void takeFrame(const pusher::ClientFrame &frame);
    void subscribe(const QJsonObject &data);
    [[nodiscard]] Result<pusher::Member> memberFrom(const QByteArray &channelData) const;
    void signIn(const QJsonObject &data);
    void publish(const pusher::ClientFrame &frame);
    [[nodiscard]] bool mayPublish(const pusher::ClientFrame &frame);
    [[nodiscard]] bool isTooFast();
    void refuse(const QString &sentence);
    void minded();
    void takeSilence();
    [[nodiscard]] SocketFarewell farewell(Subscriber::Farewell why) const;

    PusherHub &m_hub;
    Feed &m_feed;
    QWebSocket *m_socket;
    QByteArray m_socketId;
    QPointer<Subscriber> m_subscriber;
    pusher::Code m_lastCode = pusher::Code::Reconnect; // with which it is closed
    std::optional<pusher::Member> m_user;              // as whom it has signed in
    QTimer m_silence;                                  // since the client said something, or since it was asked
    bool m_asked = false;
    QElapsedTimer m_second; // in which client events are counted
    int m_clientEvents = 0;
};

} // namespace tallywall
