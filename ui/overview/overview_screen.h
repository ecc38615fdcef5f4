// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace tallywall {

class AttentionList;
class LineChart;
class Panel;
class StateBarChart;
class Tile;
class Wall;

// Today in four tiles, what needs attention, the newest events, and two charts. In a low window the charts are left out, and then
// the lists. Drawn anew with each frame, while seen.
class OverviewScreen : public QWidget
{
    Q_OBJECT

public:
    enum class Link : quint8 { Results, Ci, Messages };

    explicit OverviewScreen(Wall &wall, QWidget *parent = nullptr); // borrowed

    // A panel that is shown above all else and belongs to this page from now on; what does not fit with it scrolls.
    void setTopPanel(QWidget *panel);

Q_SIGNALS:
    void linkClicked(tallywall::OverviewScreen::Link link);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void refreshCharts();
    void makeRoom();

    Wall &m_wall;
    Tile *m_results;
    Tile *m_pipelines;
    Tile *m_messages;
    Tile *m_events;
    Panel *m_attentionPanel;
    AttentionList *m_attention;
    Panel *m_livePanel;
    Panel *m_timesPanel;
    LineChart *m_times;
    Panel *m_durationsPanel;
    StateBarChart *m_durations;
    QGridLayout *m_grid;
    QVBoxLayout *m_whole = nullptr;
    QTimer m_chartsDue;
};

} // namespace tallywall
