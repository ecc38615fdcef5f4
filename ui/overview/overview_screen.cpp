// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_screen.h"

#include "theme/tokens.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/state_bar_chart.h"
#include "ui/ci/durations.h"
#include "ui/feed/wall.h"
#include "ui/overview/attention_list.h"
#include "ui/overview/live_list.h"
#include "ui/overview/tile.h"
#include "ui/overview/tile_content.h"
#include "ui/results/times.h"
#include "ui/text/clock.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/scrolling.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

OverviewScreen::OverviewScreen(Wall &wall, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_results(new Tile(u"Results today"_s, Tile::Size::Normal))
    , m_pipelines(new Tile(u"Pipelines"_s, Tile::Size::Normal))
    , m_messages(new Tile(u"Messages"_s, Tile::Size::Normal))
    , m_events(new Tile(u"Events"_s, Tile::Size::Normal))
    , m_attentionPanel(new Panel(u"Needs attention"_s))
    , m_attention(new AttentionList)
    , m_livePanel(new Panel(u"Live"_s))
    , m_timesPanel(new Panel(u"Result times (s), last hour"_s))
    , m_times(new LineChart)
    , m_durationsPanel(new Panel(u"Pipeline durations"_s))
    , m_durations(new StateBarChart)
    , m_grid(new QGridLayout)
{
    m_livePanel->body()->addWidget(new LiveList(wall.live));
    m_times->setAccessibleName(u"Chart of the result times in the last hour"_s);
    m_durations->setAccessibleName(u"Chart of pipeline durations"_s);
    m_times->setEmptyText(u"No results in the last hour"_s);
    m_durations->setEmptyText(u"No pipeline has finished yet"_s);
    m_attentionPanel->body()->addWidget(m_attention);
    m_timesPanel->body()->addWidget(m_times);
    m_durationsPanel->body()->addWidget(m_durations);

    m_grid->setSpacing(theme::gutter);
    int column = 0;
    for (Tile *tile : {m_results, m_pipelines, m_messages, m_events}) {
        tile->setMinimumWidth(1);
        m_grid->addWidget(tile, 0, 3 * column++, 1, 3);
    }
    m_grid->addWidget(m_attentionPanel, 1, 0, 1, 7);
    m_grid->addWidget(m_livePanel, 1, 7, 1, 5);
    m_grid->addWidget(m_timesPanel, 2, 0, 1, 7);
    m_grid->addWidget(m_durationsPanel, 2, 7, 1, 5);
    m_grid->setRowStretch(1, 1);
    m_grid->setRowStretch(2, 1);
    for (int i = 0; i < 12; ++i)
        m_grid->setColumnStretch(i, 1);
    for (QWidget *panel : {static_cast<QWidget *>(m_attentionPanel), static_cast<QWidget *>(m_livePanel),
                           static_cast<QWidget *>(m_timesPanel), static_cast<QWidget *>(m_durationsPanel)})
        panel->setMinimumWidth(1); // the columns decide, not what is in them

    auto *content = new QWidget;
    m_whole = new QVBoxLayout(content);
    m_whole->setContentsMargins(0, 0, 0, 0);
    m_whole->setSpacing(theme::gutter);
    m_whole->addLayout(m_grid, 1);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(scrollingPage(content));

    connect(m_results, &Tile::clicked, this, [this] { Q_EMIT linkClicked(Link::Results); });
    connect(m_pipelines, &Tile::clicked, this, [this] { Q_EMIT linkClicked(Link::Ci); });
    connect(m_messages, &Tile::clicked, this, [this] { Q_EMIT linkClicked(Link::Messages); });
    connect(m_events, &Tile::clicked, this, [this] { Q_EMIT linkClicked(Link::Results); });
    m_chartsDue.setSingleShot(true);
    m_chartsDue.setInterval(100ms);
    connect(&m_chartsDue, &QTimer::timeout, this, &OverviewScreen::refreshCharts);
    connect(&wall, &Wall::applied, this, &OverviewScreen::refresh);
    connect(&wall, &Wall::secondPassed, this, [this] {
        if (isVisible())
            m_events->setContent(eventsTile(m_wall));
    });
    connect(&wall, &Wall::grewOlder, this, &OverviewScreen::refresh);
    setFocusProxy(m_results);
}

void OverviewScreen::setTopPanel(QWidget *panel)
{
    m_whole->insertWidget(0, panel);
}

void OverviewScreen::makeRoom()
{
    // Where all does not fit, the charts give way, and then the lists: a wall is read without a hand on it. For a panel above
    // them none does, as it is there for a moment: then the page scrolls.
    constexpr int tiles = 160;
    constexpr int lists = 160;
    constexpr int charts = 208;
    const bool hasLists = height() >= tiles + lists;
    const bool hasCharts = height() >= tiles + lists + theme::gutter + charts;
    const auto show = [this](int row, int least, bool on) {
        m_grid->setRowStretch(row, on ? 1 : 0);
        m_grid->setRowMinimumHeight(row, on ? least : 0);
    };
    for (Panel *panel : {m_attentionPanel, m_livePanel})
        panel->setVisible(hasLists);
    for (Panel *panel : {m_timesPanel, m_durationsPanel})
        panel->setVisible(hasCharts);
    show(1, lists, hasLists);
    show(2, charts, hasCharts);
}

void OverviewScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

void OverviewScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    refreshCharts();
}

void OverviewScreen::refresh()
{
    if (!isVisible())
        return;
    const TimePoint now = presentTime();
    m_results->setContent(resultsTile(m_wall, now));
    m_pipelines->setContent(pipelinesTile(m_wall));
    m_messages->setContent(messagesTile(m_wall));
    m_events->setContent(eventsTile(m_wall));
    m_attention->setItems(attentionOf(m_wall));
    const qsizetype items = m_attention->items().size();
    m_attentionPanel->setNote(items > 0 ? QString::number(items) : QString());
    if (!m_chartsDue.isActive())
        m_chartsDue.start();
}

void OverviewScreen::refreshCharts()
{
    if (!isVisible())
        return;
    const TimePoint now = presentTime();
    m_times->setData(timesOfLastHour(m_wall.results, now));
    showDurations(m_wall.runs, *m_durations, *m_durationsPanel);
}

} // namespace tallywall
