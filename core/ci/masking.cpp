// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/masking.h"

#include "core/ci/form.h"

#include <algorithm>
#include <optional>

namespace tallywall::ci {

namespace {

// Names of headers that carry a secret or a proof, or are likely to: whoever adds their own calls them so.
bool isSecret(const QByteArray &name)
{
    static const QByteArrayList parts{"token",    "secret",  "signature", "authorization", "cookie",
                                      "password", "api-key", "apikey",    "credential",    "x-auth"};
    const QByteArray lower = name.toLower();
    return std::any_of(parts.begin(), parts.end(), [&lower](const QByteArray &part) { return lower.contains(part); });
}

constexpr const char *mask = "\u2022\u2022\u2022\u2022";

// "sha256=abc" keeps "sha256=", "Bearer abc" keeps "Bearer ".
QByteArray maskedValue(const QByteArray &value)
{
    static const QByteArrayList beginnings{"sha256=", "sha1=", "v1=", "v1,", "v1a,", "Bearer ", "Basic "};
    const auto beginning = std::find_if(beginnings.begin(), beginnings.end(), [&value](const QByteArray &one) {
        return value.size() > one.size() && value.first(one.size()).compare(one, Qt::CaseInsensitive) == 0;
    });
    const QByteArray kept = beginning == beginnings.end() ? QByteArray() : value.first(beginning->size());
    if (value.isEmpty())
        return value;
    return kept + mask + " (" + QByteArray::number(value.size() - kept.size()) + " bytes)";
}

bool isSecretMember(QByteArrayView name)
{
    static const QByteArrayList names{"secret", "token", "password", "private_token", "access_token"};
    return std::any_of(names.begin(), names.end(),
                       [name](const QByteArray &one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
}

// "%2F" as "%2f".
QByteArray withLowerEscapes(QByteArray encoded)
{
    for (qsizetype i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 3))
        encoded.replace(i, 3, encoded.sliced(i, 3).toLower());
    return encoded;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The name that ends before this quote; empty where none begins close before it.
QByteArrayView nameBefore(QByteArrayView json, qsizetype quote)
{
    constexpr qsizetype longest = 14;
    const QByteArrayView near = json.sliced(std::max<qsizetype>(0, quote - longest), std::min(quote, longest));
    const qsizetype begin = near.lastIndexOf('"');
    return begin < 0 ? QByteArrayView() : near.sliced(begin + 1);
}

// The quote that ends the name before this colon, or the place of whatever else stands there.
qsizetype endOfName(QByteArrayView json, qsizetype colon)
{
    qsizetype end = colon - 1;
    while (end > 0 && isBlank(json.at(end)))
        --end;
    return end;
}

// Where the text begins that follows this colon; nothing where none does.
std::optional<qsizetype> textAfter(QByteArrayView json, qsizetype colon)
{
    qsizetype begin = colon + 1;
    while (begin < json.size() && isBlank(json.at(begin)))
        ++begin;
    return begin < json.size() && json.at(begin) == '"' ? std::optional(begin + 1) : std::nullopt;
}

qsizetype endOfText(QByteArrayView json, qsizetype begin)
{
    qsizetype end = begin;
    while (end < json.size() && json.at(end) != '"')
        end += json.at(end) == '\\' ? 2 : 1;
    return std::min(end, json.size());
}

// Whether a name of isSecretMember() may end with it: asked first, since a document has thousands of names.
bool endsSecretMember(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return lower == 'n' || lower == 't' || lower == 'd';
}

struct Range {
    qsizetype begin = 0;
    qsizetype end = 0;
};

// The texts of the secret members of a JSON document, in their order; none of them is empty.
QList<Range> secretTexts(QByteArrayView json)
{
    QList<Range> texts;
    for (qsizetype colon = json.indexOf(':'); colon >= 0; colon = json.indexOf(':', colon + 1)) {
        const qsizetype quote = endOfName(json, colon);
        if (quote < 1 || json.at(quote) != '"' || !endsSecretMember(json.at(quote - 1))
            || !isSecretMember(nameBefore(json, quote)))
            continue;
        const auto begin = textAfter(json, colon);
        if (!begin)
            continue;
        const qsizetype end = endOfText(json, *begin);
        if (end > *begin)
            texts.append({*begin, end});
        colon = end - 1;
    }
    return texts;
}

// The same texts of the JSON that is the value of a form's field, where they stand in that value.
QList<Range> secretTextsOfForm(QByteArrayView value)
{
    QList<Range> texts = secretTexts(formDecoded(value));
    qsizetype decoded = 0;
    qsizetype encoded = 0;
    const auto placeOf = [&](qsizetype place) {
        for (; decoded < place; ++decoded)
            encoded += formUnit(value, encoded);
        return encoded;
    };
    for (Range &text : texts) {
        text.begin = placeOf(text.begin);
        text.end = placeOf(text.end);
    }
    return texts;
}

// The body with a mask in place of these parts of what begins at `at`.
QByteArray hidden(const QByteArray &body, const QList<Range> &parts, qsizetype at = 0)
{
    if (parts.isEmpty())
        return body;
    const QByteArrayView whole(body);
    QByteArray result;
    qsizetype kept = 0; // what is before it stands in the result
    for (const Range &part : parts) {
        result.append(whole.sliced(kept, at + part.begin - kept)).append(mask);
        kept = at + part.end;
    }
    return result.append(whole.sliced(kept));
}

} // namespace

QByteArrayList spellings(const QByteArrayList &secrets)
{
    constexpr qsizetype fewestBytes = 6;
    QByteArrayList result;
    const auto add = [&result](const QByteArray &spelling) {
        if (!result.contains(spelling))
            result.append(spelling);
    };
    for (const QByteArray &secret : secrets) {
        if (secret.size() < fewestBytes)
            continue;
        const QByteArray escaped = QByteArray(secret).replace('\\', "\\\\").replace('"', "\\\"");
        add(secret);
        add(secret.toPercentEncoding());
        add(withLowerEscapes(secret.toPercentEncoding()));
        add(escaped);
        add(QByteArray(escaped).replace('/', "\\/"));
    }
    std::sort(result.begin(), result.end(),
              [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
    return result;
}

QByteArray masked(QByteArray text, const QByteArrayList &spellings)
{
    for (const QByteArray &spelling : spellings) {
        if (text.contains(spelling))
            text.replace(spelling, mask);
    }
    return text;
}

HeaderList masked(const HeaderList &headers, const QByteArrayList &spellings)
{
    HeaderList result = headers;
    for (auto &[name, value] : result) {
        const bool tells = std::any_of(spellings.begin(), spellings.end(),
                                       [&text = value](const QByteArray &spelling) { return text.contains(spelling); });
        if (tells || isSecret(name))
            value = maskedValue(value);
    }
    return result;
}

QByteArray withoutSecretMembers(const QByteArray &body)
{
    QByteArray result = hidden(body, secretTexts(body));
    const auto payload = formField(result, "payload");
    return payload ? hidden(result, secretTextsOfForm(*payload), payload->data() - result.constData()) : result;
}

} // namespace tallywall::ci
