// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_header.h"

#include "ui/theme/appearance.h"

#include <QPainter>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 12;

QFont wordsFont(QFont font)
{
    font.setPixelSize(theme::captionSize);
    font.setWeight(QFont::Medium);
    return font;
}

} // namespace

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setFixedHeight(theme::rowHeight);
    setMinimumSectionSize(48);
    setDefaultSectionSize(minimumSectionSize());
}

QSize TableHeader::sectionSizeFromContents(int section) const
{
    const QString text = model()->headerData(section, orientation()).toString() + u" ▼"_s;
    return {QFontMetrics(wordsFont(font())).horizontalAdvance(text) + 2 * padding, theme::rowHeight};
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const theme::Palette &colours = coloursOf(palette());
    QString text = model()->headerData(section, orientation()).toString();
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    if (sorted)
        text += sortIndicatorOrder() == Qt::AscendingOrder ? u" ▲"_s : u" ▼"_s;
    const auto alignment = Qt::Alignment(model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt());
    painter->save();
    const QFont words = wordsFont(font());
    painter->setFont(words);
    painter->setPen(colour(sorted ? colours.text : colours.muted));
    const QRect room = rect.adjusted(padding, 0, -padding, 0);
    painter->drawText(room, int(alignment) | Qt::TextSingleLine,
                      QFontMetrics(words).elidedText(text, Qt::ElideRight, room.width()));
    painter->setPen(colour(colours.border));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->restore();
}

} // namespace tallywall
