// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace tallywall::pusher {

// The names of the Pusher Channels protocol, and what they say.

enum class Access : quint8 {
    Public,
    Private,  // "private-": who subscribes shows a signature
    Presence, // "presence-": that, and tells who he is
};

struct ChannelKind {
    Access access = Access::Public;
    bool encrypted = false; // "private-encrypted-": the payload is none of ours
    bool cached = false;    // "cache-", "private-cache-", "presence-cache-", "private-encrypted-cache-"

    friend bool operator==(const ChannelKind &, const ChannelKind &) = default;
};

inline constexpr qsizetype maxChannelName = 200;
inline constexpr qsizetype maxEventName = 200;             // code points
inline constexpr qsizetype maxUserId = 128;                // code points
inline constexpr qsizetype maxEventData = 10 * 1024;       // bytes
inline constexpr QByteArrayView resultsChannel("results"); // on which the wall itself publishes

// What the name of a channel says; nothing where it cannot be one: [A-Za-z0-9_\-=@,.;]{1,200}.
[[nodiscard]] std::optional<ChannelKind> channelKind(QByteArrayView name);
// Why this one cannot, for whoever has sent it.
[[nodiscard]] QString objectionToChannel(QByteArrayView name);

// The channel of all connections that have signed in as this user. Nobody subscribes to it.
[[nodiscard]] QByteArray userChannel(QStringView userId);
// Whether it is one of those.
[[nodiscard]] bool isUserChannel(QByteArrayView name);
// The user whose channel it is.
[[nodiscard]] QString userOfChannel(QByteArrayView name);

// The channel of all connections that watch this user. Nobody subscribes to it, nor publishes on it, nor is its name sent.
[[nodiscard]] QByteArray watchersChannel(QStringView userId);
[[nodiscard]] bool isWatchersChannel(QByteArrayView name);
// Whether it is of either kind.
[[nodiscard]] bool isHiddenChannel(QByteArrayView name);

// Whether a publisher may give this name to an event: 1 to 200 characters, and not one of the protocol's own.
[[nodiscard]] bool isEventName(QStringView name);
// Whether a client may publish it: "client-…".
[[nodiscard]] bool isClientEventName(QStringView name);
// 1 to 128 characters.
[[nodiscard]] bool isUserId(QStringView id);

} // namespace tallywall::pusher
