// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/notification.h"

namespace tallywall {

// The field Idempotency-Key of a request (draft-ietf-httpapi-idempotency-key-header): what its sender calls the request, so that
// it may come again where its answer was lost.
inline constexpr char idempotencyKeyField[] = "Idempotency-Key";
inline constexpr qsizetype maxIdempotencyKey = 255; // bytes

// The key that a value of the field means: visible ASCII, as it stands or as a string of RFC 9651 (section 3.3.3), in quotes.
// Errors: NotUnderstood.
[[nodiscard]] Result<QByteArray> readIdempotencyKey(QByteArrayView value);

// What the store calls an element of the request with that key; the first one is 1.
[[nodiscard]] EventKey eventKeyOf(QByteArrayView idempotencyKey, qsizetype element);

} // namespace tallywall
