// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/notification_json.h"

#include "app/client/line_reader.h"
#include "core/json_object_writer.h"

namespace tallywall {

using namespace Qt::StringLiterals;

QByteArray notificationJson(const Notification &event, const QByteArray &data)
{
    QByteArray out;
    JsonObjectWriter writer(out);
    writer.word("collection", event.collection);
    appendJsonUtf8(writer.begin("type"), event.type);
    if (!data.isEmpty())
        writer.begin("data").append(data);
    if (event.keep == Notification::Keep::Ephemeral)
        writer.flag("store", false);
    writer.end();
    return out;
}

QString sizeProblem(const QByteArray &notification)
{
    if (notification.size() <= LineReader::maxLine)
        return {};
    return u"it has %1 bytes with its collection and type, and a wall takes at most %2"_s.arg(notification.size())
            .arg(LineReader::maxLine);
}

} // namespace tallywall
