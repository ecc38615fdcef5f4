// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/chunked_body.h"

#include "server/net/head_parser.h"
#include "server/net/request.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Error notUnderstood(const QString &why)
{
    return Error{ErrorCode::NotUnderstood, why, {}};
}

// Hexadecimal digits, behind which some pad with blanks. Nothing where the text is something else, or beyond 64 bits.
std::optional<qint64> sizeFrom(QByteArrayView text)
{
    qint64 size = 0;
    if (text.startsWith('-'))
        return std::nullopt;
    const auto [end, problem] = std::from_chars(text.begin(), text.end(), size, 16);
    const bool isPadded = trimBlanks(text.sliced(end - text.begin())).isEmpty();
    return problem == std::errc() && isPadded ? std::optional(size) : std::nullopt;
}

} // namespace

Result<qsizetype> ChunkedBody::take(QByteArrayView bytes, QByteArray &body)
{
    qsizetype at = 0;
    while (at < bytes.size() && m_at != At::End) {
        if (m_at == At::Data) {
            const auto part = static_cast<qsizetype>(std::min<qint64>(bytes.size() - at, m_dataLeft));
            body.append(bytes.sliced(at, part));
            at += part;
            m_dataLeft -= part;
            if (m_dataLeft == 0)
                m_at = At::DataEnd;
        } else if (auto taken = takeLineByte(bytes.at(at++), body.size()); !taken) {
            return taken.error();
        }
    }
    return at;
}

Result<Done> ChunkedBody::takeLineByte(char byte, qsizetype bodySize)
{
    const bool hasReturn = m_line.endsWith('\r');
    if (hasReturn != (byte == '\n'))
        return notUnderstood(u"the lines between the chunks of the body have to end with CR and LF"_s);
    if (hasReturn) {
        m_line.chop(1);
        auto taken = takeLine(bodySize);
        m_line.clear();
        return taken;
    }
    m_line.append(byte);
    if (m_at == At::DataEnd && byte != '\r')
        return notUnderstood(u"a chunk of the body is longer than it says"_s);
    if (m_at == At::Size && m_line.size() > longestLine + 1)
        return Error{ErrorCode::HeadTooLarge,
                     u"the size of a chunk with its extensions is longer than %1 bytes"_s.arg(longestLine),
                     {}};
    return m_at == At::Trailer ? takeAside(1) : Done{};
}

Result<Done> ChunkedBody::takeLine(qsizetype bodySize)
{
    switch (m_at) {
    case At::Size: return takeSize(bodySize);
    case At::DataEnd: m_at = At::Size; break;
    case At::Trailer: return takeTrailer();
    case At::Data:
    case At::End: break; // have no lines
    }
    return Done{};
}

// Read by the rules of the head, and not used.
Result<Done> ChunkedBody::takeTrailer()
{
    if (m_line.isEmpty()) {
        m_at = At::End;
        return Done{};
    }
    const auto field = parseFieldLine(m_line);
    return field ? Result<Done>(Done{}) : field.error();
}

Result<Done> ChunkedBody::takeSize(qsizetype bodySize)
{
    const QByteArrayView line(m_line);
    const qsizetype semicolon = line.indexOf(';');
    const QByteArrayView digits = semicolon < 0 ? line : line.first(semicolon);
    const auto size = sizeFrom(digits);
    if (!size)
        return notUnderstood(u"a chunk of the body does not begin with its size in hexadecimal digits"_s);
    if (*size > m_bodyBytes - bodySize)
        return Error{ErrorCode::TooLarge, u"the body may have %1 bytes here, this one has more"_s.arg(m_bodyBytes), {}};
    m_dataLeft = *size;
    m_at = *size > 0 ? At::Data : At::Trailer;
    return takeAside(line.size() - digits.size());
}

Result<Done> ChunkedBody::takeAside(qsizetype bytes)
{
    m_asideLeft -= bytes;
    if (m_asideLeft >= 0)
        return Done{};
    return Error{
            ErrorCode::HeadTooLarge, u"the chunk extensions and trailer fields of the request are too large"_s, {}};
}

} // namespace tallywall
