// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/question.h"

#include <QWidget>

class QPushButton;
class QStackedLayout;
class QTabBar;

namespace tallywall {

class Claims;
class DeliveriesTab;
class EmptyState;
class LaneRemoval;
class Questions;
class RunPage;
class RunsTab;
class TextLabel;
class TrendsTab;
class Wall;
class WallTab;
class WindowMemory;
struct Reach;

// The pipelines in four tabs: the wall of tiles, the table of runs, how pipelines do, and what CI servers sent. A run opens above
// them, and closes to where it was opened. The tab, and whether what passes is folded, are remembered.
class CiScreen : public QWidget
{
    Q_OBJECT

public:
    enum class Tab : quint8 { Wall, Runs, Trends, Deliveries };

    CiScreen(Wall &wall, Questions &questions, WindowMemory &memory, QWidget *parent = nullptr); // borrowed

    void setReach(const Reach &reach);
    void showTab(Tab tab);
    [[nodiscard]] Tab tab() const;
    void openRun(const ci::Run &run);
    [[nodiscard]] bool showsRun() const;
    void closeRun(); // back to where it was opened
    void focusSearch();
    [[nodiscard]] QWidget *placeForKeys(); // what the keyboard goes to

Q_SIGNALS:
    void commanded(const tallywall::ci::Command &command);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeTabs();
    [[nodiscard]] QWidget *makeHead();
    void addShortcuts();
    void toggleGreen();
    void refresh();

    Wall &m_wall;
    WindowMemory &m_memory;
    Claims *m_claims;
    LaneRemoval *m_removal;
    QTabBar *m_tabs;
    TextLabel *m_note;
    QPushButton *m_fold;
    EmptyState *m_empty;
    WallTab *m_wallTab;
    RunsTab *m_runsTab;
    TrendsTab *m_trendsTab;
    DeliveriesTab *m_deliveriesTab;
    RunPage *m_runPage;
    QStackedLayout *m_content; // the empty page, and one for each tab
    QStackedLayout *m_stack;   // the tabs, or a run
};

} // namespace tallywall
