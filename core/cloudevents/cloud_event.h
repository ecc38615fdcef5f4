// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QJsonObject>
#include <QList>

#include <utility>

namespace tallywall::cloudevents {

// One event of CloudEvents 1.0.2, whose attributes have been checked.
struct CloudEvent {
    // How its data goes into JSON: as the value that it is, of which text is one, or as bytes.
    enum class DataKind : quint8 { Json, Base64 };

    QJsonObject attributes; // those that are set
    QByteArray data;        // compact JSON, of bytes a string in Base64; empty where there is none
    DataKind dataKind = DataKind::Json;

    [[nodiscard]] QString text(QLatin1StringView attribute) const { return attributes.value(attribute).toString(); }
};

using Headers = QList<std::pair<QByteArray, QByteArray>>;

// In binary mode (HTTP Protocol Binding, section 3.1): the attributes are the headers that begin with "ce-"; others are passed
// over. Data of a JSON type is that value, text in UTF-8 a string; any other stays bytes, and so does what has no type.
// Errors: Invalid, with the field; NotUnderstood, where the data is not the JSON that its type says it is.
[[nodiscard]] Result<CloudEvent> fromBinary(const Headers &headers, const QByteArray &contentType,
                                            const QByteArray &body);

// From its JSON form (JSON Event Format, section 3), and back into it. Bytes in Base64 are read as in binary mode. Errors as above.
// `text` is the same as it came: where it is plain (core/plain_json.h), data keeps its digits and the order of its members.
[[nodiscard]] Result<CloudEvent> fromJson(const QJsonObject &object, QByteArrayView text = {});
[[nodiscard]] QByteArray toJson(const CloudEvent &event);

} // namespace tallywall::cloudevents
