// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_pointer.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Error notAPointer(const QString &text, const QString &why)
{
    return Error{ErrorCode::Invalid, u"\"%1\" is no JSON Pointer: %2"_s.arg(text.left(80), why), {}};
}

// Section 4: "~1" before "~0", so that "~01" is "~1".
QString unescaped(QString name)
{
    return name.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
}

bool isEscaped(const QString &name)
{
    for (qsizetype i = name.indexOf(u'~'); i >= 0; i = name.indexOf(u'~', i + 1)) {
        const QChar next = i + 1 < name.size() ? name.at(i + 1) : QChar();
        if (next != u'0' && next != u'1')
            return false;
    }
    return true;
}

// A position in a list: digits without a leading zero; -1 for anything else.
qsizetype positionOf(const QString &name)
{
    const bool digits = !name.isEmpty() && name.size() <= 9
            && std::all_of(name.begin(), name.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits && (name.size() == 1 || name.front() != u'0') ? name.toLongLong() : -1;
}

QJsonValue within(const QJsonValue &value, const QString &name)
{
    return value.isObject() ? value.toObject().value(name) : value.toArray().at(positionOf(name));
}

} // namespace

Result<JsonPointer> readJsonPointer(const QString &text)
{
    if (text.isEmpty())
        return JsonPointer{};
    if (!text.startsWith(u'/'))
        return notAPointer(text, u"it begins with \"/\", like \"/build/status\""_s);
    JsonPointer pointer{.text = text, .path = text.sliced(1).split(u'/')};
    for (QString &name : pointer.path) {
        if (!isEscaped(name))
            return notAPointer(text, u"a \"~\" in a name is written \"~0\", a \"/\" is written \"~1\""_s);
        name = unescaped(name);
    }
    return pointer;
}

QJsonValue valueAt(const QJsonValue &document, const JsonPointer &pointer)
{
    QJsonValue value = document;
    for (const QString &name : pointer.path)
        value = within(value, name);
    return value;
}

} // namespace tallywall
