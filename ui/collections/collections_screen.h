// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QStackedLayout;

namespace tallywall {

class CollectionsModel;
class CollectionsProxy;
class EmptyState;
class EventLog;
class EventView;
class Questions;
class Wall;
class WallTable;
struct Reach;

// What programs tell the wall: every collection, the live log of the chosen one, and the chosen event whole.
class CollectionsScreen : public QWidget
{
    Q_OBJECT

public:
    CollectionsScreen(Wall &wall, Questions &questions, QWidget *parent = nullptr); // borrowed

    void setReach(const Reach &reach);
    void focusSearch();

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeList();
    void choose(int row);
    void refresh();
    void closeJson();
    void arrange();

    Wall &m_wall;
    CollectionsModel *m_collections;
    CollectionsProxy *m_sorted;
    WallTable *m_table;
    EventLog *m_log;
    EventView *m_event;
    EmptyState *m_empty;
    QWidget *m_list;
    QBoxLayout *m_right;
    QStackedLayout *m_stack;
    QTimer m_due;
};

} // namespace tallywall
