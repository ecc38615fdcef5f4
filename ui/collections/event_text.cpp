// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/event_text.h"

#include "ui/prices/price_text.h"
#include "ui/text/format.h"
#include "ui/text/pretty_json.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestEscape = 6; // bytes for a UTF-16 unit

} // namespace

QString dataLine(const Event &event)
{
    if (const auto tick = priceOf(event))
        return priceText(*tick);
    constexpr qsizetype length = 300;
    return firstPart(oneLine(QString::fromUtf8(unescapedJson(event.data.left(longestEscape * length)))), length);
}

QString readableEvent(const Event &event, qsizetype limit)
{
    const QByteArray shown = indentedJson(envelope(event), limit + 1);
    QString text = readableLines(unescapedJson(shown), limit);
    if (shown.size() > limit)
        text += u"\n… and more: copied, it is whole (%1)"_s.arg(formatBytes(event.data.size()));
    return text;
}

bool eventContains(const Event &event, const QString &text)
{
    const auto has = [&text](const QString &shown) { return shown.contains(text, Qt::CaseInsensitive); };
    if (text.isEmpty() || has(QString::fromUtf8(event.type)))
        return true;
    const auto tick = priceOf(event);
    return (tick && has(priceText(*tick)))
            || has(QString::fromUtf8(
                    unescapedJson(QByteArrayView(event.data).first(std::min(searchedBytes, event.data.size())))));
}

} // namespace tallywall
