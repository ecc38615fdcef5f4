// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text.h"

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

} // namespace tallywall
