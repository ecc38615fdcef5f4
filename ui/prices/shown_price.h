// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/frame.h"
#include "theme/tokens.h"

namespace tallywall {

// What the window says of a symbol, in a line of the ticker and in a tile on the television.
struct ShownPrice {
    static constexpr qsizetype movesShown = 60;

    QString symbol;
    QString price;      // "–" where none is known
    QString change;     // "▲ 0.52": the last one; empty without a price
    double changed = 0; // by how much
    QString news;       // "20 s ago"; "no news for 5 min" where it is stale; why it cannot be read
    bool isStale = false;
    bool isUnread = false; // it is polled, and cannot be read just now
    QList<double> moves;   // how it moved, for a sparkline

    friend bool operator==(const ShownPrice &, const ShownPrice &) = default;
};

// How long a series may say nothing before its latest price is one of the past: five times as long as there was between its
// prices on average, and at least a minute. docs/api.md says so; the page goes by it, too (resources/page/models/prices.js).
[[nodiscard]] std::chrono::milliseconds patience(const PriceSeries &series);
[[nodiscard]] bool isStale(const PriceSeries &series, TimePoint now);

// Either may be missing: `series` where nothing is known of the symbol yet, `failing` where its price can be read, or is not polled.
[[nodiscard]] ShownPrice shownPrice(const QString &symbol, const PriceSeries *series, const FailingSource *failing,
                                    TimePoint now);

// The symbols whose prices are known or cannot be read, by name, and what there is to say of them.
[[nodiscard]] QStringList shownSymbols(const PriceBoard &board, const QList<FailingSource> &failing);
[[nodiscard]] QList<ShownPrice> shownPrices(const PriceBoard &board, const QList<FailingSource> &failing,
                                            TimePoint now);

// In the colours of its latest change; what is stale or cannot be read is muted, so that only what is true now stands out.
struct PriceColours {
    quint32 price;
    quint32 change;
    quint32 line; // the sparkline
    quint32 news;
};
[[nodiscard]] PriceColours priceColours(const ShownPrice &shown, const theme::Palette &colours);

} // namespace tallywall
