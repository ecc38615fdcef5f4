// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/ws_session.h"

#include "core/json.h"
#include "server/feed/feed.h"
#include "server/feed/replay.h"
#include "server/feed/socket_subscriber.h"
#include "server/feed/streams.h"

#include <QJsonArray>
#include <QTimer>
#include <QWebSocket>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr auto pingEvery = std::chrono::seconds(30); // finds clients that are gone without a word

SocketFarewell farewell(Subscriber::Farewell why)
{
    switch (why) {
    case Subscriber::Farewell::Stopping: return {QWebSocketProtocol::CloseCodeGoingAway, u"Tallywall is stopping"_s};
    case Subscriber::Farewell::TooSlow: return {tooSlowCode, u"too slow: come back with your last id"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

WsSession::WsSession(Feed &feed, Store &store, const Limits &limits, QWebSocket *socket, QTcpSocket *below,
                     const Request &request, QObject *parent)
    : QObject(parent), m_feed(feed), m_store(store), m_socket(socket)
{
    socket->setParent(this);
    connect(socket, &QWebSocket::textMessageReceived, this, &WsSession::takeMessage);
    connect(socket, &QWebSocket::binaryMessageReceived, this,
            [this] { sayError(u"only text messages are understood here"_s); });
    connect(socket, &QWebSocket::disconnected, this, &QObject::deleteLater);
    auto *ping = new QTimer(this);
    connect(ping, &QTimer::timeout, socket, [socket] { socket->ping(); });
    ping->start(pingEvery);

    m_subscriber = subscribeSocket(Format::WebSocket, socket, below, maxCommand, limits.outboxBytes, this, &farewell);
    // Qt writes its pings into the socket's buffer.
    connect(ping, &QTimer::timeout, m_subscriber, &Subscriber::mindBuffer);
    m_feed.admit(m_subscriber);
    // It was checked before the handshake (Server).
    const auto wish = wishOf(request);
    m_subscriber->filter = wish ? wish->filter : Filter{};
    // Not live before it has caught up: its ids come in order, and the last one is a place to go on from.
    if (wish && wish->since)
        replay(static_cast<qint64>(*wish->since));
    else
        m_feed.join(m_subscriber);
}

void WsSession::takeMessage(const QString &text)
{
    const auto command = parseJsonObject(text.toUtf8());
    if (!command) {
        sayError(u"not a JSON object"_s);
        return;
    }
    // One message may ask for several things.
    const bool subscribes = command->contains("subscribe"_L1);
    const bool unsubscribes = command->contains("unsubscribe"_L1);
    const bool replays = command->contains("since"_L1);
    const bool pings = command->contains("ping"_L1);
    if (subscribes)
        subscribe(command->value("subscribe"_L1));
    if (unsubscribes)
        unsubscribe(command->value("unsubscribe"_L1));
    if (replays)
        since(command->value("since"_L1));
    if (pings)
        say("{\"pong\":1}");
    if (!subscribes && !unsubscribes && !replays && !pings)
        sayError(u"unknown message: send subscribe, unsubscribe, since or ping"_s);
}

bool WsSession::readNames(const QJsonValue &names, QByteArrayList &into)
{
    if (!names.isArray()) {
        sayError(u"expected a list of collections"_s);
        return false;
    }
    for (const QJsonValue &value : names.toArray()) {
        const QByteArray name = value.toString().toUtf8();
        if (!value.isString() || !isCollectionName(name)) {
            sayError(u"\"%1\" cannot be a collection"_s.arg(QString::fromUtf8(name.left(80))));
            return false;
        }
        into.append(name);
    }
    return true;
}

void WsSession::subscribe(const QJsonValue &names)
{
    QByteArrayList add;
    if (!readNames(names, add) || !m_subscriber)
        return;
    Filter whole = m_subscriber->filter;
    for (const QByteArray &name : std::as_const(add))
        whole.add(name);
    if (whole.collections.size() > Filter::maxCollections) {
        sayError(u"at most %1 collections at a time"_s.arg(Filter::maxCollections));
        return;
    }
    refilter(add, {});
}

void WsSession::unsubscribe(const QJsonValue &names)
{
    QByteArrayList remove;
    if (!readNames(names, remove) || !m_subscriber)
        return;
    if (m_subscriber->filter.all) {
        sayError(u"nothing was subscribed by name: you get all collections. Subscribe to those you want"_s);
        return;
    }
    refilter({}, remove);
}

void WsSession::refilter(const QByteArrayList &add, const QByteArrayList &remove)
{
    const bool live = !m_replay;
    // What it was sent live so far is not whole for the new wishes: a replay may not leave that stretch out.
    m_subscriber->firstLive = EventId::None;
    if (live)
        m_feed.leave(m_subscriber);
    for (const QByteArray &name : add)
        m_subscriber->filter.add(name);
    for (const QByteArray &name : remove)
        m_subscriber->filter.remove(name);
    if (live)
        m_feed.join(m_subscriber);
}

void WsSession::since(const QJsonValue &id)
{
    const qint64 since = id.toInteger(-1);
    if (since < 0 || !m_subscriber) {
        sayError(u"\"since\" takes the id of an event"_s);
        return;
    }
    if (m_replay) {
        sayError(u"a replay is under way already"_s);
        return;
    }
    replay(since);
}

void WsSession::replay(qint64 since)
{
    m_replay = new Replay(m_feed, m_store, m_subscriber);
    connect(m_replay, &Replay::finished, m_replay, [this] {
        m_replay->deleteLater();
        m_replay = nullptr;
    });
    m_replay->start(EventId(since), m_subscriber->firstLive);
}

void WsSession::say(const QByteArray &json)
{
    QByteArray frame;
    appendTextFrame(frame, json);
    if (m_subscriber && !m_subscriber->write(frame))
        m_feed.drop(m_subscriber);
}

void WsSession::sayError(const QString &sentence)
{
    QByteArray json("{\"error\":");
    appendJsonString(json, sentence);
    json.append('}');
    say(json);
}

} // namespace tallywall
