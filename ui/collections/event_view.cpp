// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/event_view.h"

#include "theme/tokens.h"
#include "ui/collections/event_text.h"
#include "ui/text/format.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/line_label.h"
#include "ui/widgets/text_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QTextOption>

namespace tallywall {

using namespace Qt::StringLiterals;

EventView::EventView(QWidget *parent)
    : Panel({}, parent)
    , m_title(new LineLabel(TextLabel::Kind::Section))
    , m_time(new TextLabel(TextLabel::Kind::Caption))
    , m_text(new TextView)
{
    setMinimumWidth(1);
    m_text->setAccessibleName(u"Event as JSON"_s);
    m_text->setMinimumHeight(64);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    body()->setContentsMargins(theme::gutter, theme::spacing, theme::gutter, theme::gutter);
    body()->setSpacing(theme::spacing);
    body()->addWidget(makeHead());
    body()->addWidget(m_text, 1);
}

QWidget *EventView::makeHead()
{
    auto *copy = new QPushButton(u"Copy JSON"_s);
    auto *close = new QPushButton(u"Close"_s);
    connect(copy, &QPushButton::clicked, this,
            [this, copy] { copyAndSay(*copy, QString::fromUtf8(envelope(m_event)), u"Copy JSON"_s); });
    connect(close, &QPushButton::clicked, this, &EventView::closed);
    auto *head = new QWidget;
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::spacing);
    line->addWidget(m_title, 1);
    line->addWidget(m_time);
    line->addWidget(copy);
    line->addWidget(close);
    return head;
}

void EventView::showEventWhole(const Event &event)
{
    m_event = event;
    m_title->setText(oneLine(u"%1  %2"_s.arg(QString::fromUtf8(event.collection), QString::fromUtf8(event.type))));
    m_time->setText(formatExact(event.time));
    m_text->setPlainText(readableEvent(event));
    setVisible(true);
}

void EventView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        Panel::keyPressEvent(event);
}

void EventView::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    m_time->setVisible(width() >= 480); // the envelope has it, too
}

} // namespace tallywall
