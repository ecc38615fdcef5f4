// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/question.h"
#include "ui/ci/trends/figures_model.h"
#include "ui/feed/questions.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QSortFilterProxyModel;

namespace tallywall {

class Facts;
class LineChart;
class LineLabel;
class Panel;
class StateBarChart;
class Wall;
class WallTable;

// How the pipelines do: a list with their figures, and of the chosen one how long its runs took and how many passed. Asks when
// it is shown, and again some time after a run has changed.
class TrendsTab : public QWidget
{
    Q_OBJECT

public:
    TrendsTab(Wall &wall, Questions &questions, QWidget *parent = nullptr); // borrowed

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeChosen();
    void ask();
    void takeFigures(const Result<QList<ci::PipelineFigures>> &figures);
    void fitColumns();
    void choose(const QModelIndex &index);
    void forgetChoice();
    void askForTrend();
    void takeTrend(const Result<ci::Trend> &trend);

    Questions &m_questions;
    FiguresModel m_figures;
    QSortFilterProxyModel *m_proxy;
    ci::TrendQuestion m_chosen;
    Questions::Ticket m_askedFigures = 0;
    Questions::Ticket m_askedTrend = 0;
    QTimer m_askDue;
    QBoxLayout *m_halves;
    WallTable *m_table;
    LineLabel *m_title;
    Facts *m_facts;
    Panel *m_durationsPanel;
    StateBarChart *m_durations;
    Panel *m_successPanel;
    LineChart *m_success;
};

} // namespace tallywall
