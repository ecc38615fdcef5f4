// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/waiting_lines.h"

#include "core/bytes.h"

#include <algorithm>
#include <utility>

namespace tallywall {

void WaitingLines::append(WaitingLine line)
{
    m_bytes += line.event.size();
    m_lines.append(std::move(line));
}

QByteArray WaitingLines::sendNext()
{
    Q_ASSERT(m_underWay == 0);
    m_underWay = countOfNext();
    if (m_underWay == 1)
        return first().event;
    QByteArray body("[");
    for (qsizetype i = 0; i < m_underWay; ++i) {
        beginElement(body);
        body.append(m_lines.at(i).event);
    }
    return body.append(']');
}

qsizetype WaitingLines::countOfNext() const
{
    qsizetype count = 1;
    qsizetype bytes = first().event.size();
    const qsizetype most = std::min(m_most, m_lines.size());
    while (count < most && m_lines.at(count).problem.isEmpty()) {
        bytes += m_lines.at(count).event.size();
        if (bytes > mostBytes)
            break;
        ++count;
    }
    return count;
}

void WaitingLines::taken()
{
    m_most = std::min(2 * m_most, mostLines);
    remove(std::exchange(m_underWay, 0));
}

void WaitingLines::splitNext()
{
    m_most = std::max<qsizetype>(1, std::exchange(m_underWay, 0) / 2);
}

void WaitingLines::removeFirst()
{
    m_underWay = 0;
    remove(1);
}

void WaitingLines::remove(qsizetype count)
{
    for (qsizetype i = 0; i < count; ++i)
        m_bytes -= m_lines.at(i).event.size();
    m_lines.remove(0, count);
}

} // namespace tallywall
