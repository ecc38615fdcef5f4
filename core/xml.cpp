// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml.h"

namespace tallywall {

namespace {

bool isAllowedAlone(QChar character)
{
    const char16_t unit = character.unicode();
    if (unit < 0x20)
        return unit == '\t' || unit == '\n' || unit == '\r';
    return !character.isSurrogate() && unit < 0xFFFE;
}

} // namespace

QString xmlText(QStringView text)
{
    QString result = text.toString();
    for (qsizetype i = 0; i < result.size(); ++i) {
        const bool pair = result.at(i).isHighSurrogate() && i + 1 < result.size() && result.at(i + 1).isLowSurrogate();
        if (pair)
            ++i;
        else if (!isAllowedAlone(result.at(i)))
            result[i] = QChar::ReplacementCharacter;
    }
    return result;
}

} // namespace tallywall
