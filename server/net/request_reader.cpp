// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/request_reader.h"

#include "server/net/head_parser.h"

#include <QTcpSocket>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// RFC 9112, section 2.2, asks for patience with an empty line before a request; some clients send other blanks.
bool isBlank(char c)
{
    return c == '\v' || c == '\n' || c == '\r' || c == ' ' || c == '\t';
}

Error headTooLarge(qsizetype limit)
{
    return Error{ErrorCode::HeadTooLarge, u"the head of the request is larger than %1 bytes"_s.arg(limit), {}};
}

QByteArray peek(QTcpSocket &socket, qint64 most)
{
    QByteArray chunk(std::min(socket.bytesAvailable(), most), Qt::Uninitialized);
    chunk.truncate(std::max<qint64>(0, socket.peek(chunk.data(), chunk.size())));
    return chunk;
}

} // namespace

Result<RequestReader::Arrival> RequestReader::read(QTcpSocket &socket)
{
    return m_inBody ? readBody(socket) : readHead(socket);
}

void RequestReader::skipBlanks(QTcpSocket &socket, QByteArray &chunk)
{
    const auto blanks = std::find_if_not(chunk.cbegin(), chunk.cend(), &isBlank) - chunk.cbegin();
    if (blanks == 0)
        return;
    m_blanks += blanks;
    socket.skip(blanks);
    chunk.remove(0, blanks);
}

Result<RequestReader::Arrival> RequestReader::readHead(QTcpSocket &socket)
{
    QByteArray chunk = peek(socket, m_limits.headBytes + 1);
    if (!chunk.isEmpty() && !m_since.isValid())
        m_since.start();
    if (m_scanned == 0)
        skipBlanks(socket, chunk);
    const qsizetype end = headEnd(chunk, std::max<qsizetype>(0, m_scanned - 3));
    if (m_blanks + (end < 0 ? chunk.size() : end) > m_limits.headBytes)
        return headTooLarge(m_limits.headBytes);
    if (end < 0) {
        m_scanned = chunk.size();
        return Arrival::Nothing;
    }
    m_scanned = 0;
    m_blanks = 0;

    // What follows the head is not kept with it.
    if (chunk.size() > 2 * end)
        chunk = chunk.first(end);
    chunk.truncate(end);
    auto head = parseHead(chunk);
    if (!head)
        return head.error();
    m_head = *std::move(head);
    if (m_head.asksForWebSocket()) {
        m_since.invalidate();
        return Arrival::WebSocket;
    }
    if (auto admitted = admit(); !admitted)
        return admitted.error();
    socket.skip(end);
    return readBody(socket);
}

Result<Done> RequestReader::admit()
{
    if (m_head.contentLength == 0 && !m_head.isChunked)
        return Done{};
    const auto limit = m_bodyLimit(m_head);
    if (!limit)
        return limit.error();
    if (m_head.contentLength > *limit) {
        return Error{ErrorCode::TooLarge,
                     u"the body may have %1 bytes here, this one has %2"_s.arg(*limit).arg(m_head.contentLength),
                     {}};
    }
    m_inBody = true;
    m_bodyLeft = m_head.contentLength;
    if (m_head.isChunked)
        m_chunks = ChunkedBody(*limit, m_limits.headBytes);
    m_expectsContinue = m_head.minorVersion >= 1 && m_head.lists("Expect", "100-continue");
    return Done{};
}

Result<RequestReader::Arrival> RequestReader::readBody(QTcpSocket &socket)
{
    if (m_inBody && socket.bytesAvailable() > 0) {
        m_expectsContinue = false;
        if (!m_head.isChunked)
            readPart(socket);
        else if (auto done = readChunks(socket); !done)
            return done.error();
    }
    if (m_inBody && !isBodyWhole())
        return Arrival::Nothing;
    m_inBody = false;
    m_expectsContinue = false;
    m_since.invalidate();
    return Arrival::Request;
}

// Room is made for what has come, not for what was announced.
void RequestReader::readPart(QTcpSocket &socket)
{
    const qint64 part = std::min(socket.bytesAvailable(), m_bodyLeft);
    const qsizetype had = m_body.size();
    m_body.resize(had + part);
    const qint64 got = std::max<qint64>(0, socket.read(m_body.data() + had, part));
    m_body.truncate(had + got);
    m_bodyLeft -= got;
}

Result<Done> RequestReader::readChunks(QTcpSocket &socket)
{
    // Where the body ends is known only behind it: what follows stays with the socket.
    const QByteArray chunk = peek(socket, socket.bytesAvailable());
    const auto taken = m_chunks.take(chunk, m_body);
    if (!taken)
        return taken.error();
    socket.skip(*taken);
    return Done{};
}

bool RequestReader::isBodyWhole() const
{
    return m_head.isChunked ? m_chunks.isWhole() : m_bodyLeft == 0;
}

Result<Done> RequestReader::checkTime() const
{
    const auto limit = m_inBody ? m_limits.bodyTime : m_limits.headTime;
    if (!m_since.isValid() || std::chrono::milliseconds(m_since.elapsed()) < limit)
        return Done{};
    return Error{ErrorCode::TooSlow,
                 u"the %1 of the request took longer than %2 s"_s.arg(m_inBody ? u"body"_s : u"head"_s)
                         .arg(std::chrono::duration_cast<std::chrono::seconds>(limit).count()),
                 {}};
}

} // namespace tallywall
