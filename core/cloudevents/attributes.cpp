// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudevents/attributes.h"

#include <QDate>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tallywall::cloudevents {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &why, const QString &attribute)
{
    return Error{ErrorCode::Invalid, why, u"field \"%1\""_s.arg(attribute.left(80))};
}

QByteArray unquoted(QByteArrayView value)
{
    QByteArray out;
    bool isQuoted = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value.at(i) == '"') {
            isQuoted = !isQuoted;
            continue;
        }
        if (isQuoted && value.at(i) == '\\' && i + 1 < value.size())
            ++i;
        out.append(value.at(i));
    }
    return out;
}

QByteArray percentDecoded(const QByteArray &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        quint8 byte = 0;
        const char *digits = text.constData() + i + 1;
        const bool isEncoded = text.at(i) == '%' && i + 2 < text.size()
                && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
        out.append(isEncoded ? static_cast<char>(byte) : text.at(i));
        i += isEncoded ? 2 : 0;
    }
    return out;
}

bool isName(const QString &text)
{
    return !text.isEmpty() && text != "data"_L1 && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
    });
}

// The type String: neither control characters nor what Unicode calls noncharacters.
bool isString(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    return std::none_of(characters.begin(), characters.end(),
                        [](uint c) { return c < 0x20 || (c >= 0x7f && c <= 0x9f) || QChar::isNonCharacter(c); });
}

bool isUriReference(const QString &text)
{
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c <= u'~'; });
    return isAscii && !text.isEmpty() && QUrl(text, QUrl::StrictMode).isValid();
}

// RFC 3339, section 5.6, with its leap seconds.
bool isTimestamp(const QString &text)
{
    static const QRegularExpression form(
            u"\\A(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.\\d+)?(?:Z|[+-](\\d\\d):(\\d\\d))\\z"_s,
            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    const auto number = [&match](int part) { return match.capturedView(part).toInt(); };
    return match.hasMatch() && QDate::isValid(number(1), number(2), number(3)) && number(4) < 24 && number(5) < 60
            && number(6) <= 60 && number(7) < 24 && number(8) < 60;
}

bool isVersion(const QString &text)
{
    return text == "1.0"_L1;
}

bool isAnyText(const QString &)
{
    return true;
}

bool isShort(const QString &text)
{
    return text.toUtf8().size() <= maxKeyBytes;
}

bool isSource(const QString &text)
{
    return isShort(text) && isUriReference(text);
}

bool isMediaType(const QString &text)
{
    return mediaTypeFrom(text.toUtf8()).has_value();
}

bool isUri(const QString &text)
{
    return isUriReference(text) && !QUrl(text).isRelative();
}

struct Rule {
    enum class Need : quint8 { Required, Optional };

    QLatin1StringView name;
    Need need;
    bool (*holds)(const QString &); // for what is not empty
    QLatin1StringView expected;
};

static_assert(maxKeyBytes == 1024, "the sentences below say so");
constexpr std::array rules{
        Rule{"specversion"_L1, Rule::Need::Required, &isVersion, "\"1.0\""_L1},
        Rule{"id"_L1, Rule::Need::Required, &isShort, "text of 1 to 1024 bytes"_L1},
        Rule{"source"_L1, Rule::Need::Required, &isSource, "a URI reference (RFC 3986) of 1 to 1024 bytes"_L1},
        Rule{"type"_L1, Rule::Need::Required, &isAnyText, "text that is not empty"_L1},
        Rule{"datacontenttype"_L1, Rule::Need::Optional, &isMediaType, "a media type (RFC 2046)"_L1},
        Rule{"dataschema"_L1, Rule::Need::Optional, &isUri, "an absolute URI"_L1},
        Rule{"subject"_L1, Rule::Need::Optional, &isAnyText, "text that is not empty"_L1},
        Rule{"time"_L1, Rule::Need::Optional, &isTimestamp, "a time as RFC 3339 writes it"_L1},
};

Error missing(QLatin1StringView name, ContentMode mode)
{
    return invalid(mode == ContentMode::Binary ? u"is missing; in binary mode it is the header ce-%1"_s.arg(name)
                                               : u"is missing"_s,
                   name);
}

Result<Done> checkRule(const QJsonObject &attributes, const Rule &rule, ContentMode mode)
{
    const QJsonValue value = attributes.value(rule.name);
    if (value.isUndefined())
        return rule.need == Rule::Need::Optional ? Result<Done>(Done{}) : missing(rule.name, mode);
    const QString text = value.toString(); // empty where it is none
    return !text.isEmpty() && rule.holds(text) ? Result<Done>(Done{})
                                               : invalid(u"expected %1"_s.arg(rule.expected), rule.name);
}

bool isInteger(double number)
{
    return std::floor(number) == number && number >= std::numeric_limits<qint32>::min()
            && number <= std::numeric_limits<qint32>::max();
}

// What holds for every attribute, also for those that only the sender knows.
Result<Done> checkType(const QString &name, const QJsonValue &value)
{
    if (!isName(name))
        return invalid(u"an attribute is named by a to z and 0 to 9 alone, and not \"data\""_s, name);
    const bool isText = value.isString() && isString(value.toString());
    if (!isText && !value.isBool() && !(value.isDouble() && isInteger(value.toDouble())))
        return invalid(u"expected text without control characters, a whole number of 32 bits, true or false"_s, name);
    return Done{};
}

} // namespace

Result<QString> headerText(QByteArrayView value)
{
    const QByteArray bytes = percentDecoded(unquoted(value));
    if (!QUtf8StringView(bytes.constData(), bytes.size()).isValidUtf8())
        return Error{ErrorCode::Invalid, u"expected percent-encoded UTF-8"_s, {}};
    return QString::fromUtf8(bytes);
}

Result<Done> checkAttributes(const QJsonObject &attributes, ContentMode mode)
{
    for (auto one = attributes.begin(); one != attributes.end(); ++one) {
        if (auto checked = checkType(one.key(), one.value()); !checked)
            return checked;
    }
    for (const Rule &rule : rules) {
        if (auto checked = checkRule(attributes, rule, mode); !checked)
            return checked;
    }
    return Done{};
}

} // namespace tallywall::cloudevents
