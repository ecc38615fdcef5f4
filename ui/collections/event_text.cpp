// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/event_text.h"

#include "ui/prices/price_text.h"
#include "ui/text/format.h"
#include "ui/text/pretty_json.h"

namespace tallywall {

using namespace Qt::StringLiterals;

QString dataLine(const Event &event)
{
    if (const auto tick = priceOf(event))
        return priceText(*tick);
    constexpr qsizetype length = 300;
    return firstPart(oneLine(QString::fromUtf8(event.data.left(4 * length))), length);
}

QString readableEvent(const Event &event, qsizetype limit)
{
    const QByteArray shown = indentedJson(envelope(event), limit + 1);
    QString text = readableLines(shown, limit);
    if (shown.size() > limit)
        text += u"\n… and more: copied, it is whole (%1)"_s.arg(formatBytes(event.data.size()));
    return text;
}

bool eventContains(const Event &event, const QString &text)
{
    return text.isEmpty() || QString::fromUtf8(event.type).contains(text, Qt::CaseInsensitive)
            || QString::fromUtf8(event.data.left(searchedBytes)).contains(text, Qt::CaseInsensitive);
}

} // namespace tallywall
