// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/live_list.h"

#include "ui/ci/state_look.h"
#include "ui/overview/live_model.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/tabular_font.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace tallywall {

namespace {

class LiveDelegate : public QStyledItemDelegate
{
public:
    LiveDelegate(const LiveModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const LiveRow &row = m_model.at(index.row());
        const theme::Palette &colours = coloursOf(option.palette);
        if (!m_figures.isFor(option.font))
            m_figures = TabularFont(option.font);
        painter->save();
        painter->setFont(option.font);
        QRect rest = option.rect.adjusted(theme::gutter, 0, -theme::gutter, 0);
        painter->setPen(colour(colours.muted));
        m_figures.draw(*painter, rest, Qt::AlignLeft | Qt::AlignVCenter, formatClock(row.time));
        rest.setLeft(rest.left() + static_cast<int>(m_figures.width(QStringLiteral("00:00:00"))) + theme::gutter);
        painter->setPen(colour(colours.muted));
        const int collection = option.fontMetrics.horizontalAdvance(QStringLiteral("messages")) + theme::gutter;
        painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(row.collection, Qt::ElideRight, collection - theme::spacing));
        rest.setLeft(rest.left() + collection);
        if (row.state) {
            const StateLook look = stateLook(*row.state);
            drawIcon(*painter, QRectF(rest.right() - 15, rest.center().y() - 7, 16, 16), look.icon,
                     colour(colours.*look.colour));
            rest.setRight(rest.right() - 16 - theme::spacing);
        }
        painter->setPen(colour(colours.text));
        painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(row.text, Qt::ElideRight, rest.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, theme::rowHeight};
    }

private:
    const LiveModel &m_model;
    mutable TabularFont m_figures;
};

} // namespace

LiveList::LiveList(LiveModel &model, QWidget *parent) : QListView(parent)
{
    setModel(&model);
    setModelColumn(LiveModel::Text);
    setItemDelegate(new LiveDelegate(model, this));
    setAccessibleName(QStringLiteral("Live: the newest events"));
    setUniformItemSizes(true);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
}

void LiveList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colour(coloursOf(palette()).muted));
    painter.drawText(QRect(theme::gutter, 0, viewport()->width(), theme::rowHeight), Qt::AlignVCenter,
                     QStringLiteral("Nothing has happened yet"));
}

} // namespace tallywall
