// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/runs/runs_tab.h"

#include "theme/tokens.h"
#include "ui/ci/pipelines.h"
#include "ui/ci/runs/filter_line.h"
#include "ui/ci/runs/runs_proxy.h"
#include "ui/feed/wall.h"
#include "ui/text/format.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/wall_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

RunsTab::RunsTab(Wall &wall, Questions &questions, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_questions(questions)
    , m_history(wall.runs)
    , m_proxy(new RunsProxy(m_history, this))
    , m_filter(new FilterLine(m_history))
    , m_table(new WallTable(wall))
    , m_count(new TextLabel(TextLabel::Kind::Caption))
    , m_more(new QPushButton(u"Show older"_s))
{
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(u"Runs"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEmptyText(u"No run matches. Older ones may: “Show older” asks the store."_s);
    m_table->horizontalHeader()->setSectionResizeMode(RunsModel::Message, QHeaderView::Stretch);
    connect(m_table, &WallTable::opened, this, [this](const QModelIndex &index) {
        if (const ci::Run *run = m_history.find(ci::RunId(index.data(IdRole).toLongLong())))
            Q_EMIT opened(ci::Run(*run));
    });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > 0 && value == m_table->verticalScrollBar()->maximum() && m_trouble.isEmpty())
            showOlder();
    });
    connect(m_filter, &FilterLine::changed, this, &RunsTab::filterAnew);
    connect(&wall, &Wall::applied, this, &RunsTab::refreshWords);
    connect(&wall, &Wall::runsChanged, this, &RunsTab::refreshLaneColumns);
    connect(&wall, &Wall::lanesForgotten, this, &RunsTab::forget);
    connect(&wall.runs, &QAbstractItemModel::modelReset, this, &RunsTab::filterAnew);

    auto *panel = new Panel;
    auto *head = new QVBoxLayout;
    head->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::spacing);
    head->addWidget(m_filter);
    panel->body()->addLayout(head);
    panel->body()->addWidget(m_table, 1);
    panel->body()->addWidget(makeFoot());
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(panel);
    m_table->setColumnHidden(RunsModel::Provider, true);
    setFocusProxy(m_table);
    refreshWords();
}

QWidget *RunsTab::makeFoot()
{
    auto *foot = new QWidget;
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(theme::gutter, theme::spacing, theme::gutter, theme::spacing);
    line->addWidget(m_count, 1);
    line->addWidget(m_more);
    connect(m_more, &QPushButton::clicked, this, &RunsTab::showOlder);
    return foot;
}

void RunsTab::focusSearch()
{
    m_filter->focusSearch();
}

// What was fetched for the filter before has gaps for this one.
void RunsTab::filterAnew()
{
    m_questions.forget(m_open);
    m_open = 0;
    m_next = ci::RunId::None;
    m_isAll = false;
    m_trouble.clear();
    m_history.forgetOlder();
    m_proxy->setFilter(m_filter->filter());
    m_table->fitAnew();
    refreshWords();
}

void RunsTab::forget(const QSet<ci::Lane> &lanes, const QList<ci::RunId> &runs)
{
    if (m_history.isFull()) { // what fell out of it has room now
        m_isAll = false;
        m_next = m_history.oldest();
    }
    m_history.forget(lanes, runs);
    if (m_open != 0) { // the answer may have been given before: with what is gone
        m_questions.forget(std::exchange(m_open, 0));
        askForOlder();
    }
    refreshWords();
}

void RunsTab::showOlder()
{
    m_inVain = 0;
    askForOlder();
}

void RunsTab::askForOlder()
{
    if (m_open != 0 || m_isAll || m_history.isFull())
        return;
    m_trouble.clear();
    m_open = m_questions.ask(queryOf(m_proxy->filter(), m_next), this,
                             [this](const Result<ci::RunsPage> &page) { takeOlder(page); });
    refreshWords();
}

void RunsTab::takeOlder(const Result<ci::RunsPage> &page)
{
    m_open = 0;
    if (page) {
        const qsizetype added = m_history.take(page->runs);
        m_next = page->next;
        m_isAll = m_next == ci::RunId::None;
        // The wall has the newest ones, and a few old ones of which news came: the store begins with those. And it says where to
        // go on where it looked at many and found none that fits.
        if (added == 0 && !m_isAll && ++m_inVain < maxInVain)
            askForOlder();
    } else {
        m_trouble = oneLine(page.error().sentence());
    }
    refreshWords();
}

void RunsTab::refreshWords()
{
    const int shown = m_proxy->rowCount();
    const int all = m_wall.runs.count() + m_history.older();
    QString words = shown == all ? u"%1 runs"_s.arg(formatCount(all))
                                 : u"%1 of %2 runs"_s.arg(formatCount(shown), formatCount(all));
    if (!m_trouble.isEmpty())
        words = u"Older runs did not come: %1"_s.arg(m_trouble);
    else if (m_history.isFull())
        words += u", and the window holds no more"_s;
    else if (m_isAll)
        words += u", and there are no older ones"_s;
    m_count->setText(words);
    m_more->setEnabled(m_open == 0 && !m_isAll && !m_history.isFull());
    m_more->setText(m_open != 0 ? u"Asking …"_s : u"Show older"_s);
}

// The service stands there only where names do not tell lanes apart, the pipeline only where a lane has one.
void RunsTab::refreshLaneColumns()
{
    if (!isVisible())
        return;
    const QList<ci::Run> &latest = m_wall.pipelines().latest;
    m_hasPipelines = std::any_of(latest.begin(), latest.end(),
                                 [](const ci::Run &run) { return !run.pipeline.isEmpty(); });
    m_table->setColumnHidden(RunsModel::Provider, sharedNames(latest).isEmpty());
    hideColumns();
    fitColumns();
}

void RunsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshLaneColumns();
}

void RunsTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    hideColumns();
    fitColumns();
}

// What is least missed goes first.
void RunsTab::hideColumns()
{
    const int room = width();
    m_table->setColumnHidden(RunsModel::Commit, room < 1240);
    m_table->setColumnHidden(RunsModel::Pipeline, room < 1000 || !m_hasPipelines);
    m_table->setColumnHidden(RunsModel::Author, room < 880);
    m_table->setColumnHidden(RunsModel::Number, room < 1100);
    m_table->setColumnHidden(RunsModel::Duration, room < 700);
}

// No name takes more than its share of the room: the message has what is left.
void RunsTab::fitColumns()
{
    const auto share = [this](int percent, int most) { return std::clamp(width() * percent / 100, 112, most); };
    m_table->fitColumns({{RunsModel::State, 112, 224},
                         {RunsModel::Project, 112, share(15, 360)},
                         {RunsModel::Pipeline, 80, share(12, 240)},
                         {RunsModel::Ref, 80, share(11, 280)},
                         {RunsModel::Provider, 80, 128},
                         {RunsModel::Number, 64, 112},
                         {RunsModel::Commit, 88, 120},
                         {RunsModel::Author, 80, share(12, 220)},
                         {RunsModel::Duration, 72, 128},
                         {RunsModel::Age, 96, 128}});
}

void RunsTab::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_filter->isEmpty())
        m_filter->clear();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tallywall
