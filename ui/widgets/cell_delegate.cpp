// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegate.h"

#include "ui/ci/state_look.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/flash.h"
#include "ui/widgets/row_ground.h"

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QPainter>

#include <cmath>

namespace tallywall {

namespace {

constexpr int padding = 12;
constexpr int iconSize = 16;

QFont monoFont(const QFont &beside)
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(QFontInfo(beside).pixelSize() - 1);
    return mono;
}

void paintState(QPainter &painter, const QRect &rect, const QFontMetrics &metrics, const theme::Palette &colours,
                ci::State state, const QString &word)
{
    const StateLook look = stateLook(state);
    const QColor tint = colour(colours.*look.colour);
    drawIcon(painter, QRectF(rect.left(), rect.center().y() - iconSize / 2 + 1, iconSize, iconSize), look.icon, tint);
    const QRect words = rect.adjusted(iconSize + theme::spacing, 0, 0, 0);
    painter.setPen(tint);
    painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(word, Qt::ElideRight, words.width()));
}

} // namespace

CellDelegate::CellDelegate(const Flash *flash, QObject *parent) : QStyledItemDelegate(parent), m_flash(flash) { }

const TabularFont &CellDelegate::figures(const QFont &font) const
{
    if (!m_figures.isFor(font))
        m_figures = TabularFont(font);
    return m_figures;
}

void CellDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const theme::Palette &colours = coloursOf(option.palette);
    paintRowGround(painter, option);
    const double strength = m_flash ? m_flash->strength(index.data(IdRole).toLongLong()) : 0;
    if (strength > 0)
        painter.fillRect(option.rect, colour(colours.running, 0.28 * strength));
    // Rows are chosen as a whole: so is the one that the keyboard is on.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()
        && (option.state & QStyle::State_Selected)) {
        painter.setPen(colour(colours.running));
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        painter.drawLine(option.rect.topLeft(), option.rect.topRight());
    }
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    paintGround(*painter, option, index);
    const theme::Palette &colours = coloursOf(option.palette);
    const QRect rect = option.rect.adjusted(padding, 0, -padding, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto kind = static_cast<CellKind>(index.data(KindRole).toInt());
    const QFont font = kind == CellKind::Code ? monoFont(option.font) : option.font;
    const QFontMetrics metrics(font);
    painter->setFont(font);
    painter->setPen(colour(kind == CellKind::Muted || kind == CellKind::Code || kind == CellKind::When ? colours.muted
                                                                                                       : colours.text));
    switch (kind) {
    case CellKind::Text:
    case CellKind::Name:
    case CellKind::Muted:
    case CellKind::Code: {
        const auto cut = kind == CellKind::Name ? Qt::ElideMiddle : Qt::ElideRight;
        painter->drawText(rect, Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(text, cut, rect.width()));
        break;
    }
    case CellKind::Number:
    case CellKind::When: {
        const TabularFont &tabular = figures(option.font);
        const bool fits = tabular.width(text) <= rect.width() + 1;
        tabular.draw(*painter, rect, Qt::AlignRight | Qt::AlignVCenter,
                     fits ? text : option.fontMetrics.elidedText(text, Qt::ElideRight, rect.width()));
        break;
    }
    case CellKind::State:
        paintState(*painter, rect, option.fontMetrics, colours, static_cast<ci::State>(index.data(StateRole).toInt()),
                   text);
        break;
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto kind = static_cast<CellKind>(index.data(KindRole).toInt());
    const bool isFigure = kind == CellKind::Number || kind == CellKind::When;
    const int words = isFigure ? static_cast<int>(std::ceil(figures(option.font).width(text)))
                               : (kind == CellKind::Code ? QFontMetrics(monoFont(option.font)) : option.fontMetrics)
                                         .horizontalAdvance(text)
                    + 1; // of fractions of pixels
    const int icon = kind == CellKind::State ? iconSize + theme::spacing : 0;
    return {2 * padding + icon + words, theme::rowHeight};
}

} // namespace tallywall
