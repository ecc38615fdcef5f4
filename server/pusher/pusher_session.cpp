// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pusher/pusher_session.h"

#include "core/pusher/names.h"
#include "core/pusher/proofs.h"
#include "server/feed/encoding.h"
#include "server/feed/feed.h"
#include "server/pusher/pusher_hub.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <QWebSocket>

namespace tallywall {

using namespace Qt::StringLiterals;
using pusher::Access;
using pusher::ClientFrame;
using pusher::Code;

namespace {

// The second part is used once only; the first keeps another connection's from being guessed.
QByteArray newSocketId()
{
    static quint64 last = 0; // in the server thread
    return QByteArray::number(QRandomGenerator::system()->generate()) + '.' + QByteArray::number(++last);
}

QByteArray utf8(const QJsonObject &data, QLatin1StringView name)
{
    return data.value(name).toString().toUtf8();
}

} // namespace

PusherSession::PusherSession(PusherHub &hub, Feed &feed, const Limits &limits, QWebSocket *socket, QTcpSocket *below,
                             const Request &request, QObject *parent)
    : QObject(parent), m_hub(hub), m_feed(feed), m_socket(socket), m_socketId(newSocketId())
{
    socket->setParent(this);
    connect(socket, &QWebSocket::disconnected, this, &QObject::deleteLater);
    m_subscriber = subscribeSocket(Format::Pusher, socket, below, maxMessage, limits.outboxBytes, this,
                                   [this](Subscriber::Farewell why) { return farewell(why); });
    connect(m_subscriber, &Subscriber::closed, this, [this] {
        m_silence.stop();
        m_hub.forget(*this);
    });
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &PusherSession::takeSilence);
    m_feed.admit(m_subscriber);
    auto objection = objectionTo(request);
    if (!objection && !m_hub.admit(*this))
        objection = Code::OverCapacity;
    if (!objection)
        begin();
    else // in the next turn: Qt is not done with the handshake yet
        QTimer::singleShot(0, this, [this, code = *objection] { end(code); });
}

PusherSession::~PusherSession()
{
    m_hub.forget(*this);
}

void PusherSession::begin()
{
    listen();
    send(pusher::establishedFrame(m_socketId, static_cast<int>(m_hub.limits().silence / std::chrono::seconds(1))));
    minded();
}

// Only once it is admitted: what came right behind the handshake of one that is refused is never looked at.
void PusherSession::listen()
{
    connect(m_socket, &QWebSocket::textMessageReceived, this, &PusherSession::takeMessage);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this] {
        minded();
        refuse(u"only text messages are understood here"_s);
    });
    connect(m_socket, &QWebSocket::pong, this, &PusherSession::minded);
}

std::optional<Code> PusherSession::objectionTo(const Request &request) const
{
    if (request.tail.toUtf8() != m_hub.app().key)
        return Code::UnknownApplication;
    return pusher::objectionTo(request.parameter("protocol"));
}

SocketFarewell PusherSession::farewell(Subscriber::Farewell why) const
{
    switch (why) {
    case Subscriber::Farewell::Stopping: return {static_cast<int>(m_lastCode), pusher::sentenceOf(m_lastCode)};
    case Subscriber::Farewell::TooSlow: return {tooSlowCode, u"too slow: come back"_s};
    }
    Q_UNREACHABLE();
}

bool PusherSession::write(const QByteArray &frame)
{
    return !m_subscriber || m_subscriber->write(frame);
}

void PusherSession::send(const QByteArray &json)
{
    QByteArray frame;
    appendTextFrame(frame, json);
    if (!write(frame))
        drop();
}

void PusherSession::drop()
{
    if (m_subscriber && m_subscriber->isOpen())
        m_feed.drop(m_subscriber);
}

void PusherSession::end(Code code)
{
    if (!m_subscriber || !m_subscriber->isOpen())
        return;
    // By the way of the close frame, which does not wait behind our outbox.
    m_socket->sendTextMessage(QString::fromUtf8(pusher::errorFrame(code, pusher::sentenceOf(code))));
    m_lastCode = code;
    m_subscriber->close(Subscriber::Farewell::Stopping);
}

void PusherSession::minded()
{
    if (!m_subscriber || !m_subscriber->isOpen())
        return;
    m_asked = false;
    m_silence.start(m_hub.limits().silence);
}

void PusherSession::takeSilence()
{
    if (!m_subscriber || !m_subscriber->isOpen())
        return;
    if (m_asked) {
        end(Code::NoPong);
        return;
    }
    // In both ways that the protocol has: a library that is no browser's need not answer but the ping of the WebSocket.
    m_asked = true;
    m_socket->ping();
    m_subscriber->mindBuffer();
    send(pusher::pingFrame.toByteArray());
    m_silence.start(m_hub.limits().pongTime);
}

void PusherSession::takeMessage(const QString &text)
{
    if (!m_subscriber || !m_subscriber->isOpen())
        return;
    minded();
    if (const auto frame = pusher::readClientFrame(text.toUtf8()))
        takeFrame(*frame);
    else
        refuse(frame.error().sentence());
}

void PusherSession::takeFrame(const ClientFrame &frame)
{
    if (frame.event == "pusher:ping"_L1)
        send(pusher::pongFrame.toByteArray());
    else if (frame.event == "pusher:subscribe"_L1)
        subscribe(frame.object());
    else if (frame.event == "pusher:unsubscribe"_L1)
        m_hub.unsubscribe(*this, utf8(frame.object(), "channel"_L1));
    else if (frame.event == "pusher:signin"_L1)
        signIn(frame.object());
    else if (frame.event.startsWith("client-"_L1))
        publish(frame);
    else if (frame.event != "pusher:pong"_L1)
        refuse(u"\"%1\" is no event that a client sends"_s.arg(frame.event.left(80)));
}

void PusherSession::subscribe(const QJsonObject &data)
{
    const QByteArray channel = utf8(data, "channel"_L1);
    if (m_user && channel == pusher::userChannel(m_user->id)) { // client libraries ask for it, who signs in has it
        send(pusher::eventFrame(pusher::subscribedEvent, channel, "{}"));
        return;
    }
    const auto kind = pusher::channelKind(channel);
    if (!kind) {
        refuse(pusher::objectionToChannel(channel));
        return;
    }
    const QByteArray channelData = utf8(data, "channel_data"_L1);
    if (kind->access != Access::Public
        && !pusher::provesSubscription(m_hub.app(), utf8(data, "auth"_L1), m_socketId, channel, channelData)) {
        send(pusher::subscriptionErrorFrame(
                channel, u"\"auth\" is not the signature of this connection, this channel and its channel_data"_s));
        return;
    }
    std::optional<pusher::Member> member;
    if (kind->access == Access::Presence) {
        auto given = memberFrom(channelData);
        if (!given) {
            send(pusher::subscriptionErrorFrame(channel, given.error().sentence()));
            return;
        }
        member = *std::move(given);
    }
    if (const auto done = m_hub.subscribe(*this, channel, *kind, member); !done)
        refuse(done.error().sentence());
}

// Who has signed in may leave it out.
Result<pusher::Member> PusherSession::memberFrom(const QByteArray &channelData) const
{
    return m_user && channelData.isEmpty() ? *m_user : pusher::memberFromChannelData(channelData);
}

void PusherSession::signIn(const QJsonObject &data)
{
    const QByteArray userData = utf8(data, "user_data"_L1);
    if (!pusher::provesUser(m_hub.app(), utf8(data, "auth"_L1), m_socketId, userData)) {
        end(Code::Unauthorized);
        return;
    }
    const auto user = pusher::userFromUserData(userData);
    if (!user) {
        refuse(user.error().sentence());
        return;
    }
    if (m_user && m_user->id != user->member.id) {
        refuse(u"signed in as another user already"_s);
        return;
    }
    if (const auto done = m_hub.signIn(*this, user->member.id); !done) {
        refuse(done.error().sentence());
        return;
    }
    m_user = user->member;
    send(pusher::signedInFrame(userData));
    if (user->isCut)
        send(pusher::errorFrame(Code::WatchlistCut, pusher::sentenceOf(Code::WatchlistCut)));
    m_hub.watch(*this, user->watchlist);
}

void PusherSession::publish(const ClientFrame &frame)
{
    if (!mayPublish(frame))
        return;
    if (isTooFast() || !m_hub.publishFrom(*this, frame.channel, frame.event, frame.text()))
        send(pusher::errorFrame(Code::TooManyClientEvents, pusher::sentenceOf(Code::TooManyClientEvents)));
}

bool PusherSession::mayPublish(const ClientFrame &frame)
{
    const auto kind = pusher::channelKind(frame.channel);
    if (!kind || kind->access == Access::Public) {
        refuse(u"client events are for private and presence channels alone"_s);
        return false;
    }
    const PusherChannel *channel = m_hub.channel(frame.channel);
    if (!channel || !channel->subscribers.contains(this)) {
        refuse(u"client events are for those who are subscribed to the channel"_s);
        return false;
    }
    if (!pusher::isClientEventName(frame.event) || frame.text().size() > pusher::maxEventData) {
        refuse(u"a client event has a name of at most %1 characters, and at most %2 bytes of data"_s
                       .arg(pusher::maxEventName)
                       .arg(pusher::maxEventData));
        return false;
    }
    return true;
}

bool PusherSession::isTooFast()
{
    if (!m_second.isValid() || m_second.hasExpired(1000)) {
        m_second.start();
        m_clientEvents = 0;
    }
    return ++m_clientEvents > m_hub.limits().clientEventsPerSecond;
}

void PusherSession::refuse(const QString &sentence)
{
    send(pusher::errorFrame(std::nullopt, sentence));
}

} // namespace tallywall
