// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>

namespace tallywall {

// Takes the chunked transfer coding off the body of a request (RFC 9112, section 7.1), however its bytes are cut. Chunk extensions
// and trailer fields are passed over. Strict where leniency has been used for smuggling: lines end with CR and LF, a size is
// hexadecimal digits only. A value.
class ChunkedBody
{
public:
    static constexpr qsizetype longestLine = 256; // of a chunk's size with its extensions

    ChunkedBody() = default;
    // The bytes that the body may have, and those that all extensions and the trailer may have together.
    ChunkedBody(qint64 bodyBytes, qsizetype asideBytes) : m_bodyBytes(bodyBytes), m_asideLeft(asideBytes) { }

    // Appends to `body` what these bytes hold of it. Returns how many of them it took: fewer than all of them only where isWhole().
    // Errors: NotUnderstood; TooLarge, as soon as a chunk is announced that does not fit in; HeadTooLarge, of what stands aside.
    [[nodiscard]] Result<qsizetype> take(QByteArrayView bytes, QByteArray &body);

    [[nodiscard]] bool isWhole() const { return m_at == At::End; }

private:
    enum class At : quint8 { Size, Data, DataEnd, Trailer, End };

    [[nodiscard]] Result<Done> takeLineByte(char byte, qsizetype bodySize);
    [[nodiscard]] Result<Done> takeLine(qsizetype bodySize);
    [[nodiscard]] Result<Done> takeSize(qsizetype bodySize);
    [[nodiscard]] Result<Done> takeTrailer();
    [[nodiscard]] Result<Done> takeAside(qsizetype bytes);

    qint64 m_bodyBytes = 0;
    qsizetype m_asideLeft = 0;
    qint64 m_dataLeft = 0; // of this chunk
    QByteArray m_line;     // as far as it has come, with its CR
    At m_at = At::Size;
};

} // namespace tallywall
