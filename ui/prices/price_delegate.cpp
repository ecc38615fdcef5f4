// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/price_delegate.h"

#include "ui/charts/sparkline.h"
#include "ui/prices/prices_model.h"
#include "ui/prices/shown_price.h"
#include "ui/text/clock.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/row_ground.h"

#include <QPainter>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = theme::spacing + theme::spacingTight;

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const theme::Palette &colours)
{
    paintRowGround(painter, option);
    if (option.state & QStyle::State_Selected)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colour(colours.running));
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(colour(colours.running));
        painter.drawLine(option.rect.topLeft(), option.rect.topRight());
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
}

// In the painter's font. With an icon where it is about trouble.
void paintNews(QPainter &painter, QRect place, const ShownPrice &shown, const PriceColours &tints)
{
    const QColor tint = colour(tints.news);
    if (shown.isUnread) {
        const int side = painter.fontMetrics().height();
        drawIcon(painter, QRectF(place.left(), place.center().y() - side / 2, side, side), "warning"_L1, tint);
        place.setLeft(place.left() + side + theme::spacingTight);
    }
    painter.setPen(tint);
    painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(shown.news, Qt::ElideRight, place.width()));
}

void paintName(QPainter &painter, const QRect &place, const QFont &font, const QString &symbol)
{
    QFont bold = font;
    bold.setPixelSize(theme::sectionSize);
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(bold).elidedText(symbol, Qt::ElideRight, place.width()));
}

} // namespace

void PriceDelegate::prepareFonts(const QFont &font) const
{
    QFont large = font;
    large.setPixelSize(theme::tileTitleSize - 2);
    large.setWeight(QFont::DemiBold);
    if (m_large.isFor(large))
        return;
    QFont small = font;
    small.setPixelSize(theme::captionSize);
    m_large = TabularFont(large);
    m_small = TabularFont(small);
}

// The line stands between words and figures, in all rows at the same place where there is room for it.
PriceDelegate::Places PriceDelegate::placesIn(const QRect &row, const ShownPrice &shown) const
{
    const QRect room = row.adjusted(theme::gutter, padding, -theme::gutter, -padding);
    const QRect upper(room.left(), room.top(), room.width(), room.height() * 3 / 5);
    const QRect lower(room.left(), upper.bottom() + 1, room.width(), room.height() - upper.height());
    const int priceLeft = room.right() - std::max(128, static_cast<int>(m_large.width(shown.price))) - theme::gutter;
    const int sparkLeft = room.left() + std::max(112, room.width() / 3) + theme::gutter;
    const bool hasLine = priceLeft - sparkLeft >= 48 && !shown.isUnread;
    const int changeLeft = room.right() - static_cast<int>(m_small.width(shown.change)) - theme::spacing;
    const int nameEnd = hasLine ? sparkLeft - theme::spacing : priceLeft;
    return {.upper = upper,
            .lower = lower,
            .name = QRect(upper.topLeft(), QPoint(nameEnd, upper.bottom())),
            .news = QRect(lower.topLeft(), QPoint(hasLine ? nameEnd : changeLeft, lower.bottom())),
            .line = hasLine ? QRectF(sparkLeft, room.top(), priceLeft - sparkLeft, room.height()) : QRectF()};
}

void PriceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    prepareFonts(option.font);
    const theme::Palette &colours = coloursOf(option.palette);
    const ShownPrice shown = static_cast<const PricesModel *>(index.model())->shown(index.row(), presentTime());
    const PriceColours tints = priceColours(shown, colours);
    const Places places = placesIn(option.rect, shown);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(option.rect);
    paintGround(*painter, option, colours);
    painter->setPen(colour(tints.price));
    painter->setFont(m_large.font());
    m_large.draw(*painter, places.upper, Qt::AlignRight | Qt::AlignVCenter, shown.price);
    painter->setPen(colour(tints.change));
    painter->setFont(m_small.font());
    m_small.draw(*painter, places.lower, Qt::AlignRight | Qt::AlignVCenter, shown.change);
    paintNews(*painter, places.news, shown, tints);
    painter->setPen(colour(colours.text));
    paintName(*painter, places.name, option.font, shown.symbol);
    if (!places.line.isNull())
        paintSparkline(*painter, places.line, shown.moves, ShownPrice::movesShown, tints.line);
    painter->restore();
}

QSize PriceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, rowHeight};
}

} // namespace tallywall
