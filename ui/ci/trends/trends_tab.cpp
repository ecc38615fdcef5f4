// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/trends/trends_tab.h"

#include "theme/tokens.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/state_bar_chart.h"
#include "ui/ci/trends/trend_words.h"
#include "ui/feed/wall.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/line_label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/scrolling.h"
#include "ui/widgets/wall_table.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto noRunYet = "No run has ended yet"_L1;
} // namespace

TrendsTab::TrendsTab(Wall &wall, Questions &questions, QWidget *parent)
    : QWidget(parent)
    , m_questions(questions)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_halves(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_table(new WallTable(wall))
    , m_title(new LineLabel(LineLabel::Kind::Section))
    , m_facts(new Facts(Facts::Size::Large))
    , m_durationsPanel(new Panel(u"Durations"_s))
    , m_durations(new StateBarChart)
    , m_successPanel(new Panel(u"Success (%)"_s))
    , m_success(new LineChart)
{
    m_halves->setContentsMargins(0, 0, 0, 0);
    m_halves->setSpacing(theme::gutter);
    m_halves->addWidget(makeList(), 6);
    m_halves->addWidget(makeChosen(), 7);
    m_askDue.setSingleShot(true);
    m_askDue.setInterval(2s);
    connect(&m_askDue, &QTimer::timeout, this, [this] {
        if (isVisible())
            ask();
    });
    connect(&wall, &Wall::runsChanged, this, [this] {
        if (isVisible() && !m_askDue.isActive())
            m_askDue.start();
    });
    setFocusProxy(m_table);
}

QWidget *TrendsTab::makeList()
{
    m_proxy->setSortRole(SortRole);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setSourceModel(&m_figures);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(u"Pipelines"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEmptyText(u"No pipeline has ended a run yet"_s);
    m_table->horizontalHeader()->setSectionResizeMode(FiguresModel::Pipeline, QHeaderView::Stretch);
    m_table->sortBy(FiguresModel::Success); // what fails most is what one comes for
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TrendsTab::choose);
    auto *panel = new Panel(u"Pipelines"_s);
    panel->setMinimumWidth(1);
    panel->body()->addWidget(m_table, 1);
    panel->body()->addSpacing(theme::spacing);
    return panel;
}

QWidget *TrendsTab::makeChosen()
{
    m_title->setCut(Qt::ElideMiddle); // as in the list
    m_durations->setAccessibleName(u"Chart of durations"_s);
    m_success->setAccessibleName(u"Chart of the success rate"_s);
    m_durations->setMinimumHeight(144); // all of it is seen in a window of 1280×720
    m_success->setMinimumHeight(104);
    m_durations->setEmptyText(noRunYet);
    m_success->setEmptyText(noRunYet);
    m_durationsPanel->body()->addWidget(m_durations);
    m_successPanel->body()->addWidget(m_success);
    auto *head = new Panel;
    head->body()->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::spacing);
    head->body()->setSpacing(theme::gutter);
    head->body()->addWidget(m_title);
    head->body()->addWidget(m_facts);
    auto *content = new QWidget;
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::gutter);
    rows->addWidget(head);
    rows->addWidget(m_durationsPanel, 3);
    rows->addWidget(m_successPanel, 2);
    for (QWidget *panel : {static_cast<QWidget *>(head), static_cast<QWidget *>(m_durationsPanel),
                           static_cast<QWidget *>(m_successPanel)})
        panel->setMinimumWidth(1);
    return scrolling(content);
}

void TrendsTab::ask()
{
    m_questions.forget(m_askedFigures);
    m_askedFigures = m_questions.ask(
            ci::FiguresQuestion(), this,
            [this](const Result<QList<ci::PipelineFigures>> &figures) { takeFigures(figures); });
    askForTrend();
}

void TrendsTab::takeFigures(const Result<QList<ci::PipelineFigures>> &figures)
{
    if (!figures) {
        m_table->setEmptyText(u"The figures did not come: %1"_s.arg(oneLine(figures.error().sentence())));
        return;
    }
    const ci::TrendQuestion chosen = m_chosen; // a reset forgets who was chosen
    m_figures.setFigures(*figures);
    fitColumns();
    const int row = m_figures.rowOf(chosen.provider, chosen.project, chosen.pipeline);
    if (row < 0 && !chosen.project.isEmpty())
        forgetChoice();
    if (m_figures.rowCount() == 0 || m_table->currentIndex().isValid())
        return;
    m_table->selectRow(row < 0 ? 0 : m_proxy->mapFromSource(m_figures.index(row, 0)).row());
}

void TrendsTab::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const ci::PipelineFigures &figures = m_figures.at(m_proxy->mapToSource(index).row());
    if (figures.provider == m_chosen.provider && figures.project == m_chosen.project
        && figures.pipeline == m_chosen.pipeline)
        return;
    m_chosen = {figures.provider, figures.project, figures.pipeline};
    takeTrend(ci::Trend{figures, {}}); // what is known already
    askForTrend();
}

// It was removed from the wall.
void TrendsTab::forgetChoice()
{
    m_questions.forget(m_askedTrend);
    m_chosen = {};
    m_title->setText({});
    m_facts->setFacts({});
    m_durationsPanel->setTitle(u"Durations"_s);
    m_durations->setMarks({});
    m_durations->setBars({}, {}, {});
    m_durations->setEmptyText(noRunYet);
    m_success->setData({});
}

void TrendsTab::askForTrend()
{
    if (m_chosen.project.isEmpty())
        return;
    m_questions.forget(m_askedTrend);
    m_askedTrend = m_questions.ask(m_chosen, this, [this](const Result<ci::Trend> &trend) { takeTrend(trend); });
}

void TrendsTab::takeTrend(const Result<ci::Trend> &trend)
{
    if (!trend) {
        m_durations->setEmptyText(u"The runs did not come: %1"_s.arg(oneLine(trend.error().sentence())));
        m_durations->setBars({}, {}, {});
        return;
    }
    m_durations->setEmptyText(noRunYet);
    m_title->setText(pipelineTitle(trend->figures));
    m_facts->setFacts(factsOf(trend->figures, presentTime()));
    const TimeUnit unit = unitOf(*trend);
    const qsizetype count = trend->points.size();
    m_durationsPanel->setTitle(u"Durations (%1)"_s.arg(unit.name));
    m_durations->setMarks(durationMarks(*trend, unit));
    m_durations->setBars(durationBars(*trend, unit), count > 1 ? u"%1 runs ago"_s.arg(count) : QString(),
                         count > 0 ? u"newest"_s : QString());
    m_success->setData(successLine(*trend));
}

void TrendsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void TrendsTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < 940;
    m_halves->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int room = narrow ? width() : width() * 6 / 13;
    m_table->setColumnHidden(FiguresModel::Runs, room < 620);
    m_table->setColumnHidden(FiguresModel::Percentile90, room < 560);
    fitColumns();
}

void TrendsTab::fitColumns()
{
    m_table->fitColumns({{FiguresModel::Success, 72, 104},
                         {FiguresModel::Median, 72, 112},
                         {FiguresModel::Percentile90, 72, 112},
                         {FiguresModel::LastGreen, 96, 128},
                         {FiguresModel::Runs, 64, 88}});
}

} // namespace tallywall
