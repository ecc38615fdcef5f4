// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/results/timed_result.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QStackedLayout;

namespace tallywall {

class EmptyState;
class LineChart;
class Panel;
class RankChart;
class ResultsProxy;
class TextLabel;
class Wall;
class WallTable;
struct Reach;

// The results: a table that can be filtered, sorted, copied from and deleted from, beside the newest and the fastest times.
class ResultsScreen : public QWidget
{
    Q_OBJECT

public:
    static constexpr int charted = 120; // the newest times in the line chart

    explicit ResultsScreen(Wall &wall, QWidget *parent = nullptr); // borrowed

    void setReach(const Reach &reach);
    void focusFilter();

Q_SIGNALS:
    void deletionRequested(tallywall::ResultId id); // after the question was answered with yes

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeTable();
    void showMenu(const QPoint &place);
    void askToDelete();
    void refreshCount();
    void refreshCharts();

    Wall &m_wall;
    ResultsProxy *m_proxy;
    QLineEdit *m_filter;
    TextLabel *m_count;
    WallTable *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    Panel *m_newestPanel;
    LineChart *m_newest;
    RankChart *m_fastest;
    QTimer m_chartsDue;
};

} // namespace tallywall
