// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"

#include <QString>

namespace tallywall {

// A delivery as text to read: its headers, an empty line, and what is in its body (of a form, its payload), indented where
// that is JSON. At most `limit` bytes of the body; a last line says how much more there is. Controls and direction overrides
// become spaces.
[[nodiscard]] QString readableDelivery(const ci::DeliveryRecord &record, qsizetype limit = 256 * 1024);

} // namespace tallywall
