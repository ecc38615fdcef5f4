// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text.h"

#include <algorithm>

namespace tallywall {

qsizetype codePoints(QStringView text)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool second = i > 0 && text.at(i).isLowSurrogate() && text.at(i - 1).isHighSurrogate();
        count += second ? 0 : 1;
    }
    return count;
}

QString shortened(QStringView text, qsizetype most)
{
    const bool isCut = text.size() > most;
    const bool cutsPair = isCut && most > 0 && text.at(most - 1).isHighSurrogate();
    QString out = text.first(isCut ? most - qsizetype(cutsPair) : text.size()).toString();
    std::replace_if(
            out.begin(), out.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }, u'?');
    return isCut ? out + u'…' : out;
}

} // namespace tallywall
