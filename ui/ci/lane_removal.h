// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/question.h"

#include <QObject>

class QMessageBox;
class QWidget;

namespace tallywall {

class Questions;

// What goes with the lane, and how it comes back: "3 runs of main of shop/api, pipeline nightly are removed. …"
[[nodiscard]] QString removalWords(const ci::Lane &lane, qint64 runs);

// Removes lanes from the wall, as commands, after it has asked; the widget is that under which it asks.
class LaneRemoval : public QObject
{
    Q_OBJECT

public:
    LaneRemoval(Questions &questions, QWidget &asker); // both borrowed; a child of `asker`

    void ask(const ci::Lane &lane); // counts first what would be lost, or says why it cannot; one question at a time

Q_SIGNALS:
    void commanded(const tallywall::ci::Command &command);

private:
    [[nodiscard]] QMessageBox *makeBox(const QString &words);
    void confirm(const ci::Lane &lane, qint64 runs);
    void say(const QString &words);

    Questions &m_questions;
    QWidget &m_asker;
    quint64 m_asked = 0; // the ticket
};

} // namespace tallywall
