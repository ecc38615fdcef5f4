// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/ci_screen.h"

#include "theme/tokens.h"
#include "ui/charts/bar_chart.h"
#include "ui/ci/durations.h"
#include "ui/feed/wall.h"
#include "ui/shell/reach.h"
#include "ui/text/format.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/wall_table.h"

#include <QDesktopServices>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QUrl>
#include <QVBoxLayout>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

bool mayOpen(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    return parsed.isValid() && !parsed.host().isEmpty()
            && (parsed.scheme() == "http"_L1 || parsed.scheme() == "https"_L1);
}

CiScreen::CiScreen(Wall &wall, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_table(new WallTable(wall))
    , m_empty(new EmptyState(
              "ci"_L1, u"No pipelines yet"_s,
              u"Point a GitLab webhook (pipeline and job events) at /hooks/gitlab, or try it with a sample."_s))
    , m_stack(new QStackedLayout)
    , m_runsPanel(new Panel(u"Latest runs"_s))
    , m_durationsPanel(new Panel(u"Pipeline durations"_s))
    , m_durations(new StateBarChart)
{
    setUpTable();
    m_durations->setEmptyText(u"No pipeline has finished yet"_s);
    m_runsPanel->body()->addWidget(m_table, 1);
    m_runsPanel->body()->addSpacing(theme::spacing);
    m_durationsPanel->body()->addWidget(m_durations);

    auto *filled = new QWidget;
    auto *rows = new QVBoxLayout(filled);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::gutter);
    rows->addWidget(m_runsPanel, 7);
    rows->addWidget(m_durationsPanel, 3);

    auto *bare = new Panel;
    bare->body()->addWidget(m_empty);
    m_stack->addWidget(bare);
    m_stack->addWidget(filled);
    setLayout(m_stack);

    m_chartDue.setSingleShot(true);
    m_chartDue.setInterval(100ms);
    connect(&m_chartDue, &QTimer::timeout, this, &CiScreen::refreshChart);
    connect(&wall, &Wall::applied, this, &CiScreen::refresh);
    m_durations->setAccessibleName(u"Chart of pipeline durations"_s);
    setFocusProxy(m_table);
    setReach({});
    refresh();
}

void CiScreen::setUpTable()
{
    m_proxy->setSourceModel(&m_wall.runs);
    m_proxy->setSortRole(SortRole);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(u"Latest runs"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(RunsModel::Message, QHeaderView::Stretch);
    connect(m_table, &WallTable::opened, this, &CiScreen::open);
}

void CiScreen::setReach(const Reach &reach)
{
    const Command command = pipelineCommand(reach);
    m_empty->command()->setText(command.shown, command.copied);
}

void CiScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshChart();
}

void CiScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Project and ref take their share; the message has what is left. What is least missed goes first.
    m_table->setColumnHidden(RunsModel::Commit, width() < 1100);
    m_table->setColumnHidden(RunsModel::Author, width() < 880);
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(RunsModel::State, 120);
    header->resizeSection(RunsModel::Project, qBound(136, width() * 16 / 100, 320));
    header->resizeSection(RunsModel::Ref, qBound(112, width() * 14 / 100, 260));
    header->resizeSection(RunsModel::Commit, 104);
    header->resizeSection(RunsModel::Author, qBound(104, width() * 12 / 100, 200));
    header->resizeSection(RunsModel::Duration, 112);
    header->resizeSection(RunsModel::Age, 108);
}

void CiScreen::open(const QModelIndex &index)
{
    const QString url = m_wall.runs.at(m_proxy->mapToSource(index).row()).url;
    if (mayOpen(url))
        QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode));
}

void CiScreen::refresh()
{
    m_stack->setCurrentIndex(m_wall.runs.count() > 0 ? 1 : 0);
    const Pipelines &pipelines = m_wall.pipelines();
    m_runsPanel->setNote(u"%1 failed, %2 running, of %3 pipelines"_s.arg(
            formatCount(pipelines.failed), formatCount(pipelines.running), formatCount(pipelines.total)));
    if (isVisible() && !m_chartDue.isActive())
        m_chartDue.start();
}

void CiScreen::refreshChart()
{
    if (isVisible())
        showDurations(m_wall.runs, *m_durations, *m_durationsPanel);
}

} // namespace tallywall
