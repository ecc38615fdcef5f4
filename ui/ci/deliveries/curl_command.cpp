// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/deliveries/curl_command.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// What curl says by itself, and what a proxy on the way has said.
bool isOfConnection(const QByteArray &name)
{
    constexpr std::array names{"host",   "content-length", "connection",       "accept-encoding",  "transfer-encoding",
                               "accept", "expect",         "x-forwarded-for",  "x-real-ip",        "forwarded",
                               "te",     "upgrade",        "x-forwarded-host", "x-forwarded-proto"};
    return std::any_of(names.begin(), names.end(),
                       [&name](const char *one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
}

QString valueOf(const QByteArray &value)
{
    const QString text = QString::fromUtf8(value);
    const qsizetype masked = text.indexOf(u'•');
    return masked < 0 ? text : text.first(masked) + u"SECRET"_s;
}

bool isPlainText(const QByteArray &body)
{
    if (body.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(body);
    return !decoder.hasError() && text.toUtf8() == body;
}

} // namespace

QString shellQuoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString curlCommand(const ci::DeliveryRecord &record, const QString &address)
{
    const QString path = record.provider.isEmpty() ? u"/hooks"_s : u"/hooks/"_s + record.provider;
    QString command = u"curl %1"_s.arg(shellQuoted(address + path));
    for (const auto &[name, value] : record.headers) {
        if (!isOfConnection(name))
            command += u" -H "_s + shellQuoted(u"%1: %2"_s.arg(QString::fromUtf8(name), valueOf(value)));
    }
    if (isPlainText(record.body))
        return command + u" --data-raw "_s + shellQuoted(QString::fromUtf8(record.body));
    return u"printf %s %1 | base64 -d | "_s.arg(shellQuoted(QString::fromLatin1(record.body.toBase64()))) + command
            + u" --data-binary @-"_s;
}

} // namespace tallywall
