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

// Some terminals obey these characters: the controls below the blank, which JSON forbids in its strings and Qt reads there, and
// those that it allows: DEL, and the C1 controls of ISO 6429. The JSON has no blanks between its parts.
QByteArray withoutControls(const QByteArray &json)
{
    QByteArray out;
    out.reserve(json.size());
    for (qsizetype i = 0; i < json.size(); ++i) {
        const auto c = static_cast<unsigned char>(json[i]);
        const auto following = static_cast<unsigned char>(i + 1 < json.size() ? json[i + 1] : 0);
        if (c < 0x10) {
            out += "\\u000" + QByteArray::number(c, 16);
        } else if (c < 0x20 || c == 0x7f) {
            out += "\\u00" + QByteArray::number(c, 16);
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
    if (PlainObject::read(text) || parseJsonObject(text))
        return withoutControls(compactJson(text));
    QByteArray line;
    appendJsonString(line, QString::fromUtf8(text));
    return withoutControls(line);
}

std::optional<QByteArray> memberLine(const QByteArray &object, QByteArrayView name)
{
    if (const auto plain = PlainObject::read(object))
        return withoutControls(compactJson(plain->value(name)));
    QByteArray members = object.trimmed();
    if (!members.startsWith('{') || !parseJsonObject(members))
        return std::nullopt;
    // They stand between commas like the elements of an array, and are cut apart as such.
    members.front() = '[';
    members.back() = ']';
    const QByteArray begin = '"' + name.toByteArray() + "\":";
    for (const QByteArrayView member : arrayElements(members).value_or(QList<QByteArrayView>())) {
        const QByteArray line = compactJson(member);
        if (line.startsWith(begin))
            return withoutControls(line.sliced(begin.size()));
    }
    return QByteArray();
}

} // namespace tallywall
