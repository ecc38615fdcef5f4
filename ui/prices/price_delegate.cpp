// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/price_delegate.h"

#include "ui/charts/sparkline.h"
#include "ui/prices/prices_model.h"
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

} // namespace

void PriceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const theme::Palette &colours = coloursOf(option.palette);
    QFont large = option.font;
    large.setPixelSize(theme::tileTitleSize - 2);
    large.setWeight(QFont::DemiBold);
    QFont small = option.font;
    small.setPixelSize(theme::captionSize);
    if (!m_large.isFor(large)) {
        m_large = TabularFont(large);
        m_small = TabularFont(small);
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(option.rect);
    paintGround(*painter, option, colours);
    const ShownPrice shown = static_cast<const PricesModel *>(index.model())->shown(index.row(), presentTime());
    const PriceColours tints = priceColours(shown, colours);
    const QRect room = option.rect.adjusted(theme::gutter, padding, -theme::gutter, -padding);
    const QRect upper(room.left(), room.top(), room.width(), room.height() * 3 / 5);
    const QRect lower(room.left(), upper.bottom() + 1, room.width(), room.height() - upper.height());

    painter->setPen(colour(tints.price));
    painter->setFont(large);
    m_large.draw(*painter, upper, Qt::AlignRight | Qt::AlignVCenter, shown.price);
    painter->setPen(colour(tints.change));
    painter->setFont(small);
    m_small.draw(*painter, lower, Qt::AlignRight | Qt::AlignVCenter, shown.change);

    // The line stands between them, in all rows at the same place where there is room for it.
    const int priceLeft = room.right() - std::max(128, static_cast<int>(m_large.width(shown.price))) - theme::gutter;
    const int sparkLeft = room.left() + std::max(112, room.width() / 4) + theme::gutter;
    const bool hasLine = priceLeft - sparkLeft >= 48 && !shown.isUnread;
    const int changeLeft = room.right() - static_cast<int>(m_small.width(shown.change)) - theme::spacing;
    const int nameEnd = hasLine ? sparkLeft - theme::spacing : priceLeft;
    paintNews(*painter, QRect(lower.topLeft(), QPoint(hasLine ? nameEnd : changeLeft, lower.bottom())), shown, tints);
    QFont bold = option.font;
    bold.setPixelSize(theme::sectionSize);
    bold.setWeight(QFont::DemiBold);
    const QRect name(upper.topLeft(), QPoint(nameEnd, upper.bottom()));
    painter->setFont(bold);
    painter->setPen(colour(colours.text));
    painter->drawText(name, Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(bold).elidedText(shown.symbol, Qt::ElideRight, name.width()));
    if (hasLine)
        paintSparkline(*painter, QRectF(sparkLeft, room.top(), priceLeft - sparkLeft, room.height()), shown.moves,
                       ShownPrice::movesShown, tints.line);
    painter->restore();
}

QSize PriceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, rowHeight};
}

} // namespace tallywall
