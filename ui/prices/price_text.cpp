// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/price_text.h"

#include "ui/text/format.h"

namespace tallywall {

std::optional<PriceTick> priceOf(const Event &event)
{
    if (event.collection != priceCollection)
        return std::nullopt;
    const auto tick = priceFromJson(event.data);
    return tick ? std::optional(*tick) : std::nullopt;
}

QString priceText(const PriceTick &tick)
{
    return tick.symbol + u' ' + formatPrice(tick.price);
}

} // namespace tallywall
