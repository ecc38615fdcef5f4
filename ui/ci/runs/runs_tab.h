// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/runs/run_history.h"
#include "ui/feed/questions.h"

#include <QWidget>

class QPushButton;

namespace tallywall {

class FilterLine;
class RunsProxy;
class TextLabel;
class Wall;
class WallTable;

// The table of runs: what the wall has, searched and filtered, and older ones that are asked for when somebody gets to its end.
class RunsTab : public QWidget
{
    Q_OBJECT

public:
    // Answers in a row that may bring nothing new before somebody has to ask again: the store looks at a bounded number of runs
    // for each.
    static constexpr int maxInVain = 10;

    RunsTab(Wall &wall, Questions &questions, QWidget *parent = nullptr); // borrowed

    void focusSearch();

Q_SIGNALS:
    void opened(const tallywall::ci::Run &run);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeFoot();
    void filterAnew();
    void showOlder();
    void forget(const QSet<ci::Lane> &lanes, const QList<ci::RunId> &runs);
    void askForOlder();
    void takeOlder(const Result<ci::RunsPage> &page);
    void refreshWords();
    void refreshLaneColumns();
    void hideColumns();
    void fitColumns();

    Wall &m_wall;
    Questions &m_questions;
    RunHistory m_history;
    RunsProxy *m_proxy;
    FilterLine *m_filter;
    WallTable *m_table;
    TextLabel *m_count;
    QPushButton *m_more;
    Questions::Ticket m_open = 0;
    ci::RunId m_next = ci::RunId::None; // where the answers so far end
    int m_inVain = 0;                   // answers that brought nothing new, since somebody asked
    bool m_hasPipelines = false;        // some lane of the wall is of one
    bool m_isAll = false;               // the store has no older ones
    QString m_trouble;                  // why there was no answer
};

} // namespace tallywall
