// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/masking.h"

#include "core/ci/form.h"
#include "core/ci/secret_members.h"

#include <QJsonArray>

#include <algorithm>

namespace tallywall::ci {

namespace {

// Names of headers that carry a secret or a proof, or are likely to: whoever adds their own calls them so.
bool isSecret(const QByteArray &name)
{
    static const QByteArrayList proofs{"signature", "authorization", "cookie", "x-auth"};
    const QByteArray lower = name.toLower();
    return namesSecret(name) || std::any_of(proofs.begin(), proofs.end(), [&lower](const QByteArray &part) {
               return lower.contains(part);
           });
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

// "%2F" as "%2f".
QByteArray withLowerEscapes(QByteArray encoded)
{
    for (qsizetype i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 3))
        encoded.replace(i, 3, encoded.sliced(i, 3).toLower());
    return encoded;
}

// Those of the JSON that is the value of a form's field, where they stand in that value.
QList<MemberValue> secretValuesOfForm(QByteArrayView field)
{
    QList<MemberValue> values = secretValues(formDecoded(field));
    qsizetype decoded = 0;
    qsizetype encoded = 0;
    const auto placeOf = [&](qsizetype place) {
        for (; decoded < place; ++decoded)
            encoded += formUnit(field, encoded);
        return encoded;
    };
    for (MemberValue &value : values) {
        value.begin = placeOf(value.begin);
        value.end = placeOf(value.end);
    }
    return values;
}

// The body with a text, the mask, in place of these values of what begins at `at`.
QByteArray hidden(const QByteArray &body, const QList<MemberValue> &values, qsizetype at = 0)
{
    if (values.isEmpty())
        return body;
    const QByteArrayView whole(body);
    const QByteArray text = QByteArray(1, '"') + mask + '"';
    QByteArray result;
    qsizetype kept = 0; // what is before it stands in the result
    for (const MemberValue &value : values) {
        result.append(whole.sliced(kept, at + value.begin - kept)).append(value.quoted ? QByteArray(mask) : text);
        kept = at + value.end;
    }
    return result.append(whole.sliced(kept));
}

// The value with every text in it masked; what holds no spelling stays as it is.
QJsonValue maskedTexts(const QJsonValue &value, const QByteArrayList &spellings)
{
    if (value.isString())
        return masked(value.toString(), spellings);
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue &item : value.toArray())
            list.append(maskedTexts(item, spellings));
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        member.value() = maskedTexts(member.value(), spellings);
    return object;
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

QString masked(const QString &text, const QByteArrayList &spellings)
{
    const QByteArray bytes = text.toUtf8();
    const QByteArray hidden = masked(bytes, spellings);
    return hidden == bytes ? text : QString::fromUtf8(hidden);
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

bool hideSecrets(Delivery &delivery, const QByteArrayList &spellings)
{
    bool told = false;
    for (auto &[name, value] : delivery.headers) {
        if (isSecret(name)) // nothing is read of it, and a secret belongs there
            continue;
        QByteArray hidden = masked(value, spellings);
        told = told || hidden != value;
        value = std::move(hidden);
    }
    QByteArray body = masked(delivery.body, spellings);
    if (body == delivery.body)
        return told;
    readDocument(delivery);
    delivery.json = maskedTexts(delivery.json, spellings).toObject();
    delivery.body = std::move(body);
    return true;
}

QByteArray withoutSecretMembers(const QByteArray &body)
{
    QByteArray result = hidden(body, secretValues(body));
    const auto payload = formField(result, "payload");
    return payload ? hidden(result, secretValuesOfForm(*payload), payload->data() - result.constData()) : result;
}

} // namespace tallywall::ci
