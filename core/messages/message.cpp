// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/messages/message.h"

#include "core/json.h"
#include "core/text.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Result<Done> checkText(const QString &text, int longest, QLatin1StringView field)
{
    const QString place = u"field \"%1\""_s.arg(field);
    if (text.trimmed().isEmpty())
        return Error{ErrorCode::Invalid, u"must not be empty"_s, place};
    if (codePoints(text) > longest)
        return Error{ErrorCode::Invalid,
                     u"has %1 characters, at most %2 are allowed"_s.arg(codePoints(text)).arg(longest), place};
    return Done{};
}

QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return text;
}

} // namespace

Result<Message> checkMessage(Message message)
{
    if (auto name = checkText(message.name, Message::maxNameLength, "name"_L1); !name)
        return name.error();
    if (auto text = checkText(message.message, Message::maxMessageLength, "message"_L1); !text)
        return text.error();
    return message;
}

Result<Message> messageFromJson(const QJsonObject &object)
{
    for (const auto field : {"name"_L1, "message"_L1}) {
        if (!object.value(field).isString())
            return Error{ErrorCode::Invalid, u"expected a string"_s, u"field \"%1\""_s.arg(field)};
    }
    return checkMessage({object.value("name"_L1).toString(), object.value("message"_L1).toString()});
}

Event saidEvent(const Message &message, TimePoint time)
{
    QByteArray data("{\"name\":");
    appendJsonString(data, message.name);
    data.append(",\"message\":");
    appendJsonString(data, message.message);
    data.append('}');
    return Event{EventId::None, "messages"_ba, "said"_ba, time, data};
}

QByteArray listenLine(const Message &message)
{
    return (oneLine(message.name) + u' ' + oneLine(message.message) + "\r\n"_L1).toUtf8();
}

} // namespace tallywall
