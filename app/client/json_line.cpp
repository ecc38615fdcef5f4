// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/json_line.h"

#include "core/json.h"
#include "core/plain_json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// JSON may hold these characters in its strings as they are, and some terminals obey them: DEL, and the C1 controls of ISO 6429.
QByteArray withoutControls(const QByteArray &json)
{
    QByteArray out;
    out.reserve(json.size());
    for (qsizetype i = 0; i < json.size(); ++i) {
        const auto c = static_cast<unsigned char>(json[i]);
        const auto following = static_cast<unsigned char>(i + 1 < json.size() ? json[i + 1] : 0);
        if (c == 0x7f) {
            out += "\\u007f";
        } else if (c == 0xc2 && following >= 0x80 && following <= 0x9f) {
            out += "\\u00" + QByteArray::number(following, 16);
            ++i;
        } else {
            out += json[i];
        }
    }
    return out;
}

// A word or a sentence, as most people try it first.
bool beginsAsText(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    const char first = trimmed.isEmpty() ? '1' : trimmed.front();
    return !QByteArrayView("{}[]\"'-+.,:0123456789").contains(first);
}

} // namespace

QString jsonProblem(const QByteArray &text)
{
    if (PlainObject::read(text))
        return {};
    // QJsonDocument reads arrays and objects alone: so this is the one member of an array.
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &error);
    if (error.error != QJsonParseError::NoError && beginsAsText(text))
        return u"it is not JSON, where a text stands in double quotes"_s;
    if (error.error != QJsonParseError::NoError)
        return u"it is not JSON: %1 at byte %2"_s.arg(error.errorString()).arg(qMax(0, error.offset - 1));
    if (document.array().isEmpty())
        return u"it is empty, and not JSON"_s;
    return document.array().size() == 1 ? QString() : u"it is not JSON: there is more than one value"_s;
}

QByteArray jsonLine(const QByteArray &text)
{
    if (PlainObject::read(text))
        return withoutControls(compactJson(text));
    QByteArray line;
    if (const auto object = parseJsonObject(text))
        appendJsonValue(line, *object);
    else
        appendJsonString(line, QString::fromUtf8(text));
    return withoutControls(line);
}

QByteArray dataLine(const QByteArray &envelope)
{
    QByteArray line;
    if (const auto plain = PlainObject::read(envelope))
        line = compactJson(plain->value("data"));
    else if (const auto object = parseJsonObject(envelope))
        appendJsonValue(line, object->value("data"_L1));
    return line.isEmpty() ? "null"_ba : withoutControls(line);
}

} // namespace tallywall
