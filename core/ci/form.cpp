// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/form.h"

namespace tallywall::ci {

std::optional<QByteArrayView> formField(QByteArrayView form, QByteArrayView name)
{
    while (!form.isEmpty()) { // part by part: a hostile form has millions
        const qsizetype end = form.indexOf('&');
        const QByteArrayView part = end < 0 ? form : form.first(end);
        form = end < 0 ? QByteArrayView() : form.sliced(end + 1);
        if (part.startsWith(name) && part.size() > name.size() && part.at(name.size()) == '=')
            return part.sliced(name.size() + 1);
    }
    return std::nullopt;
}

QByteArray formDecoded(QByteArrayView value)
{
    return QByteArray::fromPercentEncoding(value.toByteArray().replace('+', ' '));
}

qsizetype formUnit(QByteArrayView value, qsizetype at)
{
    return value.at(at) == '%' && at + 2 < value.size() ? 3 : 1; // as QByteArray::fromPercentEncoding() takes them
}

} // namespace tallywall::ci
