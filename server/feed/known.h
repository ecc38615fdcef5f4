// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/collection_book.h"
#include "core/prices/price_board.h"

#include <QObject>

#include <functional>

namespace tallywall {

class Feed;
class Store;

// What the wall knows of every collection and of every price, from the log and from what was published since. Server thread.
class Known : public QObject
{
    Q_OBJECT

public:
    Known(Feed &feed, Store &store);

    // Reads what the log tells; before anything is published. Where it cannot be read, nothing is known yet.
    void load(std::function<void()> then);

    [[nodiscard]] const CollectionBook &collections() const { return m_collections; }
    [[nodiscard]] const PriceBoard &prices() const { return m_prices; }

Q_SIGNALS:
    void priced(const QString &symbol); // its series has a new price

private:
    void note(const QList<Event> &events);

    Store &m_store;
    CollectionBook m_collections;
    PriceBoard m_prices;
};

} // namespace tallywall
