// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/feed/subscriber.h"

#include <QString>

class QTcpSocket;
class QWebSocket;

namespace tallywall {

// The last word to a WebSocket: a close code of RFC 6455, section 7.4, or of a protocol above it (4000 to 4999), and a sentence.
struct SocketFarewell {
    int code = 1001;
    QString sentence;
};

// A subscriber that is fed below a QWebSocket, by frames that were encoded once for everybody. What waits for it is bounded, and
// so is what the client makes Qt write by itself, past our outbox: pongs. When it is closed, what has not begun to go out is
// dropped; the client gets the farewell, and some seconds to answer it. `below` carries `socket`; both outlive the subscriber or
// go with it.
[[nodiscard]] Subscriber *subscribeSocket(Format format, QWebSocket *socket, QTcpSocket *below, qint64 maxMessage,
                                          qint64 maxOutbox, QObject *parent,
                                          std::function<SocketFarewell(Subscriber::Farewell)> farewell);

// RFC 6455 registry, 1013: try again later.
inline constexpr int tooSlowCode = 1013;

} // namespace tallywall
