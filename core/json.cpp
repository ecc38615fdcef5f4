// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"

#include "core/bytes.h"
#include "core/whole_pairs.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Where no byte needs an escape, one append does.
bool isPlain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f && c != 0xe2;
}

// Each half of a surrogate pair that stands alone becomes U+FFFD.
QString wellFormed(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isSurrogate())
            continue;
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

// Whole numbers stay whole, also beyond what a double holds.
void appendJsonDouble(QByteArray &out, const QJsonValue &value)
{
    const double number = value.toDouble();
    const qint64 whole = value.toInteger();
    if (static_cast<double>(whole) == number && (whole != 0 || number == 0))
        appendJsonNumber(out, whole);
    else
        appendJsonNumber(out, number);
}

void appendJsonArray(QByteArray &out, const QJsonArray &array)
{
    out.append('[');
    for (const QJsonValue &element : array) {
        beginElement(out);
        appendJsonValue(out, element);
    }
    out.append(']');
}

void appendJsonObject(QByteArray &out, const QJsonObject &object)
{
    out.append('{');
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member != object.begin())
            out.append(',');
        appendJsonString(out, member.key());
        out.append(':');
        appendJsonValue(out, member.value());
    }
    out.append('}');
}

// JSON, but neither an object nor an array: 12, "text", null.
bool isSingleValue(const QByteArray &text)
{
    return QJsonDocument::fromJson('[' + text + ']').array().size() == 1;
}

} // namespace

void appendJsonUtf8(QByteArray &out, QByteArrayView utf8)
{
    if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return isPlain(static_cast<unsigned char>(c)); })) {
        appendAll(out, "\"", utf8, "\"");
        return;
    }
    out.append('"');
    const char *run = utf8.data();
    const char *const end = run + utf8.size();
    for (const char *at = run; at != end; ++at) {
        const auto c = static_cast<unsigned char>(*at);
        if (isPlain(c))
            continue;
        const bool lineSeparator = c == 0xe2 && end - at >= 3 && static_cast<unsigned char>(at[1]) == 0x80
                && (static_cast<unsigned char>(at[2]) & 0xfe) == 0xa8;
        if (c == 0xe2 && !lineSeparator)
            continue;
        out.append(run, at - run);
        if (lineSeparator) {
            out.append(static_cast<unsigned char>(at[2]) == 0xa8 ? "\\u2028" : "\\u2029");
            at += 2;
        } else if (c == '"') {
            out.append("\\\"");
        } else if (c == '\\') {
            out.append("\\\\");
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c == '\t') {
            out.append("\\t");
        } else {
            static constexpr char hex[] = "0123456789abcdef";
            out.append("\\u00");
            out.append(hex[c >> 4]);
            out.append(hex[c & 15]);
        }
        run = at + 1;
    }
    out.append(run, end - run);
    out.append('"');
}

void appendJsonString(QByteArray &out, QStringView text)
{
    appendJsonUtf8(out, text.isValidUtf16() ? text.toUtf8() : wellFormed(text.toString()).toUtf8());
}

void appendJsonNumber(QByteArray &out, double value)
{
    Q_ASSERT(std::isfinite(value));
    appendAll(out, NumberText(value == 0 ? 0.0 : value));
}

void appendJsonNumber(QByteArray &out, qint64 value)
{
    appendAll(out, NumberText(value));
}

void appendJsonValue(QByteArray &out, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: out.append("null"); return;
    case QJsonValue::Bool: out.append(value.toBool() ? "true" : "false"); return;
    case QJsonValue::Double: appendJsonDouble(out, value); return;
    case QJsonValue::String: appendJsonString(out, value.toString()); return;
    case QJsonValue::Array: appendJsonArray(out, value.toArray()); return;
    case QJsonValue::Object: appendJsonObject(out, value.toObject()); return;
    case QJsonValue::Undefined: return;
    }
}

Result<QJsonValue> parseJson(const QByteArray &text)
{
    // QJsonDocument takes an object or an array; what people send here is one of them, or a mistake.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(withWholePairs(text), &error);
    if (error.error != QJsonParseError::NoError) {
        if (text.trimmed().isEmpty())
            return Error{ErrorCode::NotUnderstood, u"the body is empty: send a JSON object"_s, {}};
        if (isSingleValue(text))
            return Error{ErrorCode::NotUnderstood, u"expected a JSON object or an array, found a single value"_s, {}};
        return Error{ErrorCode::NotUnderstood,
                     u"the body is not JSON: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset),
                     {}};
    }
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

Result<QJsonObject> parseJsonObject(const QByteArray &text)
{
    auto value = parseJson(text);
    if (!value)
        return value.error();
    if (!value->isObject())
        return Error{ErrorCode::Invalid, u"expected a JSON object"_s, {}};
    return value->toObject();
}

int jsonDepth(QByteArrayView text)
{
    int depth = 0;
    int deepest = 0;
    bool inText = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text.at(at);
        if (c == '"')
            inText = !inText;
        else if (inText)
            at += c == '\\' ? 1 : 0; // what is escaped ends no text
        else if (c == '{' || c == '[')
            deepest = std::max(deepest, ++depth);
        else if (c == '}' || c == ']')
            --depth;
    }
    return deepest;
}

} // namespace tallywall
