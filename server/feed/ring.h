// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/feed/encoding.h"

#include <QList>

#include <deque>

namespace tallywall {

// The newest durable events, encoded, so that a short absence costs no question to the store. Bounded in bytes.
class Ring
{
public:
    explicit Ring(qsizetype maxBytes = 4 * 1024 * 1024) : m_maxBytes(maxBytes) { }

    void add(const EncodedEvent &event);

    // Whether every event after this id is here.
    [[nodiscard]] bool covers(EventId since) const;
    // The events after this id, as many as fit into about `maxBytes` (at least one, where there is one).
    [[nodiscard]] QList<EncodedEvent> after(EventId since, qsizetype maxBytes) const;

private:
    qsizetype m_maxBytes;
    qsizetype m_bytes = 0;
    std::deque<EncodedEvent> m_events;
};

} // namespace tallywall
