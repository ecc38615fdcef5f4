// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prices/price_board.h"

#include "core/json.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

bool isSymbolCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
            || QStringView(u"._:/^=+-").contains(c);
}

} // namespace

bool isPriceSymbol(QStringView text)
{
    return !text.isEmpty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), &isSymbolCharacter);
}

QString expectedSymbol()
{
    return u"expected a symbol of letters, digits and . _ : / ^ = + -, at most 32 of them"_s;
}

static_assert(PriceTick::largest == 1e15, "the sentences say so");

bool isPrice(double number)
{
    return std::abs(number) <= PriceTick::largest; // NaN is not
}

Result<PriceTick> priceFromJson(const QByteArray &data)
{
    const auto object = parseJsonObject(data);
    if (!object)
        return object.error();
    const QString symbol = object->value("symbol"_L1).toString();
    if (!isPriceSymbol(symbol))
        return Error{ErrorCode::Invalid, expectedSymbol(), u"field \"symbol\""_s};
    const QJsonValue price = object->value("price"_L1);
    if (!price.isDouble() || !isPrice(price.toDouble()))
        return Error{ErrorCode::Invalid, u"expected a number from -1e15 to 1e15"_s, u"field \"price\""_s};
    return PriceTick{symbol, price.toDouble()};
}

QByteArray priceJson(const PriceTick &tick)
{
    QByteArray out("{\"symbol\":");
    appendJsonString(out, tick.symbol);
    out.append(",\"price\":");
    appendJsonNumber(out, tick.price);
    out.append('}');
    return out;
}

Event pricedEvent(const PriceTick &tick, TimePoint at)
{
    return {EventId::None, priceCollection, "changed", at, priceJson(tick)};
}

Result<Done> checkPriced(const QByteArray &data)
{
    if (data.size() > PriceTick::maxDataBytes) {
        return Error{ErrorCode::Invalid,
                     u"the data of a price may have %1 bytes, this one has %2"_s.arg(PriceTick::maxDataBytes)
                             .arg(data.size()),
                     u"field \"data\""_s};
    }
    const auto tick = priceFromJson(data);
    if (tick)
        return Done{};
    const bool isObject = QByteArrayView(data).trimmed().startsWith('{');
    const QString why = data.isEmpty() ? u"there is none"_s : isObject ? tick.error().sentence() : u"it is no object"_s;
    return Error{
            ErrorCode::Invalid,
            u"expected a price like {\"symbol\":\"ACME\",\"price\":12.5}, since the collection is \"%1\": %2"_s.arg(
                    QLatin1StringView(priceCollection), why),
            u"field \"data\""_s};
}

double PriceSeries::change() const
{
    const double before = points.size() < 2 ? latest().price : points.at(points.size() - 2).price;
    const double change = latest().price - before;
    const double size = std::max(std::abs(latest().price), std::abs(before));
    if (change == 0 || !std::isfinite(change))
        return change;
    // Without what the computer adds: 12.3 is 0.1 more than 12.2, and not 0.10000000000000142.
    const int decimals = std::clamp(12 - static_cast<int>(std::floor(std::log10(size))), 0, 100);
    return QByteArray::number(change, 'f', decimals).toDouble();
}

PriceSeries &PriceBoard::seriesOf(const QString &symbol)
{
    if (m_series.size() >= maxSymbols && !m_series.contains(symbol))
        m_series.remove(m_heard.takeSilent());
    m_heard.note(symbol);
    PriceSeries &series = m_series[symbol];
    series.symbol = symbol;
    return series;
}

const PriceSeries *PriceBoard::take(const Event &event)
{
    if (event.collection != priceCollection || event.data.isEmpty())
        return nullptr;
    const auto tick = priceFromJson(event.data);
    if (!tick)
        return nullptr;
    const PriceSeries *known = find(tick->symbol);
    if (known && event.id != EventId::None && event.id <= known->newest)
        return nullptr;
    PriceSeries &series = seriesOf(tick->symbol);
    series.newest = std::max(series.newest, event.id);
    if (series.points.size() == PriceSeries::maxPoints)
        series.points.removeFirst();
    series.points.append({event.time, tick->price});
    return &series;
}

void PriceBoard::know(const PriceSeries &series)
{
    if (!series.points.isEmpty())
        seriesOf(series.symbol) = series;
}

const PriceSeries *PriceBoard::find(const QString &symbol) const
{
    const auto found = m_series.constFind(symbol);
    return found == m_series.cend() ? nullptr : &*found;
}

QList<PriceSeries> PriceBoard::seriesBySilence() const
{
    QList<PriceSeries> all = m_series.values();
    std::sort(all.begin(), all.end(), [this](const PriceSeries &a, const PriceSeries &b) {
        return m_heard.last(a.symbol) < m_heard.last(b.symbol);
    });
    return all;
}

} // namespace tallywall
