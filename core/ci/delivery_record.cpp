// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/delivery_record.h"

#include "core/json.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, 6> outcomeWords{"recorded", "unchanged", "duplicate",
                                                   "ignored",  "invalid",   "refused"};

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

class Members
{
public:
    void text(const char *name, const QString &value)
    {
        if (value.isEmpty())
            return;
        begin(name);
        appendJsonString(m_out, value);
    }
    void word(const char *name, const QByteArray &value)
    {
        begin(name);
        appendJsonUtf8(m_out, value);
    }
    void number(const char *name, qint64 value)
    {
        begin(name);
        appendJsonNumber(m_out, value);
    }
    void id(const char *name, qint64 value)
    {
        if (value != 0)
            number(name, value);
    }
    QByteArray &begin(const char *name)
    {
        return m_out.append(m_out.isEmpty() ? "{\"" : ",\"").append(name).append("\":");
    }
    [[nodiscard]] QByteArray end() && { return std::move(m_out) + '}'; }

private:
    QByteArray m_out;
};

void appendHeaders(QByteArray &out, const HeaderList &headers)
{
    QByteArrayList names; // in their order, each once
    for (const auto &[name, value] : headers) {
        if (!names.contains(name))
            names.append(name);
    }
    out.append('{');
    for (const QByteArray &one : std::as_const(names)) {
        if (!out.endsWith('{'))
            out.append(',');
        appendJsonString(out, QString::fromLatin1(one));
        out.append(":[");
        for (const auto &[name, value] : headers) {
            if (name != one)
                continue;
            if (!out.endsWith('['))
                out.append(',');
            appendJsonString(out, QString::fromUtf8(value));
        }
        out.append(']');
    }
    out.append('}');
}

} // namespace

QByteArray outcomeWord(Outcome outcome)
{
    return QByteArray(outcomeWords.at(static_cast<std::size_t>(outcome)));
}

Outcome outcomeFromWord(QStringView word)
{
    for (std::size_t i = 0; i < outcomeWords.size(); ++i) {
        if (word == QLatin1StringView(outcomeWords.at(i)))
            return static_cast<Outcome>(i);
    }
    return Outcome::Invalid;
}

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

QByteArray withoutSecretMembers(QByteArray json)
{
    const QByteArrayView whole(json);
    QByteArray result;
    qsizetype kept = 0; // what is before it stands in the result
    for (qsizetype colon = whole.indexOf(':'); colon >= 0; colon = whole.indexOf(':', colon + 1)) {
        const qsizetype quote = endOfName(whole, colon);
        if (quote < 1 || whole.at(quote) != '"' || !endsSecretMember(whole.at(quote - 1))
            || !isSecretMember(nameBefore(whole, quote)))
            continue;
        const auto begin = textAfter(whole, colon);
        if (!begin || *begin <= kept)
            continue;
        const qsizetype end = endOfText(whole, *begin);
        if (end > *begin)
            result.append(whole.sliced(kept, *begin - kept)).append(mask);
        kept = end > *begin ? end : kept;
        colon = end - 1;
    }
    return kept == 0 ? json : result.append(whole.sliced(kept));
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

QByteArray deliveryJson(const DeliveryRecord &record, DeliveryDetail detail)
{
    Members members;
    members.number("id", static_cast<qint64>(record.id));
    members.word("received", toIso(record.received));
    members.text("provider", record.provider);
    members.text("event", record.event);
    members.text("delivery_id", record.deliveryId);
    members.text("from", record.from);
    members.word("verdict", verdictWord(record.proof.verdict));
    members.text("scheme", record.proof.scheme);
    members.text("why", record.proof.why);
    members.word("outcome", outcomeWord(record.outcome));
    members.number("status", record.status);
    members.text("detail", record.detail);
    members.text("project", record.project);
    members.id("run", static_cast<qint64>(record.run));
    members.id("replay_of", static_cast<qint64>(record.replayOf));
    members.number("body_bytes", record.bodyBytes);
    if (detail == DeliveryDetail::Whole) {
        appendHeaders(members.begin("headers"), record.headers);
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QByteArray body = withoutSecretMembers(record.body);
        const QString text = decoder(body);
        if (decoder.hasError())
            members.word("body_base64", body.toBase64());
        else
            appendJsonString(members.begin("body"), text);
    }
    return std::move(members).end();
}

} // namespace tallywall::ci
