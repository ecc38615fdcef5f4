// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/sse_reader.h"

#include <algorithm>
#include <utility>

namespace tallywall {

QList<SseEvent> SseReader::read(QByteArrayView bytes)
{
    QList<SseEvent> events;
    while (!bytes.isEmpty() && !m_overflowed) {
        if (std::exchange(m_afterReturn, false) && bytes.front() == '\n') {
            bytes = bytes.sliced(1);
            continue;
        }
        const auto end = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
        m_line.append(bytes.first(end - bytes.begin()));
        if (heldBytes() > m_mostBytes)
            m_overflowed = true;
        if (end == bytes.end())
            break;
        m_afterReturn = *end == '\r';
        bytes = bytes.sliced(end - bytes.begin() + 1);
        const QByteArray line = std::exchange(m_line, {});
        const bool hasMark = std::exchange(m_atStart, false) && line.startsWith("\xef\xbb\xbf");
        takeLine(QByteArrayView(line).sliced(hasMark ? 3 : 0), events);
    }
    return events;
}

// Of the event under way.
qsizetype SseReader::heldBytes() const
{
    return m_line.size() + m_type.size() + m_data.size() + (m_id ? m_id->size() : 0);
}

void SseReader::takeLine(QByteArrayView line, QList<SseEvent> &into)
{
    if (line.isEmpty()) {
        dispatch(into);
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon == 0) { // a comment
        m_hasSpoken = true;
        return;
    }
    if (colon < 0) {
        takeField(line, {});
        return;
    }
    QByteArrayView value = line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    takeField(line.first(colon), value);
}

void SseReader::takeField(QByteArrayView name, QByteArrayView value)
{
    if (name == QByteArrayView("event")) {
        m_type = value.toByteArray();
    } else if (name == QByteArrayView("data")) {
        m_data.append(value).append('\n');
    } else if (name == QByteArrayView("id") && !value.contains('\0')) {
        m_id = value.toByteArray();
    } else if (name == QByteArrayView("retry") && !value.isEmpty()
               && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const int milliseconds = value.toInt(&fits);
        if (fits)
            m_retry = milliseconds;
    } else if (name == QByteArrayView(storeField) && !m_hasSpoken) {
        m_store = value.toByteArray();
    }
}

void SseReader::dispatch(QList<SseEvent> &into)
{
    if (m_id)
        m_lastId = *std::exchange(m_id, std::nullopt);
    QByteArray type = std::exchange(m_type, {});
    QByteArray data = std::exchange(m_data, {});
    if (data.isEmpty())
        return;
    data.chop(1);
    m_hasSpoken = true;
    into.append({type.isEmpty() ? QByteArray("message") : std::move(type), std::move(data), m_lastId});
}

} // namespace tallywall
