// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/line_label.h"

#include "ui/text/format.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace tallywall {

LineLabel::LineLabel(Kind kind, const QString &text, QWidget *parent) : TextLabel(kind, text, parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void LineLabel::setCut(Qt::TextElideMode cut)
{
    m_cut = cut;
    update();
}

QSize LineLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, TextLabel::minimumSizeHint().height()};
}

bool LineLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || fontMetrics().horizontalAdvance(text()) <= width())
        return TextLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()), this);
    return true;
}

void LineLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), int(alignment()) | Qt::TextSingleLine, fontMetrics().elidedText(text(), m_cut, width()));
}

} // namespace tallywall
