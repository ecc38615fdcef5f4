// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/limits.h"
#include "server/net/outlet.h"
#include "server/prices/own_prices.h"
#include "server/prices/shared_prices.h"

#include <memory>

namespace tallywall {

// What a listener of prices asks for.
struct PriceWish {
    QString symbol;                        // of a series that all share; empty: a source of his own
    std::chrono::milliseconds every{1000}; // how often his own one ticks
};

// Everyone who listens to prices. Each is a subscriber of the feed, too: counted, kept awake and closed with the others.
// Server thread.
class Prices
{
public:
    // Both have to live longer.
    Prices(Feed &feed, const Known &known, const Limits &limits);

    void listen(std::unique_ptr<Outlet> outlet, const PriceWish &wish);

    // That run now: one for each who listens to his own, and one for each symbol that is listened to.
    [[nodiscard]] int sources() const { return m_own.sources() + m_shared.sources(); }

private:
    Feed &m_feed;
    Limits m_limits;
    OwnPrices m_own;
    SharedPrices m_shared;
};

} // namespace tallywall
