// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tv/tv_tiles.h"

#include "ui/theme/appearance.h"

#include <QPainter>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// By the height of the screen, whatever its pixels are.
TileRules rulesFor(const QSize &screen)
{
    const double unit = std::max(0.5, screen.height() / 1000.0);
    return {.least = {480 * unit, 250 * unit}, .gap = 2.0 * theme::spacing};
}

} // namespace

TvTiles::TvTiles(const QString &title, const QString &emptyText, QWidget *parent)
    : QWidget(parent), m_title(title), m_emptyText(emptyText)
{ }

void TvTiles::setCount(int count, const QString &summary)
{
    m_summary = summary;
    if (count != m_count) {
        m_count = count;
        fitAnew();
    }
    setAccessibleName(u"%1: %2"_s.arg(m_title, summary));
    update();
}

int TvTiles::headSize() const
{
    return std::max(theme::tileFigureSize * 4 / 5, height() / 26);
}

int TvTiles::headHeight() const
{
    return headSize() + 3 * theme::spacing;
}

int TvTiles::perPage() const
{
    return m_fit.perPage(height() - headHeight());
}

int TvTiles::pageCount() const
{
    return std::max(1, (m_count + perPage() - 1) / perPage());
}

void TvTiles::showFirst()
{
    m_page = 0;
    update();
}

bool TvTiles::turn()
{
    m_page = m_page + 1 < pageCount() ? m_page + 1 : 0;
    update();
    return m_page > 0;
}

// Where they do not all fit, each page is as full as it gets, with tiles that fill it.
void TvTiles::fitAnew()
{
    const QSizeF area(width(), height() - headHeight());
    const TileRules rules = rulesFor(size());
    m_fit = fitGrid(m_count, area, rules);
    if (m_fit.scrolls)
        m_fit = fitGrid(m_fit.perPage(area.height()), area, rules);
    m_page = std::min(m_page, pageCount() - 1);
}

void TvTiles::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitAnew();
}

void TvTiles::paintHead(QPainter &painter) const
{
    const theme::Palette &colours = coloursOf(palette());
    QFont title = font();
    title.setPixelSize(headSize());
    title.setWeight(QFont::Bold);
    painter.setFont(title);
    painter.setPen(colour(colours.text));
    const QRect head(0, 0, width(), headSize() + theme::spacing);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    title.setPixelSize(headSize() * 4 / 5);
    title.setWeight(QFont::Medium);
    painter.setFont(title);
    painter.setPen(colour(colours.muted));
    const QString pages = pageCount() > 1 ? u"   page %1 of %2"_s.arg(m_page + 1).arg(pageCount()) : QString();
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, m_summary + pages);
}

void TvTiles::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHead(painter);
    if (m_count == 0) {
        painter.drawText(rect(), Qt::AlignCenter, m_emptyText);
        return;
    }
    const int first = m_page * perPage();
    const int count = std::min(perPage(), m_count - first);
    for (int i = 0; i < count; ++i)
        paintTile(painter, m_fit.tileAt(i).translated(0, headHeight()), first + i);
}

} // namespace tallywall
