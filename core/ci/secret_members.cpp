// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/secret_members.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace tallywall::ci {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool begins(QByteArrayView text, std::string_view word)
{
    return text.size() >= qsizetype(word.size())
            && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

bool beginsOneOf(QByteArrayView text, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return begins(text, word); });
}

bool is(QByteArrayView name, std::string_view word)
{
    return name.size() == qsizetype(word.size()) && begins(name, word);
}

// By the first letter, since a document has thousands of names.
bool beginsSecret(QByteArrayView rest)
{
    switch (lower(rest.front())) {
    case 't': return begins(rest, "token");
    case 's': return begins(rest, "secret");
    case 'c': return begins(rest, "credential");
    case 'a': return beginsOneOf(rest, {"api_key", "api-key", "apikey"});
    case 'p': return beginsOneOf(rest, {"password", "passwd", "private_key", "private-key", "privatekey"});
    default: return false;
    }
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The name that ends before this colon; nothing where none does. A quote behind a backslash is within a text.
std::optional<QByteArrayView> nameBefore(QByteArrayView json, qsizetype colon)
{
    qsizetype end = colon - 1;
    while (end > 0 && isBlank(json.at(end)))
        --end;
    if (end < 1 || json.at(end) != '"' || json.at(end - 1) == '\\')
        return std::nullopt;
    qsizetype begin = end - 1;
    while (begin >= 0 && json.at(begin) != '"')
        --begin;
    return begin < 0 ? std::nullopt : std::optional(json.sliced(begin + 1, end - begin - 1));
}

qsizetype endOfText(QByteArrayView json, qsizetype begin)
{
    qsizetype end = begin;
    while (end < json.size() && json.at(end) != '"')
        end += json.at(end) == '\\' ? 2 : 1;
    return std::min(end, json.size());
}

// Of a number, true, false or null.
qsizetype endOfWord(QByteArrayView json, qsizetype begin)
{
    return std::find_if_not(json.begin() + begin, json.end(),
                            [](char c) {
                                return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-'
                                        || c == '+' || c == '.';
                            })
            - json.begin();
}

qsizetype beginningOfValue(QByteArrayView json, qsizetype colon)
{
    return std::find_if_not(json.begin() + colon + 1, json.end(), &isBlank) - json.begin();
}

// What follows this colon; nothing where that is an object, a list, null or an empty text.
std::optional<MemberValue> valueAfter(QByteArrayView json, qsizetype colon)
{
    MemberValue value{.begin = beginningOfValue(json, colon)};
    value.quoted = value.begin < json.size() && json.at(value.begin) == '"';
    if (value.quoted)
        ++value.begin;
    value.end = value.quoted ? endOfText(json, value.begin) : endOfWord(json, value.begin);
    const bool nothing = !value.quoted && json.sliced(value.begin, value.end - value.begin) == "null";
    return value.end == value.begin || nothing ? std::nullopt : std::optional(value);
}

// Where the object or the list ends that follows this colon: right there where neither does, and with the document where that
// is cut.
qsizetype endOfContainer(QByteArrayView json, qsizetype colon)
{
    qsizetype depth = 0;
    qsizetype at = beginningOfValue(json, colon);
    for (; at < json.size(); ++at) {
        switch (json.at(at)) {
        case '"': at = endOfText(json, at + 1); break;
        case '[':
        case '{': ++depth; break;
        case ']':
        case '}': --depth; break;
        default: break;
        }
        if (depth <= 0)
            break;
    }
    return std::min(at, json.size());
}

} // namespace

bool namesSecret(QByteArrayView name)
{
    constexpr qsizetype shortest = 5; // "token"
    for (qsizetype at = 0; at + shortest <= name.size(); ++at) {
        if (beginsSecret(name.sliced(at)))
            return true;
    }
    return false;
}

// From colon to colon: what is cut, or is no JSON, would lead whoever reads from quote to quote astray.
QList<MemberValue> secretValues(QByteArrayView json)
{
    QList<MemberValue> values;
    qsizetype endOfVariables = 0;
    for (qsizetype colon = json.indexOf(':'); colon >= 0; colon = json.indexOf(':', colon + 1)) {
        const auto name = nameBefore(json, colon);
        if (!name)
            continue;
        const bool inVariables = colon < endOfVariables;
        if (!inVariables && is(*name, "variables"))
            endOfVariables = endOfContainer(json, colon);
        if (!namesSecret(*name) && !(inVariables && is(*name, "value")))
            continue;
        if (const auto value = valueAfter(json, colon)) {
            values.append(*value);
            colon = value->end - 1;
        }
    }
    return values;
}

} // namespace tallywall::ci
