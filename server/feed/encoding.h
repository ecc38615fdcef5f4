// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"

namespace tallywall {

// The formats in which a subscriber can be sent an event. Each event is encoded once per format, whoever many listen.
enum class Format : quint8 {
    Sse,       // WHATWG HTML, section 9.2
    WebSocket, // RFC 6455, section 5.2: one unmasked text frame
    Listen,    // "NAME MESSAGE\r\n" for messages/said, nothing for others
    Pusher,    // has channels of its own (server/pusher), and nothing of the feed's collections
};

// An event, ready to be sent in any format.
struct EncodedEvent {
    EventId id = EventId::None;
    QByteArray collection;
    QByteArray type;
    QByteArray envelope;
};

[[nodiscard]] EncodedEvent encodeEvent(const Event &event);

// {"events":[ENVELOPE,…], still open for what else is to be said.
[[nodiscard]] QByteArray envelopes(const QList<Event> &events);

// What one event adds to a stream of this format; possibly nothing.
void appendFramed(QByteArray &out, const EncodedEvent &event, Format format);

// A server's WebSocket text frame around the payload.
void appendTextFrame(QByteArray &out, QByteArrayView payload);

} // namespace tallywall
