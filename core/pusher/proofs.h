// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/pusher_app.h"
#include "core/result.h"
#include "core/time.h"

#include <QList>
#include <QString>

#include <utility>

namespace tallywall::pusher {

// The signatures of the Pusher Channels protocol: HMAC-SHA256 with the application's secret, in lower-case hexadecimal. All are
// compared in constant time, and an application without a secret proves nothing.

// "KEY:SIGNATURE" of "SOCKET_ID:CHANNEL", for presence channels of "SOCKET_ID:CHANNEL:CHANNEL_DATA".
[[nodiscard]] QByteArray subscriptionAuth(const PusherApp &app, const QByteArray &socketId, const QByteArray &channel,
                                          const QByteArray &channelData = {});
[[nodiscard]] bool provesSubscription(const PusherApp &app, const QByteArray &auth, const QByteArray &socketId,
                                      const QByteArray &channel, const QByteArray &channelData = {});

// "KEY:SIGNATURE" of "SOCKET_ID::user::USER_DATA".
[[nodiscard]] QByteArray userAuth(const PusherApp &app, const QByteArray &socketId, const QByteArray &userData);
[[nodiscard]] bool provesUser(const PusherApp &app, const QByteArray &auth, const QByteArray &socketId,
                              const QByteArray &userData);

// A call of the HTTP API, as it came.
struct Call {
    QByteArray method;
    QByteArray path;
    QList<std::pair<QString, QString>> query; // decoded
    QByteArray body;
};

// How far auth_timestamp may be from our clock.
inline constexpr std::chrono::seconds callWindow{600};

// auth_signature of "METHOD\nPATH\nQUERY", where the query has its names in lower case and in order, and is not encoded. A list,
// "channels[]=a&channels[]=b", keeps its own order.
[[nodiscard]] QByteArray callSignature(const PusherApp &app, const Call &call);
// Libraries sign the path as they put it together, which stands percent-encoded in the request: the signature may be of either.
// Errors: Unauthorized, with what is missing, stale, wrong, or given twice.
[[nodiscard]] Result<Done> checkCall(const PusherApp &app, const Call &call, TimePoint now);

} // namespace tallywall::pusher
