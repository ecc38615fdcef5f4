// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"

#include <QByteArray>
#include <QHash> // std::hash of QByteArray
#include <QString>

#include <list>
#include <unordered_map>

namespace tallywall::pusher {

struct CachedEvent {
    QByteArray channel;
    QString name;
    QByteArray data;
    TimePoint time{};
};

// The last event of each cache channel, for 30 minutes. Past its bound the oldest ones go.
class EventCache
{
public:
    static constexpr std::chrono::minutes lifetime{30};

    explicit EventCache(qint64 maxBytes) : m_maxBytes(maxBytes) { }

    void put(CachedEvent event);
    // Null where there is none, or none any more. Valid until the next put().
    [[nodiscard]] const CachedEvent *find(const QByteArray &channel, TimePoint now) const;
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    void remove(std::list<CachedEvent>::iterator event);

    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    std::list<CachedEvent> m_events; // the oldest first
    std::unordered_map<QByteArray, std::list<CachedEvent>::iterator> m_byChannel;
};

} // namespace tallywall::pusher
