// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/facts.h"

#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/tabular_font.h"

#include <QHelpEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QToolTip>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

Facts::Facts(Size size, QWidget *parent) : QWidget(parent), m_size(size)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Facts::setFacts(QList<Fact> facts)
{
    facts.removeIf([](const Fact &fact) { return fact.value.isEmpty(); });
    if (facts == m_facts)
        return;
    m_facts = std::move(facts);
    QStringList words;
    for (const Fact &fact : std::as_const(m_facts))
        words.append(u"%1: %2"_s.arg(fact.caption, fact.value));
    setAccessibleName(words.join(u"; "_s));
    updateGeometry();
    update();
}

QFont Facts::valueFont() const
{
    QFont value = font();
    value.setPixelSize(m_size == Size::Large ? theme::tileTitleSize : theme::bodySize);
    value.setWeight(m_size == Size::Large ? QFont::DemiBold : QFont::Medium);
    return value;
}

int Facts::lineHeight() const
{
    return QFontMetrics(valueFont()).height() + theme::captionSize + 3 * theme::spacing;
}

int Facts::leastWidth() const
{
    const QFontMetrics metrics(valueFont());
    int widest = 0;
    for (const Fact &fact : m_facts)
        widest = std::max(widest, metrics.horizontalAdvance(fact.value) + 2);
    return std::clamp(widest, 112, 160);
}

int Facts::columnsFor(int width) const
{
    const int most = std::max(1, (width + theme::gutter) / (leastWidth() + theme::gutter));
    // As many in each row: none stands alone in the last one.
    const int count = std::max(1, static_cast<int>(m_facts.size()));
    const int rows = (count + most - 1) / most;
    return (count + rows - 1) / rows;
}

QSize Facts::sizeHint() const
{
    return {4 * leastWidth(), heightForWidth(std::max(width(), leastWidth()))};
}

QSize Facts::minimumSizeHint() const
{
    return {leastWidth(), lineHeight()};
}

int Facts::heightForWidth(int width) const
{
    const int columns = columnsFor(width);
    const int rows = (static_cast<int>(m_facts.size()) + columns - 1) / columns;
    return std::max(1, rows) * lineHeight();
}

QRect Facts::placeOf(qsizetype index) const
{
    const int columns = columnsFor(width());
    const int column = static_cast<int>(index) % columns;
    const int row = static_cast<int>(index) / columns;
    const int left = column * (width() + theme::gutter) / columns;
    const int right = (column + 1) * (width() + theme::gutter) / columns - theme::gutter;
    return {left, row * lineHeight(), right - left, lineHeight()};
}

void Facts::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width())
        updateGeometry(); // the hint is that of the width
}

bool Facts::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (qsizetype i = 0; i < m_facts.size(); ++i) {
        const Fact &fact = m_facts.at(i);
        if (placeOf(i).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), plainToolTip(fact.whole.isEmpty() ? fact.value : fact.whole), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

void Facts::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    QFont caption = font();
    caption.setPixelSize(theme::captionSize);
    const QFont value = valueFont();
    const QFontMetrics metrics(value);
    const TabularFont figures(value);
    for (qsizetype i = 0; i < m_facts.size(); ++i) {
        const Fact &fact = m_facts.at(i);
        const QRect place = placeOf(i);
        const QRect head(place.left(), place.top(), place.width(), theme::captionSize + theme::spacing);
        painter.setFont(caption);
        painter.setPen(colour(colours.muted));
        painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, fact.caption);
        painter.setPen(colour(colours.text));
        const QRect rest(place.left(), head.bottom() + 1, place.width(), metrics.height());
        figures.draw(painter, rest, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(fact.value, Qt::ElideRight, rest.width()));
    }
}

} // namespace tallywall
