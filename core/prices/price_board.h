// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"
#include "core/recency.h"
#include "core/result.h"

#include <QMap>
#include <QString>

#include <optional>

namespace tallywall {

// What a symbol cost at a moment.
struct PricePoint {
    TimePoint at{};
    double price = 0;

    friend bool operator==(const PricePoint &, const PricePoint &) = default;
};

struct PriceTick {
    // Above and below zero, so that what is added up and drawn of prices stays finite.
    static constexpr double largest = 1e15;
    static constexpr qsizetype maxDataBytes = 1024; // of an event that tells of it

    QString symbol; // isPriceSymbol()
    double price = 0;

    friend bool operator==(const PriceTick &, const PriceTick &) = default;
};

// Whether the text may name a series of prices: [A-Za-z0-9._:/^=+-]{1,32}.
[[nodiscard]] bool isPriceSymbol(QStringView text);
[[nodiscard]] QString expectedSymbol(); // "expected a symbol of …", for whoever has written something else

[[nodiscard]] bool isPrice(double number); // within PriceTick::largest

// {"symbol":"ACME","price":12.5}: what an event of the collection "prices" carries. Errors: Invalid, with the field.
[[nodiscard]] Result<PriceTick> priceFromJson(const QByteArray &data);
[[nodiscard]] QByteArray priceJson(const PriceTick &tick);

// The collection whose events are prices.
inline constexpr char priceCollection[] = "prices";

// The event prices/changed that tells of it; it is not stored.
[[nodiscard]] Event pricedEvent(const PriceTick &tick, TimePoint at);
// Whether what another program publishes in that collection is a price. Errors: Invalid, with what is expected.
[[nodiscard]] Result<Done> checkPriced(const QByteArray &data);

// The prices of one symbol, the oldest first; never empty.
struct PriceSeries {
    static constexpr qsizetype maxPoints = 600;

    QString symbol;
    QList<PricePoint> points;
    EventId newest = EventId::None; // the newest stored event among them

    [[nodiscard]] const PricePoint &latest() const { return points.constLast(); }
    // By how much the latest differs from the one before it, as a person would reckon; 0 where it is the first.
    [[nodiscard]] double change() const;

    friend bool operator==(const PriceSeries &, const PriceSeries &) = default;
};

// Every series that is known, by its symbol. At most `maxSymbols`; past that the one that was silent for longest is forgotten.
// A value: the server has one, and so has the window.
class PriceBoard
{
public:
    static constexpr qsizetype maxSymbols = 200;

    // The series to which the event has added a price; null where it tells of none, or was taken before.
    const PriceSeries *take(const Event &event);
    // In place of what is known of its symbol. Those that were told of last are handed in last.
    void know(const PriceSeries &series);

    [[nodiscard]] const PriceSeries *find(const QString &symbol) const;
    [[nodiscard]] const QMap<QString, PriceSeries> &series() const { return m_series; }
    // The one that was told of last at the end: as another board has to know() them.
    [[nodiscard]] QList<PriceSeries> seriesBySilence() const;

private:
    [[nodiscard]] PriceSeries &seriesOf(const QString &symbol);

    QMap<QString, PriceSeries> m_series;
    Recency<QString> m_heard;
};

} // namespace tallywall
