// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace tallywall {

// JSON with a line for every member, two spaces a level: order, numbers and spelling stay as they were sent. Cut at `limit` bytes
// of output. Whatever is between its quotes is left alone; text that is no JSON comes out strangely, so check first.
[[nodiscard]] QByteArray indentedJson(QByteArrayView json, qsizetype limit);

// JSON in which texts read as they are meant: an escape is replaced by its character ("\u00dc", also a pair of surrogates, and "\/").
// It stays where the character would end the text ("\"", "\\"), could not be seen, or would turn the text around it. Never longer.
[[nodiscard]] QByteArray unescapedJson(QByteArrayView json);

// The first `limit` bytes of UTF-8 as text to read, not cut within a character. Lines stay lines; controls and direction
// overrides become spaces.
[[nodiscard]] QString readableLines(const QByteArray &utf8, qsizetype limit);

} // namespace tallywall
