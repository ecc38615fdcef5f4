// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/run/run_page.h"

#include "ui/ci/claims.h"
#include "ui/ci/lane_removal.h"
#include "ui/ci/run/run_facts.h"
#include "ui/ci/run/timeline_chart.h"
#include "ui/ci/run_words.h"
#include "ui/ci/web_link.h"
#include "ui/feed/wall.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/line_label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/scrolling.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/wall_table.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int bareCard = 168; // a card that says that there is nothing
} // namespace

RunPage::RunPage(Wall &wall, Questions &questions, Claims &claims, LaneRemoval &removal, QWidget *parent)
    : QWidget(parent)
    , m_questions(questions)
    , m_claims(claims)
    , m_removal(removal)
    , m_back(new QPushButton(u"← Back"_s))
    , m_title(new LineLabel(TextLabel::Kind::Title))
    , m_state(new StateLabel)
    , m_message(new LineLabel(TextLabel::Kind::Body))
    , m_claim(new QPushButton)
    , m_open(new QPushButton(u"Open in browser"_s))
    , m_remove(new QPushButton(u"Remove …"_s))
    , m_facts(new Facts)
    , m_halves(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_timesPanel(new Panel(u"Time line"_s))
    , m_times(new TimelineChart)
    , m_jobsPanel(new Panel(u"Jobs"_s))
    , m_jobsTable(new WallTable(wall))
    , m_deliveriesTable(new WallTable(wall))
{
    auto *content = new QWidget;
    auto *whole = new QVBoxLayout(content);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(theme::gutter);
    whole->addWidget(makeHead());
    m_timesPanel->body()->addWidget(scrolling(m_times));
    m_times->setAccessibleName(u"Time line of the jobs"_s);
    m_halves->setSpacing(theme::gutter);
    m_halves->addWidget(m_timesPanel, 7);
    m_halves->addWidget(makeTables(), 5);
    // They have what is left of the page, and scroll in themselves: only where that is too little, the page scrolls.
    for (int half = 0; half < m_halves->count(); ++half)
        m_halves->itemAt(half)->widget()->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    whole->addLayout(m_halves, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolling(content));

    m_askDue.setSingleShot(true);
    m_askDue.setInterval(250ms);
    connect(&m_askDue, &QTimer::timeout, this, &RunPage::ask);
    connect(&wall, &Wall::runsChanged, this, &RunPage::hear);
    connect(&wall, &Wall::lanesForgotten, this, [this](const QSet<ci::Lane> &lanes) {
        if (lanes.contains(ci::laneOf(m_run)))
            ask();
    });
    connect(&wall, &Wall::secondPassed, this, &RunPage::refreshTimes);
    connect(&wall, &Wall::grewOlder, this, &RunPage::refresh);
    setFocusProxy(m_back);
    addShortcuts();
}

// Tables would take the letter for a search.
void RunPage::addShortcuts()
{
    const auto add = [this](QShortcut *shortcut, auto action) {
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(new QShortcut(Qt::Key_Escape, this), &RunPage::closed);
    add(new QShortcut(QKeySequence::Back, this), &RunPage::closed);
    add(new QShortcut(Qt::Key_C, this), [this] {
        if (!m_isGone)
            m_claims.step(m_run);
    });
    add(new QShortcut(QKeySequence::Delete, this), &RunPage::remove);
}

void RunPage::remove()
{
    if (mayRemove())
        m_removal.ask(ci::laneOf(m_run));
}

// Of a run that was opened by its id alone, the lane is told by the store.
bool RunPage::mayRemove() const
{
    return !m_isGone && !m_run.project.isEmpty();
}

QWidget *RunPage::makeHead()
{
    m_back->setToolTip(u"Back to the list (Esc)"_s);
    connect(m_back, &QPushButton::clicked, this, &RunPage::closed);
    connect(m_claim, &QPushButton::clicked, this, [this] { m_claims.step(m_run); });
    connect(m_open, &QPushButton::clicked, this, [this] { openInBrowser(m_run.url); });
    m_remove->setToolTip(u"Remove its lane from the wall, with all runs (Del)"_s);
    connect(m_remove, &QPushButton::clicked, this, &RunPage::remove);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme::gutter);
    line->addWidget(m_back);
    line->addWidget(m_title, 1);
    line->addWidget(m_claim);
    line->addWidget(m_open);
    line->addWidget(m_remove);
    auto *panel = new Panel;
    panel->body()->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::spacing);
    panel->body()->setSpacing(theme::spacing);
    panel->body()->addLayout(line);
    panel->body()->addWidget(m_state);
    panel->body()->addWidget(m_message);
    panel->body()->addWidget(m_facts);
    return panel;
}

QWidget *RunPage::makeTables()
{
    m_jobsTable->setModel(&m_jobs);
    m_jobsTable->setAccessibleName(u"Jobs"_s);
    m_jobsTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_jobsTable->horizontalHeader()->setSectionResizeMode(JobsModel::Name, QHeaderView::Stretch);
    m_jobsTable->horizontalHeader()->setSectionsClickable(false);
    m_jobsTable->setColumnHidden(JobsModel::Started, true);
    m_jobsTable->setEmptyText(u"No jobs are known of this run"_s);
    connect(m_jobsTable, &WallTable::opened, this,
            [this](const QModelIndex &index) { openInBrowser(m_jobs.at(index.row()).url); });
    m_deliveriesTable->setModel(&m_deliveries);
    m_deliveriesTable->setAccessibleName(u"Deliveries of this run"_s);
    m_deliveriesTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_deliveriesTable->horizontalHeader()->setSectionResizeMode(DeliveriesModel::EventName, QHeaderView::Stretch);
    m_deliveriesTable->horizontalHeader()->setSectionsClickable(false);
    m_deliveriesTable->setColumnHidden(DeliveriesModel::Provider, true);
    m_deliveriesTable->setColumnHidden(DeliveriesModel::Project, true);
    m_deliveriesTable->setEmptyText(u"No delivery of it is kept any more"_s);
    connect(m_deliveriesTable, &WallTable::opened, this, [this](const QModelIndex &index) {
        Q_EMIT deliveryChosen(ci::DeliveryId(index.data(IdRole).toLongLong()));
    });
    auto *deliveries = new Panel(u"Deliveries"_s);
    deliveries->body()->addWidget(m_deliveriesTable);
    m_jobsPanel->body()->addWidget(m_jobsTable);
    for (WallTable *table : {m_jobsTable, m_deliveriesTable})
        table->setMinimumHeight(3 * theme::rowHeight);
    auto *column = new QWidget;
    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::gutter);
    rows->addWidget(m_jobsPanel, 3);
    rows->addWidget(deliveries, 2);
    return column;
}

void RunPage::show(const ci::Run &run)
{
    m_run = run;
    m_trouble.clear();
    m_isGone = false;
    m_deliveries.clear();
    m_jobs.setJobs(run.jobs);
    refresh();
    ask();
}

void RunPage::hear(const QList<ci::Run> &runs)
{
    const auto news = std::find_if(runs.begin(), runs.end(), [this](const ci::Run &run) { return run.id == m_run.id; });
    if (news == runs.end() || m_run.id == ci::RunId::None)
        return;
    const QList<ci::Job> jobs = m_run.jobs;
    m_run = *news;
    m_run.jobs = jobs;
    refresh();
    m_stale = !isVisible();
    if (isVisible() && !m_askDue.isActive())
        m_askDue.start();
}

void RunPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isDue)
        refresh();
    if (m_stale)
        ask();
}

void RunPage::ask()
{
    if (m_run.id == ci::RunId::None)
        return;
    m_stale = false;
    m_questions.forget(m_askedRun);
    m_questions.forget(m_askedDeliveries);
    m_askedRun = m_questions.ask(ci::RunQuestion{m_run.id}, this, [this](const Result<ci::Run> &run) { take(run); });
    ci::DeliveriesQuery query;
    query.run = m_run.id;
    query.limit = 50;
    m_askedDeliveries = m_questions.ask(query, this, [this](const Result<ci::DeliveriesPage> &page) {
        if (!page)
            return;
        m_deliveries.take(page->deliveries);
        fitColumns();
    });
}

void RunPage::take(const Result<ci::Run> &run)
{
    if (run)
        m_run = *run;
    m_isGone = !run && run.error().code == ErrorCode::NotFound;
    if (m_isGone)
        m_trouble = m_run.project.isEmpty() ? u"There is no such run on this wall; it may have been removed."_s
                                            : u"This run was removed from the wall"_s;
    else
        m_trouble = run ? QString() : u"Its jobs cannot be shown: %1"_s.arg(oneLine(run.error().sentence()));
    refresh();
}

void RunPage::refresh()
{
    m_isDue = !isVisible();
    if (m_isDue)
        return;
    const TimePoint now = presentTime();
    const QString title = runTitle(m_run);
    m_title->setText(title.isEmpty() ? u"Run %1"_s.arg(static_cast<qint64>(m_run.id)) : title);
    m_message->setText(oneLine(m_run.message));
    m_message->setVisible(!m_run.message.isEmpty());
    m_state->setWords(m_run.state, stateWords(m_run), m_trouble.isEmpty() ? stateRest(m_run, now) : m_trouble);
    m_facts->setFacts(factsOf(m_run, now));
    const ClaimStep step = m_isGone ? ClaimStep::None : m_claims.stepFor(m_run);
    m_claim->setText(claimStepWords(step, m_run));
    m_claim->setVisible(step != ClaimStep::None);
    m_open->setVisible(mayOpen(m_run.url));
    m_remove->setVisible(mayRemove());
    m_jobs.setJobs(m_run.jobs);
    m_jobsPanel->setNote(m_run.jobs.isEmpty() ? QString() : formatCount(m_run.jobs.size()));
    fitCards();
    fitColumns();
    const Timeline timeline = timelineOf(m_run, now);
    m_times->setTimeline(timeline);
    m_timesPanel->setNote(timeline.leftOut > 0 ? u"%1 more in the list of jobs"_s.arg(timeline.leftOut) : QString());
}

void RunPage::fitColumns()
{
    m_jobsTable->fitColumns({{JobsModel::State, 96, 144}, {JobsModel::Stage, 72, 144}, {JobsModel::Duration, 72, 112}});
    m_deliveriesTable->fitColumns({{DeliveriesModel::Received, 96, 128},
                                   {DeliveriesModel::Proof, 96, 160},
                                   {DeliveriesModel::Outcome, 96, 144}});
}

// What there is nothing in takes no room.
void RunPage::fitCards()
{
    const bool bare = m_run.jobs.isEmpty();
    const int most = bare ? bareCard : QWIDGETSIZE_MAX;
    m_timesPanel->setMinimumHeight(bare ? bareCard : width() < 940 ? 240 : 200);
    m_timesPanel->setMaximumHeight(most);
    m_jobsPanel->setMaximumHeight(most);
    m_halves->setAlignment(m_timesPanel, bare ? Qt::AlignTop : Qt::Alignment());
}

void RunPage::refreshTimes()
{
    if (isVisible() && (isUnderWay(m_run.state) || m_times->timeline().isGrowing))
        refresh();
}

void RunPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < 940;
    m_halves->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    fitCards();
    const int room = narrow ? width() : width() * 5 / 12;
    m_jobsTable->setColumnHidden(JobsModel::Stage, room < 480);
    fitColumns();
}

} // namespace tallywall
