// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/line_reader.h"

#include <algorithm>
#include <utility>

namespace tallywall {

void LineReader::append(QByteArrayView bytes)
{
    m_buffer.remove(0, std::exchange(m_at, 0));
    m_buffer.append(bytes);
}

void LineReader::end()
{
    m_ended = true;
}

std::optional<Line> LineReader::take()
{
    while (true) {
        const qsizetype end = m_buffer.indexOf('\n', m_at);
        if (end < 0 && !m_ended) {
            if (m_buffer.size() - m_at > maxLine) {
                m_isTooLong = true;
                m_at = m_buffer.size();
            }
            return std::nullopt;
        }
        if (end < 0 && isDone())
            return std::nullopt;
        const Line line = cut(end < 0 ? m_buffer.size() : end);
        if (!line.text.isEmpty() || line.isTooLong)
            return line;
    }
}

Line LineReader::cut(qsizetype end)
{
    QByteArrayView bytes = QByteArrayView(m_buffer).sliced(m_at, end - m_at);
    if (m_number == 0 && bytes.startsWith("\xef\xbb\xbf"))
        bytes = bytes.sliced(3);
    Line line{++m_number, {}, std::exchange(m_isTooLong, false) || bytes.size() > maxLine};
    if (!line.isTooLong)
        line.text = bytes.trimmed().toByteArray();
    m_at = std::min(end + 1, m_buffer.size());
    return line;
}

} // namespace tallywall
