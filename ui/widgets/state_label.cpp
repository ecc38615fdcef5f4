// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_label.h"

#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"

#include <QPainter>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {
constexpr int iconSize = 18;
}

StateLabel::StateLabel(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(3 * theme::spacing);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StateLabel::setWords(ci::State state, const QString &words, const QString &rest)
{
    if (state == m_state && words == m_words && rest == m_rest)
        return;
    m_state = state;
    m_words = words;
    m_rest = rest;
    const QString whole = rest.isEmpty() ? words : u"%1, %2"_s.arg(words, rest);
    setAccessibleName(whole);
    setToolTip(plainToolTip(whole));
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return {iconSize + theme::spacing + QFontMetrics(bold).horizontalAdvance(m_words) + theme::gutter
                    + fontMetrics().horizontalAdvance(m_rest),
            height()};
}

QSize StateLabel::minimumSizeHint() const
{
    return {120, height()};
}

void StateLabel::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    const StateLook look = stateLook(m_state);
    QPainter painter(this);
    drawIcon(painter, QRectF(0, (height() - iconSize) / 2.0, iconSize, iconSize), look.icon,
             colour(colours.*(look.colour)));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    QRect room = rect().adjusted(iconSize + theme::spacing, 0, 0, 0);
    painter.setFont(bold);
    painter.setPen(colour(colours.*(look.colour)));
    painter.drawText(room, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                     metrics.elidedText(m_words, Qt::ElideRight, room.width()));
    room.setLeft(room.left() + metrics.horizontalAdvance(m_words) + theme::spacing);
    if (m_rest.isEmpty() || room.width() < theme::gutter)
        return;
    painter.setFont(font());
    painter.setPen(colour(colours.muted));
    painter.drawText(room, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_rest, Qt::ElideRight, room.width()));
}

} // namespace tallywall
