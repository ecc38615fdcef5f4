// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/delivery.h"

#include "core/ci/form.h"
#include "core/cloudevents/media_type.h"
#include "core/json.h"

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

Error notJson(QByteArrayView document, const QByteArray &type, const Error &error)
{
    if (cloudevents::contentModeOf(type) == cloudevents::ContentMode::Batched)
        return {ErrorCode::Invalid, u"the body is a batch of CloudEvents; send each of them by itself"_s, {}};
    const QByteArrayView text = document.trimmed();
    if (text.isEmpty())
        return {ErrorCode::NotUnderstood, u"the body is empty"_s, {}};
    if (text.startsWith('<'))
        return {ErrorCode::NotUnderstood, u"the body is XML; choose JSON as its format"_s, {}};
    return error;
}

// Each part of a document takes ten times its bytes and more in memory. What services send at most, 25 MB, has far fewer.
constexpr qsizetype mostParts = 2'000'000;

bool hasTooManyParts(QByteArrayView document)
{
    return document.size() > mostParts
            && std::count_if(document.begin(), document.end(), [](char c) { return c == ',' || c == '[' || c == '{'; })
            > mostParts;
}

} // namespace

QByteArray Delivery::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

Delivery unwrap(HeaderList headers, QByteArray body, TimePoint received, QByteArray secret)
{
    Delivery delivery{.headers = std::move(headers),
                      .body = std::move(body),
                      .secret = std::move(secret),
                      .received = received,
                      .document = {},
                      .json = {},
                      .unreadable = {}};
    delivery.document = delivery.body;
    const QByteArray type = delivery.header("Content-Type").toLower();
    if (type.startsWith("application/x-www-form-urlencoded")
        && !QByteArrayView(delivery.body).trimmed().startsWith('{')) {
        const auto payload = formField(delivery.body, "payload");
        if (payload)
            delivery.document = formDecoded(*payload);
        else
            delivery.unreadable = Error{ErrorCode::NotUnderstood, u"the form has no field \"payload\""_s, {}};
    }
    return delivery;
}

void readDocument(Delivery &delivery)
{
    if (delivery.unreadable || !delivery.json.isEmpty())
        return;
    if (hasTooManyParts(delivery.document)) {
        delivery.unreadable = Error{ErrorCode::Invalid, u"the document has more parts than any CI service sends"_s, {}};
        return;
    }
    auto json = parseJsonObject(delivery.document);
    if (json)
        delivery.json = *std::move(json);
    else
        delivery.unreadable = notJson(delivery.document, delivery.header("Content-Type"), json.error());
}

Delivery unpack(HeaderList headers, QByteArray body, TimePoint received, QByteArray secret)
{
    Delivery delivery = unwrap(std::move(headers), std::move(body), received, std::move(secret));
    readDocument(delivery);
    return delivery;
}

} // namespace tallywall::ci
