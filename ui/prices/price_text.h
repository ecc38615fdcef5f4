// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prices/price_board.h"

#include <optional>

namespace tallywall {

// The price that an event tells of; nothing where it tells of none.
[[nodiscard]] std::optional<PriceTick> priceOf(const Event &event);

// "ACME 12.50"
[[nodiscard]] QString priceText(const PriceTick &tick);

} // namespace tallywall
