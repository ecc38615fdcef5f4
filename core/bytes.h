// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <charconv>
#include <cstring>

namespace tallywall {

// Appends the parts one after the other, growing `out` once for all of them: what is written for each request and each event
// is made of many short pieces.
template<typename... Parts>
void appendAll(QByteArray &out, const Parts &...parts)
{
    const std::array<QByteArrayView, sizeof...(Parts)> views{QByteArrayView(parts)...};
    const qsizetype before = out.size();
    qsizetype size = before;
    for (const QByteArrayView view : views)
        size += view.size();
    out.resize(size);
    char *at = out.data() + before;
    for (const QByteArrayView view : views) {
        if (!view.isEmpty())
            std::memcpy(at, view.data(), static_cast<std::size_t>(view.size()));
        at += view.size();
    }
}

// What comes before an element of a JSON array that is being written: a comma, unless it is the first one.
inline void beginElement(QByteArray &out)
{
    if (!out.endsWith('['))
        out.append(',');
}

// A whole number in digits, or the shortest text that reads back as the same double; a part for appendAll().
class NumberText
{
public:
    template<typename Number>
    explicit NumberText(Number number) : m_end(std::to_chars(m_text.data(), m_text.data() + m_text.size(), number).ptr)
    { }
    Q_DISABLE_COPY_MOVE(NumberText)

    operator QByteArrayView() const { return QByteArrayView(m_text.data(), m_end - m_text.data()); }

private:
    std::array<char, 32> m_text;
    char *m_end;
};

} // namespace tallywall
