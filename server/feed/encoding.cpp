// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/encoding.h"

#include "core/json.h"
#include "core/messages/message.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

void appendListenLine(QByteArray &out, const EncodedEvent &event)
{
    if (event.collection != "messages" || event.type != "said")
        return;
    const auto envelope = parseJsonObject(event.envelope);
    if (!envelope)
        return;
    if (const auto message = messageFromJson(envelope->value("data"_L1).toObject()))
        out.append(listenLine(*message));
}

} // namespace

EncodedEvent encodeEvent(const Event &event)
{
    return {event.id, event.collection, event.type, envelope(event)};
}

void appendTextFrame(QByteArray &out, QByteArrayView payload)
{
    const auto size = static_cast<quint64>(payload.size());
    out.append('\x81'); // FIN, text
    if (size < 126) {
        out.append(static_cast<char>(size));
    } else {
        const int bytes = size <= 0xffff ? 2 : 8;
        out.append(static_cast<char>(bytes == 2 ? 126 : 127));
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
            out.append(static_cast<char>((size >> shift) & 0xff));
    }
    out.append(payload);
}

void appendFramed(QByteArray &out, const EncodedEvent &event, Format format)
{
    switch (format) {
    case Format::Sse:
        if (event.id != EventId::None) {
            out.append("id: ");
            appendJsonNumber(out, static_cast<qint64>(event.id));
            out.append('\n');
        }
        out.append("data: ").append(event.envelope).append("\n\n");
        return;
    case Format::WebSocket: appendTextFrame(out, event.envelope); return;
    case Format::Listen: appendListenLine(out, event); return;
    }
}

} // namespace tallywall
