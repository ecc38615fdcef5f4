// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/frames.h"

#include "core/json_object_writer.h"
#include "core/pusher/presence.h"

namespace tallywall::pusher {

using namespace Qt::StringLiterals;

namespace {

constexpr int oldestVersion = 5; // the first whose data is a text throughout
constexpr int newestVersion = 7;

void appendWatchlistEvent(QByteArray &out, QByteArrayView name, const QStringList &userIds)
{
    if (userIds.isEmpty())
        return;
    beginElement(out);
    JsonObjectWriter event(out);
    event.word("name", name);
    event.begin("user_ids").append('[');
    for (const QString &id : userIds) {
        beginElement(out);
        appendJsonString(out, id);
    }
    out.append(']');
    event.end();
}

} // namespace

std::optional<Code> objectionTo(const std::optional<QString> &protocol)
{
    if (!protocol || protocol->isEmpty())
        return Code::NoVersion;
    bool isNumber = false;
    const int version = protocol->toInt(&isNumber);
    if (!isNumber)
        return Code::NoVersionFormat;
    if (version < oldestVersion || version > newestVersion)
        return Code::UnsupportedVersion;
    return std::nullopt;
}

QString sentenceOf(Code code)
{
    switch (code) {
    case Code::UnknownApplication: return u"there is no application with this key"_s;
    case Code::NoVersionFormat: return u"\"protocol\" is not a number"_s;
    case Code::UnsupportedVersion:
        return u"the versions %1 to %2 of the protocol are spoken here"_s.arg(oldestVersion).arg(newestVersion);
    case Code::NoVersion: return u"the address does not say which version: ?protocol=%1"_s.arg(newestVersion);
    case Code::Unauthorized: return u"the connection is not authorized"_s;
    case Code::OverCapacity: return u"too many connections: come back later"_s;
    case Code::Reconnect: return u"Tallywall is stopping: come back at once"_s;
    case Code::NoPong: return u"no pong came"_s;
    case Code::TooManyClientEvents: return u"too many client events in this second"_s;
    case Code::WatchlistCut:
        return u"a watchlist has at most %1 users: the first %1 are watched, and no other"_s.arg(User::maxWatched);
    }
    Q_UNREACHABLE();
}

QJsonObject ClientFrame::object() const
{
    if (!data.isString())
        return data.toObject();
    const auto parsed = parseJsonObject(data.toString().toUtf8());
    return parsed ? *parsed : QJsonObject();
}

QByteArray ClientFrame::text() const
{
    if (data.isString())
        return data.toString().toUtf8();
    QByteArray out;
    appendJsonValue(out, data);
    return out;
}

Result<ClientFrame> readClientFrame(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    const QString event = object ? object->value("event"_L1).toString() : QString();
    if (event.isEmpty())
        return Error{ErrorCode::NotUnderstood, u"a message has to be JSON: {\"event\":…,\"data\":…}"_s, {}};
    return ClientFrame{event, object->value("channel"_L1).toString().toUtf8(), object->value("data"_L1)};
}

QByteArray eventFrame(QStringView event, QByteArrayView channel, QByteArrayView data, QStringView userId)
{
    QByteArray out;
    JsonObjectWriter frame(out);
    frame.text("event", event);
    appendJsonUtf8(frame.begin("data"), data);
    if (!channel.isEmpty())
        appendJsonUtf8(frame.begin("channel"), channel);
    frame.text("user_id", userId);
    frame.end();
    return out;
}

QByteArray establishedFrame(const QByteArray &socketId, int activityTimeoutSeconds)
{
    QByteArray data;
    JsonObjectWriter facts(data);
    facts.word("socket_id", socketId);
    facts.integer("activity_timeout", activityTimeoutSeconds);
    facts.end();
    return eventFrame(u"pusher:connection_established", {}, data);
}

QByteArray signedInFrame(QByteArrayView userData)
{
    QByteArray data;
    JsonObjectWriter facts(data);
    appendJsonUtf8(facts.begin("user_data"), userData);
    facts.end();
    return eventFrame(u"pusher:signin_success", {}, data);
}

QByteArray subscriptionCount(qsizetype count)
{
    QByteArray out;
    JsonObjectWriter data(out);
    data.integer("subscription_count", count);
    data.end();
    return out;
}

QByteArray watchlistEvents(const QStringList &online, const QStringList &offline)
{
    QByteArray out;
    JsonObjectWriter data(out);
    data.begin("events").append('[');
    appendWatchlistEvent(out, "online", online);
    appendWatchlistEvent(out, "offline", offline);
    out.append(']');
    data.end();
    return out;
}

QByteArray errorFrame(const std::optional<Code> &code, QStringView sentence)
{
    QByteArray out;
    JsonObjectWriter frame(out);
    frame.word("event", "pusher:error");
    JsonObjectWriter data(frame.begin("data"));
    if (code)
        data.integer("code", static_cast<qint64>(*code));
    else
        data.begin("code").append("null");
    data.text("message", sentence);
    data.end();
    frame.end();
    return out;
}

QByteArray subscriptionErrorFrame(QByteArrayView channel, QStringView sentence)
{
    QByteArray out;
    JsonObjectWriter frame(out);
    frame.word("event", "pusher:subscription_error");
    appendJsonUtf8(frame.begin("channel"), channel);
    JsonObjectWriter data(frame.begin("data"));
    data.word("type", "AuthError");
    data.text("error", sentence);
    data.integer("status", 401);
    data.end();
    frame.end();
    return out;
}

} // namespace tallywall::pusher
