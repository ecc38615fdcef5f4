// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"

#include <QString>

namespace tallywall {

// A delivery in words, for a person who wonders why nothing came of it. Plain text; free functions of values.

// "proven", "from this machine", "no proof", "not asked" (of no known service), "wrong", "too old"
[[nodiscard]] QString verdictWords(const ci::DeliveryRecord &record);
[[nodiscard]] QString outcomeWords(ci::Outcome outcome); // "recorded", "unchanged", "duplicate", …
// The state whose icon and colour they have.
[[nodiscard]] ci::State verdictLook(const ci::DeliveryRecord &record);
[[nodiscard]] ci::State outcomeLook(ci::Outcome outcome);

// "It is proven by X-Hub-Signature-256 (HMAC-SHA256)."
[[nodiscard]] QString verdictSentence(const ci::DeliveryRecord &record);
// "It changed a run of shop/api."
[[nodiscard]] QString outcomeSentence(const ci::DeliveryRecord &record);

[[nodiscard]] QString deliverySentences(const ci::DeliveryRecord &record); // both; the reason once

} // namespace tallywall
