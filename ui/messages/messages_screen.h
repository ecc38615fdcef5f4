// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messages/message.h"

#include <QWidget>

class QLineEdit;
class QListView;
class QPushButton;
class QStackedLayout;

namespace tallywall {

class EmptyState;
class TextLabel;
class Wall;
struct Reach;

// What is said, like a chat, and a line to say something. The list stays at its end unless somebody reads further up.
class MessagesScreen : public QWidget
{
    Q_OBJECT

public:
    explicit MessagesScreen(Wall &wall, QWidget *parent = nullptr); // borrowed

    void setReach(const Reach &reach);

Q_SIGNALS:
    void sayRequested(const tallywall::Message &message); // checked: it has a name and words

private:
    [[nodiscard]] QWidget *makeSayLine();
    void say();
    void checkLine();

    Wall &m_wall;
    QListView *m_list;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QLineEdit *m_name;
    QLineEdit *m_text;
    QPushButton *m_say;
    TextLabel *m_complaint;
};

} // namespace tallywall
