// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/whole_pairs.h"

#include <QChar>

#include <charconv>

namespace tallywall {

std::optional<char16_t> escapedUnit(QByteArrayView text, qsizetype at)
{
    if (at + 6 > text.size() || text.at(at) != '\\' || text.at(at + 1) != 'u')
        return std::nullopt;
    quint16 unit = 0; // which from_chars() knows, and char16_t not
    const char *digits = text.data() + at + 2;
    return std::from_chars(digits, digits + 4, unit, 16).ptr == digits + 4 ? std::optional<char16_t>(unit)
                                                                           : std::nullopt;
}

// In the text, since to change a tree of values copies it over and over.
QByteArray withWholePairs(QByteArray text)
{
    for (qsizetype at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
        const char16_t unit = escapedUnit(text, at).value_or(0);
        if (QChar::isHighSurrogate(unit) && QChar::isLowSurrogate(escapedUnit(text, at + 6).value_or(0))) {
            at += 12;
        } else if (QChar::isSurrogate(unit)) {
            text.replace(at, 6, "\\ufffd");
            at += 6;
        } else {
            at += 2; // an escaped backslash begins no other escape
        }
    }
    return text;
}

} // namespace tallywall
