// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/shown_price.h"

#include "ui/prices/price_words.h"
#include "ui/text/format.h"
#include "ui/text/name_order.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString newsOf(const PriceSeries *series, bool isStale, const FailingSource *failing, TimePoint now)
{
    if (failing)
        return u"Cannot be read: %1"_s.arg(oneLine(failing->why));
    if (!series)
        return {};
    const TimePoint latest = series->latest().at;
    return isStale ? u"No news for %1"_s.arg(formatSpan(std::chrono::floor<std::chrono::seconds>(now - latest)))
                   : formatAge(latest, now);
}

} // namespace

std::chrono::milliseconds patience(const PriceSeries &series)
{
    const auto gaps = std::max<qsizetype>(1, series.points.size() - 1);
    const auto all = series.latest().at - series.points.constFirst().at;
    return std::max<std::chrono::milliseconds>(1min,
                                               std::chrono::duration_cast<std::chrono::milliseconds>(5 * all / gaps));
}

bool isStale(const PriceSeries &series, TimePoint now)
{
    return now - series.latest().at > patience(series);
}

ShownPrice shownPrice(const QString &symbol, const PriceSeries *series, const FailingSource *failing, TimePoint now)
{
    ShownPrice shown{.symbol = symbol, .price = u"–"_s};
    if (series) {
        const int decimals = decimalsOf(*series);
        shown.price = formatPrice(series->latest().price, decimals);
        shown.changed = toDecimals(series->change(), decimals);
        shown.change = formatPriceChange(shown.changed, decimals);
        shown.isStale = isStale(*series, now);
        shown.moves = movesOf(*series, ShownPrice::movesShown);
    }
    shown.isUnread = failing != nullptr;
    shown.news = newsOf(series, shown.isStale, failing, now);
    return shown;
}

QStringList shownSymbols(const PriceBoard &board, const QList<FailingSource> &failing)
{
    QStringList symbols = board.series().keys();
    for (const FailingSource &source : failing) {
        if (!source.symbol.isEmpty() && !board.find(source.symbol))
            symbols.append(source.symbol);
    }
    std::stable_sort(symbols.begin(), symbols.end(),
                     [](const QString &a, const QString &b) { return compareNames(a, b) < 0; });
    return symbols;
}

QList<ShownPrice> shownPrices(const PriceBoard &board, const QList<FailingSource> &failing, TimePoint now)
{
    QList<ShownPrice> prices;
    for (const QString &symbol : shownSymbols(board, failing)) {
        const auto source = std::find_if(failing.cbegin(), failing.cend(),
                                         [&symbol](const FailingSource &one) { return one.symbol == symbol; });
        prices.append(shownPrice(symbol, board.find(symbol), source == failing.cend() ? nullptr : &*source, now));
    }
    return prices;
}

PriceColours priceColours(const ShownPrice &shown, const theme::Palette &colours)
{
    const quint32 news = shown.isUnread ? colours.warning : colours.muted;
    if (shown.isStale || shown.isUnread)
        return {colours.muted, colours.muted, colours.muted, news};
    const quint32 change = shown.changed > 0 ? colours.success : shown.changed < 0 ? colours.failed : colours.muted;
    return {colours.text, change, colours.running, news};
}

} // namespace tallywall
