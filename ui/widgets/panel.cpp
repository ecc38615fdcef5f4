// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace tallywall {

Panel::Panel(const QString &title, QWidget *parent) : QFrame(parent)
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 1, 1, 1);
    whole->setSpacing(0);
    if (!title.isNull()) {
        m_head = new QWidget;
        auto *line = new QHBoxLayout(m_head);
        line->setContentsMargins(theme::gutter, 12, theme::gutter, theme::spacing);
        m_title = new TextLabel(TextLabel::Kind::Section, title);
        m_note = new TextLabel(TextLabel::Kind::Caption);
        line->addWidget(m_title);
        line->addStretch();
        line->addWidget(m_note);
        whole->addWidget(m_head);
    }
    m_body = new QVBoxLayout;
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    whole->addLayout(m_body, 1);
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
}

void Panel::setNote(const QString &note)
{
    m_note->setText(note);
}

void Panel::paintGround(QWidget &widget)
{
    QPainter painter(&widget);
    paintGround(painter, widget.rect(), coloursOf(widget.palette()));
}

void Panel::paintGround(QPainter &painter, const QRectF &place, const theme::Palette &colours)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colour(colours.surface));
    // On the light scheme the step from background to surface is too small to be seen from afar.
    const bool light = &colours == &theme::light;
    painter.setPen(light ? QPen(colour(colours.border), 1) : QPen(Qt::NoPen));
    const qreal inset = light ? 0.5 : 0;
    painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), theme::radius, theme::radius);
}

void Panel::paintEvent(QPaintEvent *)
{
    paintGround(*this);
}

} // namespace tallywall
