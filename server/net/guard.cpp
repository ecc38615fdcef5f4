// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/guard.h"

#include "server/net/head_parser.h"

#include <QTcpSocket>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Qt's parser skips these before a request line.
bool isSkipped(char c)
{
    return c == '\v' || c == '\n' || c == '\r' || c == ' ' || c == '\t';
}

Error headTooLarge(qsizetype limit)
{
    return Error{ErrorCode::HeadTooLarge, u"the head of the request is larger than %1 bytes"_s.arg(limit), {}};
}

} // namespace

Result<Done> Guard::look(QTcpSocket &socket)
{
    m_headArrived = false;
    m_wantsContinue = false;
    if (m_bodyLeft > 0) {
        lookAtBody(socket.bytesAvailable());
        return Done{};
    }
    return lookAtHead(socket);
}

void Guard::lookAtBody(qint64 available)
{
    m_bodyLeft -= std::min(available, m_bodyLeft);
    if (m_bodyLeft == 0)
        m_since.invalidate();
}

Result<Done> Guard::lookAtHead(QTcpSocket &socket)
{
    const QByteArray chunk = socket.peek(m_limits.headBytes + 1);
    qsizetype skipped = 0;
    if (m_bytes.isEmpty())
        skipped = std::find_if_not(chunk.begin(), chunk.end(), &isSkipped) - chunk.begin();
    // Qt reads on behind what we see of so many blanks: there is no way to stay in step.
    if (skipped > 0 && chunk.size() > m_limits.headBytes && headEnd(chunk.sliced(skipped)) < 0)
        return headTooLarge(m_limits.headBytes);
    if (skipped == chunk.size())
        return Done{};
    if (!m_since.isValid())
        m_since.start();

    const qsizetype before = m_bytes.size();
    m_bytes.append(QByteArrayView(chunk).sliced(skipped));
    const qsizetype end = headEnd(m_bytes, std::max<qsizetype>(0, before - 3));
    if (std::max(end, end < 0 ? m_bytes.size() : 0) > m_limits.headBytes)
        return headTooLarge(m_limits.headBytes);
    if (end < 0)
        return Done{};

    auto head = parseHead(QByteArrayView(m_bytes).first(end));
    m_bytes.clear();
    if (!head)
        return head.error();
    m_head = *std::move(head);
    const auto limit = m_bodyLimit(m_head);
    if (!limit)
        return limit.error();
    if (m_head.contentLength > *limit) {
        return Error{ErrorCode::TooLarge,
                     u"the body may have %1 bytes here, this one has %2"_s.arg(*limit).arg(m_head.contentLength),
                     {}};
    }
    m_bodyLeft = m_head.contentLength;
    const qint64 consumed = skipped + end - before;
    lookAtBody(socket.bytesAvailable() - consumed);
    m_headArrived = true;
    m_wantsContinue = m_bodyLeft > 0 && m_head.minorVersion >= 1 && m_head.lists("Expect", "100-continue");
    return Done{};
}

Result<Done> Guard::checkTime() const
{
    const bool inBody = m_bodyLeft > 0;
    const auto limit = inBody ? m_limits.bodyTime : m_limits.headTime;
    if (!m_since.isValid() || std::chrono::milliseconds(m_since.elapsed()) < limit)
        return Done{};
    return Error{ErrorCode::TooSlow,
                 u"the %1 of the request took longer than %2 s"_s.arg(inBody ? u"body"_s : u"head"_s)
                         .arg(std::chrono::duration_cast<std::chrono::seconds>(limit).count()),
                 {}};
}

} // namespace tallywall
