// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tv/tv_prices.h"

#include "ui/charts/sparkline.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/panel.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr double marginShare = 0.09; // of a tile's height, as the others
constexpr double figureShare = 0.28;
constexpr double wordsShare = 0.12;
constexpr double footShare = 0.22; // how it moved, or why nothing is known of that

QString countWords(const QList<ShownPrice> &prices)
{
    const auto unread = std::count_if(prices.cbegin(), prices.cend(), [](const auto &price) { return price.isUnread; });
    const auto stale = std::count_if(prices.cbegin(), prices.cend(),
                                     [](const auto &price) { return price.isStale && !price.isUnread; });
    QStringList words;
    if (unread > 0)
        words.append(u"%1 not read"_s.arg(formatCount(unread)));
    if (stale > 0)
        words.append(u"%1 without news"_s.arg(formatCount(stale)));
    if (!words.isEmpty())
        words.append(u"of %1"_s.arg(formatCount(prices.size())));
    return words.join(u", "_s);
}

} // namespace

TvPrices::TvPrices(QWidget *parent) : TvTiles(u"Prices"_s, u"No prices yet"_s, parent) { }

void TvPrices::setPrices(QList<ShownPrice> prices)
{
    if (prices == m_prices)
        return;
    m_prices = std::move(prices);
    m_longest = 0;
    for (const ShownPrice &shown : std::as_const(m_prices))
        m_longest = std::max(m_longest, shown.price.size());
    setCount(static_cast<int>(m_prices.size()), countWords(m_prices));
}

// One size for all, in which the longest price fits, too: figures that differ in size would look as if they differed in weight.
void TvPrices::fitType()
{
    if (tileSize() == m_typeSize && m_longest == m_typeLongest)
        return;
    m_typeSize = tileSize();
    m_typeLongest = m_longest;
    const double tall = tileSize().height();
    const double room = tileSize().width() - 2 * marginShare * tall;
    m_words = font();
    m_words.setPixelSize(std::max<int>(theme::bodySize, qRound(wordsShare * tall)));
    m_words.setWeight(QFont::DemiBold);
    m_change = TabularFont(m_words);
    QFont figure = m_words;
    figure.setPixelSize(std::max<int>(theme::tileTitleSize, qRound(figureShare * tall)));
    m_figure = TabularFont(figure);
    const double widest = m_figure.width(QString(m_longest, u'0'));
    if (widest <= room)
        return;
    figure.setPixelSize(std::max<int>(theme::bodySize, static_cast<int>(figure.pixelSize() * room / widest)));
    m_figure = TabularFont(figure);
}

void TvPrices::paintTile(QPainter &painter, const QRectF &place, int index)
{
    fitType();
    const theme::Palette &colours = coloursOf(palette());
    const ShownPrice &shown = m_prices.at(index);
    Panel::paintGround(painter, place, colours);
    const double margin = marginShare * place.height();
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(place, theme::radius, theme::radius);
    painter.setClipPath(shape, Qt::IntersectClip);
    if (shown.isUnread) {
        painter.fillRect(place, colour(colours.warning, 0.12));
        painter.fillRect(QRectF(place.topLeft(), QSizeF(theme::spacing, place.height())), colour(colours.warning));
    }
    const PriceColours tints = priceColours(shown, colours);
    QRectF foot = place;
    foot.setTop(place.bottom() - footShare * place.height());
    if (shown.isStale || shown.isUnread) // that it is fresh needs no words, and how it moved is news no more
        paintNews(painter, foot.adjusted(margin, 0, -margin, -margin / 2), shown, tints.news);
    else
        paintSparkline(painter, foot, shown.moves, ShownPrice::movesShown, tints.line);
    painter.restore();
    paintWords(painter, QRectF(place.topLeft(), foot.topRight()).adjusted(margin, margin, -margin, 0), shown);
}

void TvPrices::paintWords(QPainter &painter, const QRectF &room, const ShownPrice &shown) const
{
    const theme::Palette &colours = coloursOf(palette());
    const PriceColours tints = priceColours(shown, colours);
    const QFontMetricsF metrics(m_words);
    const double line = metrics.height();
    painter.setFont(m_words);
    painter.setPen(colour(colours.text));
    painter.drawText(QRectF(room.topLeft(), QSizeF(room.width(), line)), int(Qt::AlignVCenter) | Qt::TextSingleLine,
                     metrics.elidedText(shown.symbol, Qt::ElideRight, room.width()));
    painter.setPen(colour(tints.price));
    const QRectF figure(room.left() - m_figure.leading(shown.price), room.top() + line, room.width(),
                        room.height() - 2 * line);
    m_figure.draw(painter, figure, Qt::AlignLeft | Qt::AlignVCenter, shown.price);
    painter.setPen(colour(tints.change));
    m_change.draw(painter, QRectF(room.left(), room.bottom() - line, room.width(), line),
                  Qt::AlignLeft | Qt::AlignVCenter, shown.change);
}

// Two lines: what wraps needs a little more room than one line of twice the width.
void TvPrices::paintNews(QPainter &painter, QRectF room, const ShownPrice &shown, quint32 tint) const
{
    QFont small = m_words;
    small.setPixelSize(std::max<int>(theme::captionSize, m_words.pixelSize() / 2));
    const QFontMetricsF metrics(small);
    if (shown.isUnread) {
        const double side = 1.2 * metrics.height();
        drawIcon(painter, QRectF(room.left(), room.center().y() - side / 2, side, side), "warning"_L1, colour(tint));
        room.setLeft(room.left() + 1.2 * side);
    }
    const QString text = metrics.elidedText(shown.news, Qt::ElideRight, 1.7 * room.width());
    painter.setFont(small);
    painter.setPen(colour(tint));
    painter.drawText(room, int(Qt::AlignVCenter) | Qt::TextWordWrap, text);
}

} // namespace tallywall
