// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/deliveries/pretty_body.h"

#include "core/json.h"
#include "ui/text/format.h"
#include "ui/text/pretty_json.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostParsed = 4 * 1024 * 1024; // to know whether it is JSON takes a moment

bool isJson(const QByteArray &text)
{
    const QByteArray start = text.left(64).trimmed();
    if (!start.startsWith('{') && !start.startsWith('['))
        return false;
    return text.size() > mostParsed || parseJson(text).has_value();
}

} // namespace

QString readableDelivery(const ci::DeliveryRecord &record, qsizetype limit)
{
    QString text;
    for (const auto &[name, value] : record.headers)
        text += u"%1: %2\n"_s.arg(oneLine(QString::fromUtf8(name)), oneLine(QString::fromUtf8(value)));
    text += u'\n';
    const QByteArray document = ci::unpack(record.headers, record.body, record.received).document;
    const QByteArray shown = isJson(document) ? indentedJson(document, limit + 1) : document;
    text += readableLines(shown, limit);
    if (shown.size() > limit)
        text += u"\n… and more: saved as a file, it is whole (%1)"_s.arg(formatBytes(record.body.size()));
    if (record.bodyBytes > record.body.size())
        text += u"\n… %1 of %2 were kept of a delivery that was refused"_s.arg(formatBytes(record.body.size()),
                                                                               formatBytes(record.bodyBytes));
    return text;
}

} // namespace tallywall
