// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QSortFilterProxyModel;
class QStackedLayout;

namespace tallywall {

class EmptyState;
class Panel;
class StateBarChart;
class Wall;
class WallTable;
struct Reach;

// The pipelines: the latest runs in a table, and how long they took. Enter or a double click opens a run in the browser.
class CiScreen : public QWidget
{
    Q_OBJECT

public:
    explicit CiScreen(Wall &wall, QWidget *parent = nullptr); // borrowed

    void setReach(const Reach &reach);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpTable();
    void open(const QModelIndex &index);
    void refresh();
    void refreshChart();

    Wall &m_wall;
    QSortFilterProxyModel *m_proxy;
    WallTable *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    Panel *m_runsPanel;
    Panel *m_durationsPanel;
    StateBarChart *m_durations;
    QTimer m_chartDue;
};

// Whether a link that came from elsewhere may be opened: http or https with a host, nothing else.
[[nodiscard]] bool mayOpen(const QString &url);

} // namespace tallywall
