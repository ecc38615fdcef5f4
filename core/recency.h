// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <algorithm>

namespace tallywall {

// Which of some keys was noted longest ago: for what holds only so many, and forgets the one that has been silent for longest. It
// counts and looks at no clock, which may be set, or be that of somebody else. A value.
template<typename Key>
class Recency
{
public:
    void note(const Key &key) { m_last[key] = ++m_notes; }

    // Forgets the key that was noted longest ago, and returns it. There has to be one.
    Key takeSilent()
    {
        const auto silent = std::min_element(m_last.cbegin(), m_last.cend());
        Key key = silent.key();
        m_last.erase(silent);
        return key;
    }

    // Greater than for every key that was noted before this one; 0 where it was not.
    [[nodiscard]] quint64 last(const Key &key) const { return m_last.value(key); }

private:
    quint64 m_notes = 0;
    QHash<Key, quint64> m_last;
};

} // namespace tallywall
