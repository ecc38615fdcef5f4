// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudevents/media_type.h"
#include "core/result.h"

class QJsonObject;

namespace tallywall::cloudevents {

constexpr qsizetype maxKeyBytes = 1024; // of `id` and of `source`, in UTF-8: both are kept to know duplicates

// The text of a "ce-" header: quoted strings are unquoted, then percent-encoding is taken off once (HTTP Protocol Binding,
// section 3.1.3.2). A "%" that begins no encoding stands for itself: not every sender encodes. Errors: Invalid, where it is not
// UTF-8.
[[nodiscard]] Result<QString> headerText(QByteArrayView value);

// The context attributes of one event, without its data; those that are not set are absent (CloudEvents 1.0.2, "Context
// Attributes"). Errors: Invalid, with the field; what is missing is asked for as the mode writes it.
[[nodiscard]] Result<Done> checkAttributes(const QJsonObject &attributes, ContentMode mode = ContentMode::Structured);

} // namespace tallywall::cloudevents
