// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "server/net/request.h"

namespace tallywall {

// Reads the head of one HTTP/1.x request (RFC 9112, sections 2 to 6) from its bytes, up to and including the empty line.
// Strict where leniency has been used for smuggling: no obsolete folding, no space before a colon, one Content-Length of
// digits only or one Transfer-Encoding, one Host. Errors: NotUnderstood (400), VersionNotSupported (505), LengthRequired (411, for
// another transfer coding than "chunked"), HeadTooLarge (431, for more than 100 fields).
[[nodiscard]] Result<RequestHead> parseHead(const QByteArray &head);

// A header or trailer line without its end; the views are into it. Errors: NotUnderstood.
struct FieldLine {
    QByteArrayView name;
    QByteArrayView value;
};
[[nodiscard]] Result<FieldLine> parseFieldLine(QByteArrayView line);

// Where the head ends in these bytes: the index behind its empty line, or -1 while that has not come. `from` is where to
// begin to look.
[[nodiscard]] qsizetype headEnd(QByteArrayView bytes, qsizetype from = 0);

} // namespace tallywall
