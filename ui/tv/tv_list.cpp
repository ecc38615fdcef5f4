// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tv/tv_list.h"

#include "ui/ci/state_look.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/tabular_font.h"

#include <QPainter>

#include <algorithm>

namespace tallywall {

TvList::TvList(const QString &title, const QString &emptyText, QWidget *parent)
    : QWidget(parent), m_title(title), m_emptyText(emptyText)
{ }

void TvList::setLines(QList<TvLine> lines, qsizetype total)
{
    if (lines == m_lines && total == m_total)
        return;
    m_lines = std::move(lines);
    m_total = total;
    setAccessibleName(QStringLiteral("%1: %2").arg(m_title, m_lines.isEmpty() ? m_emptyText : m_lines.first().text));
    update();
}

void TvList::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    QFont title = font();
    title.setPixelSize(std::max<int>(theme::tileFigureSize, height() / 18));
    title.setWeight(QFont::Bold);
    painter.setFont(title);
    painter.setPen(colour(colours.text));
    const int head = QFontMetrics(title).height() + 2 * theme::gutter;
    painter.drawText(QRect(theme::gutter, 0, width(), head), Qt::AlignLeft | Qt::AlignVCenter, m_title);

    QFont words = font();
    words.setPixelSize(std::clamp(height() / 24, static_cast<int>(theme::tileTitleSize), 56));
    painter.setFont(words);
    const QFontMetrics metrics(words);
    if (m_lines.isEmpty()) {
        painter.setPen(colour(colours.muted));
        painter.drawText(QRect(0, head, width(), height() - head), Qt::AlignCenter, m_emptyText);
        return;
    }
    const TabularFont figures(words);
    const int line = metrics.height() * 7 / 4;
    const int icon = metrics.ascent();
    QRect row(0, head, width(), line);
    const qsizetype fitting = std::max(1, (height() - head) / line);
    const qsizetype all = std::max(m_total, m_lines.size());
    const bool counts = m_total > 0 && all > std::min(fitting, m_lines.size());
    const qsizetype shown = std::min(m_lines.size(), counts ? fitting - 1 : fitting);
    for (const TvLine &item : m_lines.first(shown)) {
        painter.setPen(colour(colours.border));
        painter.drawLine(row.topLeft(), row.topRight());
        QRect rest = row.adjusted(theme::gutter, 0, -theme::gutter, 0);
        if (item.state) {
            const StateLook look = stateLook(*item.state);
            const QColor tint = colour(colours.*look.colour);
            if (ci::isTrouble(*item.state))
                painter.fillRect(row.adjusted(0, 1, 0, 0), colour(colours.failed, 0.2));
            drawIcon(painter, QRectF(theme::gutter, row.center().y() - icon / 2, icon, icon), look.icon, tint);
            painter.setFont(words);
            painter.setPen(tint);
            rest.setLeft(rest.left() + icon + theme::gutter);
            painter.drawText(rest, Qt::AlignVCenter, look.word);
            rest.setLeft(rest.left() + metrics.horizontalAdvance(QStringLiteral("cancelled")) + theme::gutter);
        }
        painter.setPen(colour(colours.text));
        figures.draw(painter, rest, Qt::AlignRight | Qt::AlignVCenter, item.figure);
        rest.setRight(rest.right() - static_cast<int>(figures.width(item.figure)) - 2 * theme::gutter);
        const QString text = metrics.elidedText(item.text, Qt::ElideRight, rest.width());
        painter.setFont(words);
        painter.setPen(colour(colours.text));
        painter.drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine, text);
        rest.setLeft(rest.left() + metrics.horizontalAdvance(text) + 2 * theme::gutter);
        painter.setPen(colour(colours.muted));
        painter.drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(item.side, Qt::ElideRight, rest.width()));
        row.translate(0, line);
    }
    if (counts) {
        painter.setFont(words);
        painter.setPen(colour(colours.muted));
        painter.drawText(row.adjusted(theme::gutter, 0, 0, 0), Qt::AlignVCenter,
                         QStringLiteral("and %1 more").arg(formatCount(all - shown)));
    }
}

} // namespace tallywall
