// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messages_screen.h"

#include "theme/tokens.h"
#include "ui/feed/wall.h"
#include "ui/messages/message_delegate.h"
#include "ui/shell/reach.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>

namespace tallywall {

using namespace Qt::StringLiterals;

MessagesScreen::MessagesScreen(Wall &wall, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_list(new QListView)
    , m_empty(new EmptyState(
              "messages"_L1, u"Nothing said yet"_s,
              u"Say something below, or from any program. Messages are live only: nobody stores them."_s))
    , m_stack(new QStackedLayout)
    , m_name(new QLineEdit)
    , m_text(new QLineEdit)
    , m_say(new QPushButton(u"Say it"_s))
    , m_complaint(new TextLabel(TextLabel::Kind::Caption))
{
    m_list->setModel(&wall.messages);
    m_list->setModelColumn(MessagesModel::Text);
    m_list->setItemDelegate(new MessageDelegate(wall.messages, m_list));
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setAccessibleName(u"Messages"_s);
    // At the end, stay at the end; whoever reads further up is left in peace.
    connect(m_list->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this, last = 0](int, int maximum) mutable {
        if (m_list->verticalScrollBar()->value() >= last - 2)
            m_list->verticalScrollBar()->setValue(maximum);
        last = maximum;
    });

    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_list);
    auto *panel = new Panel;
    panel->body()->setContentsMargins(0, theme::spacing, 0, 0);
    panel->body()->addLayout(m_stack, 1);
    panel->body()->addWidget(makeSayLine());

    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(panel);
    connect(&wall, &Wall::applied, this, [this] { m_stack->setCurrentIndex(m_wall.messages.rowCount() > 0 ? 1 : 0); });
    m_stack->setCurrentIndex(m_wall.messages.rowCount() > 0 ? 1 : 0);
    setFocusProxy(m_text);
    setReach({});
    checkLine();
}

QWidget *MessagesScreen::makeSayLine()
{
    m_name->setPlaceholderText(u"Your name"_s);
    m_name->setMaxLength(Message::maxNameLength);
    m_name->setFixedWidth(176);
    m_name->setAccessibleName(u"Your name"_s);
    m_text->setPlaceholderText(u"Say something to everyone who watches"_s);
    m_text->setMaxLength(Message::maxMessageLength);
    m_text->setAccessibleName(u"Message"_s);
    m_say->setProperty("primary", true);
    m_say->setFixedHeight(40);
    m_complaint->hide();
    connect(m_name, &QLineEdit::textChanged, this, &MessagesScreen::checkLine);
    connect(m_text, &QLineEdit::textChanged, this, &MessagesScreen::checkLine);
    connect(m_name, &QLineEdit::returnPressed, this, &MessagesScreen::say);
    connect(m_text, &QLineEdit::returnPressed, this, &MessagesScreen::say);
    connect(m_say, &QPushButton::clicked, this, &MessagesScreen::say);

    auto *place = new QWidget;
    auto *lines = new QVBoxLayout(place);
    lines->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::gutter);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme::spacing);
    line->addWidget(m_name);
    line->addWidget(m_text, 1);
    line->addWidget(m_say);
    lines->addLayout(line);
    lines->addWidget(m_complaint);
    return place;
}

void MessagesScreen::setReach(const Reach &reach)
{
    const Command command = sayCommand(reach);
    m_empty->command()->setText(command.shown, command.copied);
}

void MessagesScreen::checkLine()
{
    m_complaint->hide();
    m_say->setEnabled(!m_name->text().trimmed().isEmpty() && !m_text->text().trimmed().isEmpty());
}

void MessagesScreen::say()
{
    const auto message = checkMessage({m_name->text().trimmed(), m_text->text().trimmed()});
    if (!message) {
        if (m_name->text().trimmed().isEmpty()) {
            m_complaint->setText(u"Who says it? Write your name first."_s);
            m_name->setFocus();
        } else {
            m_complaint->setText(u"Write something to say first."_s);
            m_text->setFocus();
        }
        m_complaint->show();
        return;
    }
    m_text->clear();
    m_text->setFocus();
    Q_EMIT sayRequested(*message);
}

} // namespace tallywall
