// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace tallywall::pusher {

// The text messages of the Pusher Channels protocol, version 7: one JSON object each, {"event","data","channel"}. In most of
// them "data" is a text that is JSON once more.

// The close codes of the protocol, which errors carry, too.
enum class Code : quint16 {
    UnknownApplication = 4001,
    NoVersionFormat = 4006,
    UnsupportedVersion = 4007,
    NoVersion = 4008,
    Unauthorized = 4009,
    OverCapacity = 4100,
    Reconnect = 4200,
    NoPong = 4201,
    TooManyClientEvents = 4301,
    WatchlistCut = 4302,
};

// Whether the query of the address asks for a version of the protocol that is spoken here: 5 to 7. Else why not.
[[nodiscard]] std::optional<Code> objectionTo(const std::optional<QString> &protocol);
[[nodiscard]] QString sentenceOf(Code code);

// What a client sends. Errors: NotUnderstood.
struct ClientFrame {
    QString event;
    QByteArray channel; // of an event that it publishes
    QJsonValue data;

    // Its data as an object, which some clients send as a text; empty where it is none.
    [[nodiscard]] QJsonObject object() const;
    // Its data as the text that is passed on.
    [[nodiscard]] QByteArray text() const;
};
[[nodiscard]] Result<ClientFrame> readClientFrame(const QByteArray &json);

// What is sent. `data` is the text as it stands behind "data"; `userId` is who published it, where that is known.
[[nodiscard]] QByteArray eventFrame(QStringView event, QByteArrayView channel, QByteArrayView data,
                                    QStringView userId = {});
[[nodiscard]] QByteArray establishedFrame(const QByteArray &socketId, int activityTimeoutSeconds);
[[nodiscard]] QByteArray signedInFrame(QByteArrayView userData);
inline constexpr QStringView subscribedEvent(u"pusher_internal:subscription_succeeded");
// The data of "pusher_internal:subscription_count".
[[nodiscard]] QByteArray subscriptionCount(qsizetype count);
inline constexpr QStringView watchlistEvent(u"pusher_internal:watchlist_events");
// Its data: {"events":[{"name":"online","user_ids":[…]},{"name":"offline",…}]}. A list
// that is empty is left out.
[[nodiscard]] QByteArray watchlistEvents(const QStringList &online, const QStringList &offline);
// Without a code: the request is refused, and the connection is as before.
[[nodiscard]] QByteArray errorFrame(const std::optional<Code> &code, QStringView sentence);
[[nodiscard]] QByteArray subscriptionErrorFrame(QByteArrayView channel, QStringView sentence);
inline constexpr QByteArrayView pingFrame(R"({"event":"pusher:ping","data":"{}"})");
inline constexpr QByteArrayView pongFrame(R"({"event":"pusher:pong","data":"{}"})");

} // namespace tallywall::pusher
