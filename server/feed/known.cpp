// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/known.h"

#include "server/clock.h"
#include "server/feed/feed.h"
#include "store/store.h"

namespace tallywall {

namespace {

// A symbol that is seldom told of stands among many of others: so far back is looked for it.
constexpr int mostPricesRead = 20'000;

struct Logged {
    QList<Event> newestOfEach;
    QList<Event> prices; // the newest first
};

Result<Logged> readLogged(Journal &journal)
{
    auto newest = journal.log().newestOfEach(CollectionBook::maxCollections);
    if (!newest)
        return newest.error();
    auto prices = journal.log().history({.collection = "prices", .limit = mostPricesRead});
    if (!prices)
        return prices.error();
    return Logged{*std::move(newest), prices->events};
}

} // namespace

Known::Known(Feed &feed, Store &store) : m_store(store)
{
    connect(&feed, &Feed::published, this, &Known::note);
}

void Known::load(std::function<void()> then)
{
    m_store.read<Logged>(&readLogged, [this, then = std::move(then)](const Result<Logged> &logged) {
        if (logged) {
            for (const Event &event : logged->newestOfEach)
                m_collections.know(event);
            for (auto event = logged->prices.crbegin(); event != logged->prices.crend(); ++event)
                m_prices.take(*event);
        }
        then();
    });
}

void Known::note(const QList<Event> &events)
{
    const TimePoint now = currentTime();
    for (const Event &event : events) {
        m_collections.note(event, now);
        if (const PriceSeries *series = m_prices.take(event))
            Q_EMIT priced(series->symbol);
    }
}

} // namespace tallywall
