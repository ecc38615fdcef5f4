// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/price_delegate.h"

#include "ui/charts/sparkline.h"
#include "ui/prices/price_words.h"
#include "ui/prices/prices_model.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"

#include <QPainter>

#include <algorithm>

namespace tallywall {

namespace {

constexpr int padding = theme::spacing + theme::spacingTight;

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const theme::Palette &colours)
{
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter.fillRect(option.rect, colour(colours.running, 0.16));
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, colour(colours.border, 0.35));
    if (selected)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colour(colours.running));
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(colour(colours.running));
        painter.drawLine(option.rect.topLeft(), option.rect.topRight());
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
}

quint32 tintOf(double change, const theme::Palette &colours)
{
    return change > 0 ? colours.success : change < 0 ? colours.failed : colours.muted;
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
    const auto *series = static_cast<const PricesModel *>(index.model())->at(index.row());
    if (!series) {
        painter->restore();
        return;
    }
    const QRect room = option.rect.adjusted(theme::gutter, padding, -theme::gutter, -padding);
    const QRect upper(room.left(), room.top(), room.width(), room.height() * 3 / 5);
    const QRect lower(room.left(), upper.bottom() + 1, room.width(), room.height() - upper.height());
    const quint32 tint = tintOf(series->change(), colours);

    const int decimals = decimalsOf(*series);
    const QString price = formatPrice(series->latest().price, decimals);
    painter->setPen(colour(colours.text));
    painter->setFont(large);
    m_large.draw(*painter, upper, Qt::AlignRight | Qt::AlignVCenter, price);
    painter->setPen(colour(tint));
    painter->setFont(small);
    m_small.draw(*painter, lower, Qt::AlignRight | Qt::AlignVCenter, formatPriceChange(series->change(), decimals));
    painter->setPen(colour(colours.muted));
    m_small.draw(*painter, lower, Qt::AlignLeft | Qt::AlignVCenter, formatAge(series->latest().at, presentTime()));

    // The line stands between them, in all rows at the same place where there is room for it.
    const int priceLeft = room.right() - std::max(128, static_cast<int>(m_large.width(price))) - theme::gutter;
    const int sparkLeft = room.left() + std::max(112, room.width() / 4) + theme::gutter;
    const bool hasLine = priceLeft - sparkLeft >= 48;
    QFont bold = option.font;
    bold.setPixelSize(theme::sectionSize);
    bold.setWeight(QFont::DemiBold);
    const QRect name(upper.left(), upper.top(), (hasLine ? sparkLeft - theme::spacing : priceLeft) - upper.left(),
                     upper.height());
    painter->setFont(bold);
    painter->setPen(colour(colours.text));
    painter->drawText(name, Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(bold).elidedText(series->symbol, Qt::ElideRight, name.width()));
    if (hasLine)
        paintSparkline(*painter, QRectF(sparkLeft, room.top(), priceLeft - sparkLeft, room.height()),
                       movesOf(*series, sparkPoints), sparkPoints, colours.running);
    painter->restore();
}

QSize PriceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, rowHeight};
}

} // namespace tallywall
