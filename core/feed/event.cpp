// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/event.h"

#include "core/bytes.h"
#include "core/json.h"

#include <algorithm>
#include <array>

namespace tallywall {

namespace {

bool isLowerOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void appendVia(QByteArray &out, const QByteArray &via)
{
    char before = '[';
    out.append(",\"via\":");
    for (const QByteArray &wall : via.split(',')) {
        out.append(before);
        appendJsonUtf8(out, wall);
        before = ',';
    }
    out.append("]}");
}

} // namespace

bool isCollectionName(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 64 && isLowerOrDigit(text.front())
            && std::all_of(text.begin(), text.end(),
                           [](char c) { return isLowerOrDigit(c) || c == '_' || c == '.' || c == '-'; });
}

bool hasTable(QByteArrayView collection)
{
    static constexpr std::array<QByteArrayView, 4> tables{"results", "ci", "servers", "quiz"};
    return std::find(tables.begin(), tables.end(), collection) != tables.end();
}

bool tellsOfTable(const Event &event, QByteArrayView table)
{
    return event.collection == table && event.via.isEmpty();
}

QByteArray viaOfPublished(QByteArrayView collection, const QByteArray &ownStore)
{
    return hasTable(collection) ? ownStore : QByteArray();
}

void appendEnvelope(QByteArray &out, const Event &event)
{
    out.reserve(out.size() + event.data.size() + event.collection.size() + event.type.size() + 100);
    if (event.id != EventId::None)
        appendAll(out, "{\"id\":", NumberText(static_cast<qint64>(event.id)), ",\"collection\":");
    else
        appendAll(out, "{\"collection\":");
    appendJsonUtf8(out, event.collection);
    appendAll(out, ",\"type\":");
    appendJsonUtf8(out, event.type);
    appendAll(out, ",\"time\":\"", IsoText(event.time), event.data.isEmpty() ? "\"" : "\",\"data\":", event.data,
              event.via.isEmpty() ? "}" : "");
    if (!event.via.isEmpty())
        appendVia(out, event.via);
}

QByteArray envelope(const Event &event)
{
    QByteArray out;
    appendEnvelope(out, event);
    return out;
}

} // namespace tallywall
