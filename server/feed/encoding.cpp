// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/encoding.h"

#include "core/bytes.h"
#include "core/json.h"
#include "core/messages/message.h"

#include <array>

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

QByteArray envelopes(const QList<Event> &events)
{
    QByteArray out("{\"events\":[");
    for (const Event &event : events) {
        beginElement(out);
        appendEnvelope(out, event);
    }
    return out.append(']');
}

void appendTextFrame(QByteArray &out, QByteArrayView payload)
{
    const auto size = static_cast<quint64>(payload.size());
    std::array<char, 10> head{'\x81', static_cast<char>(size)}; // FIN, text
    qsizetype length = 2;
    if (size >= 126) {
        const int bytes = size <= 0xffff ? 2 : 8;
        head[1] = static_cast<char>(bytes == 2 ? 126 : 127);
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
            head.at(static_cast<std::size_t>(length++)) = static_cast<char>((size >> shift) & 0xff);
    }
    appendAll(out, QByteArrayView(head.data(), length), payload);
}

void appendFramed(QByteArray &out, const EncodedEvent &event, Format format)
{
    switch (format) {
    case Format::Sse:
        if (event.id != EventId::None)
            appendAll(out, "id: ", NumberText(static_cast<qint64>(event.id)), "\n");
        appendAll(out, "data: ", event.envelope, "\n\n");
        return;
    case Format::WebSocket: appendTextFrame(out, event.envelope); return;
    case Format::Listen: appendListenLine(out, event); return;
    case Format::Pusher: return;
    }
}

} // namespace tallywall
