// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/delivery_record.h"

#include "core/ci/masking.h"
#include "core/json_object_writer.h"

#include <QStringDecoder>

#include <array>
#include <utility>

namespace tallywall::ci {

namespace {

constexpr std::array<const char *, 6> outcomeWords{"recorded", "unchanged", "duplicate",
                                                   "ignored",  "invalid",   "refused"};

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
            beginElement(out);
            appendJsonString(out, QString::fromUtf8(value));
        }
        out.append(']');
    }
    out.append('}');
}

// Even where it is empty.
void tellBody(JsonObjectWriter &object, const QByteArray &body)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(body);
    if (decoder.hasError())
        object.word("body_base64", body.toBase64());
    else
        appendJsonString(object.begin("body"), text);
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

QByteArray deliveryJson(const DeliveryRecord &record, DeliveryDetail detail)
{
    QByteArray out;
    JsonObjectWriter object(out);
    object.integer("id", static_cast<qint64>(record.id));
    object.time("received", record.received);
    object.text("provider", record.provider);
    object.text("event", record.event);
    object.text("delivery_id", record.deliveryId);
    object.text("from", record.from);
    object.word("verdict", verdictWord(record.proof.verdict));
    object.text("scheme", record.proof.scheme);
    object.text("why", record.proof.why);
    object.word("outcome", outcomeWord(record.outcome));
    object.integer("status", record.status);
    object.text("detail", record.detail);
    object.text("project", record.project);
    object.integerFromOne("run", static_cast<qint64>(record.run));
    object.integerFromOne("replay_of", static_cast<qint64>(record.replayOf));
    object.integer("body_bytes", record.bodyBytes);
    if (detail == DeliveryDetail::Whole) {
        appendHeaders(object.begin("headers"), record.headers);
        tellBody(object, withoutSecretMembers(record.body));
    }
    object.end();
    return out;
}

} // namespace tallywall::ci
