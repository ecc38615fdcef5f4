// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/event_log.h"

#include "theme/tokens.h"
#include "ui/collections/event_text.h"
#include "ui/collections/events_proxy.h"
#include "ui/collections/log_head.h"
#include "ui/feed/wall.h"
#include "ui/text/format.h"
#include "ui/widgets/line_label.h"
#include "ui/widgets/wall_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

EventLog::EventLog(Wall &wall, Questions &questions, QWidget *parent)
    : Panel({}, parent)
    , m_wall(wall)
    , m_questions(questions)
    , m_proxy(new EventsProxy(m_log, this))
    , m_head(new LogHead)
    , m_table(new WallTable(wall))
    , m_trouble(new LineLabel(TextLabel::Kind::Caption))
    , m_more(new QPushButton(u"Show older"_s))
{
    setUpTable();
    setMinimumWidth(1);
    body()->addWidget(m_head);
    body()->addWidget(m_table, 1);
    body()->addWidget(makeFoot());
    m_due.setSingleShot(true);
    m_due.setInterval(100ms);
    connect(&m_due, &QTimer::timeout, this, &EventLog::refresh);
    connect(&wall, &Wall::applied, this, [this] {
        if (isVisible() && !m_due.isActive())
            m_due.start();
    });
    connect(m_head, &LogHead::searched, this, &EventLog::search);
    connect(m_head, &LogHead::pausePressed, this, [this] { setPaused(!m_paused); });
    setFocusProxy(m_table);
    refreshWords();
}

void EventLog::setUpTable()
{
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(u"Events"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setMinimumHeight(3 * theme::rowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(EventLogModel::Data, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionsClickable(false); // as they came
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EventLog::tellChosen);
    connect(m_table, &QAbstractItemView::clicked, this, &EventLog::tellChosen); // again, after it was closed
    connect(m_table, &WallTable::opened, this, &EventLog::tellChosen);
    auto *space = new QShortcut(QKeySequence(Qt::Key_Space), m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(space, &QShortcut::activated, this, [this] { setPaused(!m_paused); });
}

void EventLog::search()
{
    changeRows([this] { m_proxy->setSearch(m_head->search()); });
    if (m_paused)
        countMissedAnew();
    refreshWords();
}

void EventLog::tellChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (m_rowsChange || rows.isEmpty())
        return;
    const LogRow row = m_proxy->at(rows.first().row());
    m_chosen = row.id;
    Q_EMIT chosen(row.event);
}

// Where the selected row goes, the view selects its neighbour: nobody chose that.
template<typename Act>
void EventLog::changeRows(Act act)
{
    m_rowsChange = true;
    act();
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty() && m_chosen != m_proxy->at(rows.first().row()).id)
        m_table->clearSelection();
    m_rowsChange = false;
}

QWidget *EventLog::makeFoot()
{
    auto *foot = new QWidget;
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(theme::gutter, theme::spacing, theme::gutter, theme::spacing);
    line->addWidget(m_trouble, 1);
    line->addWidget(m_more);
    connect(m_more, &QPushButton::clicked, this, &EventLog::askForOlder);
    return foot;
}

void EventLog::showCollection(const QByteArray &collection)
{
    m_collection = collection;
    m_table->setColumnHidden(EventLogModel::Collection, !collection.isEmpty());
    beginAnew();
}

void EventLog::focusSearch()
{
    m_head->focusSearch();
}

void EventLog::setPaused(bool paused)
{
    m_paused = paused;
    m_head->setPaused(paused);
    countMissedAnew();
    refresh();
}

bool EventLog::wants(const Event &event) const
{
    return m_collection.isEmpty() || event.collection == m_collection;
}

void EventLog::beginAnew()
{
    m_questions.forget(std::exchange(m_asked, 0));
    m_log.clear();
    m_chosen.reset();
    m_taken = 0;
    m_atEnd = false;
    m_trouble->clear();
    take();
    countMissedAnew();
    if (m_log.count() < enoughRows)
        askForOlder();
    refreshWords();
}

void EventLog::refresh()
{
    if (m_paused)
        countMissed();
    else
        take();
    refreshWords();
}

void EventLog::take()
{
    const RecentEvents &recent = m_wall.recent();
    if (m_taken > 0 && recent.oldest() > m_taken + 1) {
        beginAnew(); // more has come than is kept: what is here does not join it
        return;
    }
    QList<LogRow> rows;
    for (qint64 number = std::max(m_taken + 1, recent.oldest()); number <= recent.newest(); ++number) {
        if (wants(recent.at(number)))
            rows.append({number, recent.at(number)});
    }
    m_taken = recent.newest();
    if (!rows.isEmpty())
        changeRows([this, &rows] { m_log.takeNewer(std::move(rows)); });
}

void EventLog::countMissed()
{
    const RecentEvents &recent = m_wall.recent();
    for (qint64 number = std::max(m_counted + 1, recent.oldest()); number <= recent.newest(); ++number)
        m_missed += wants(recent.at(number)) && eventContains(recent.at(number), m_proxy->search()) ? 1 : 0;
    m_counted = recent.newest();
}

void EventLog::countMissedAnew()
{
    m_counted = m_taken;
    m_missed = 0;
    countMissed();
}

void EventLog::askForOlder()
{
    if (m_asked != 0 || m_atEnd)
        return;
    m_asked = m_questions.ask(EventsQuery{.collection = m_collection, .limit = 200, .before = m_log.oldestStored()},
                              this, [this](const Result<EventsHistory> &history) { takeOlder(history); });
    refreshWords();
}

void EventLog::takeOlder(const Result<EventsHistory> &history)
{
    m_asked = 0;
    m_trouble->setText(history ? QString() : u"No answer: %1"_s.arg(oneLine(history.error().sentence())));
    if (history) {
        changeRows([this, &history] { m_log.takeOlder(history->events); });
        m_atEnd = history->next == EventId::None;
    }
    refreshWords();
}

QString EventLog::countWords() const
{
    const QString events = m_log.count() == 1 ? u"1 event"_s : u"%1 events"_s.arg(formatCount(m_log.count()));
    if (m_paused) {
        const bool someAreGone = m_wall.recent().oldest() > m_taken + 1; // more has come than is kept
        return m_missed == 0
                ? u"paused"_s
                : u"%1 more since%2"_s.arg(formatCount(m_missed), someAreGone ? u", not all kept"_s : QString());
    }
    if (!m_proxy->search().isEmpty())
        return u"%1 of %2"_s.arg(formatCount(m_proxy->rowCount()), events);
    return events;
}

QString EventLog::emptyWords() const
{
    if (m_asked != 0)
        return {};
    return m_proxy->search().isEmpty() ? u"Nothing has come yet"_s
                                       : u"No event contains “%1”"_s.arg(oneLine(m_proxy->search()));
}

void EventLog::refreshWords()
{
    m_head->setCount(countWords());
    m_table->setEmptyText(emptyWords());
    m_more->parentWidget()->setVisible(!m_atEnd && !m_log.isFull());
    m_more->setEnabled(m_asked == 0);
    fitColumns();
}

void EventLog::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    refresh();
}

void EventLog::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fitColumns();
}

void EventLog::fitColumns()
{
    const int share = std::clamp(width() / 4, 72, 200);
    m_table->fitColumns(
            {{EventLogModel::Time, 88, 112}, {EventLogModel::Collection, 72, share}, {EventLogModel::Type, 72, share}});
}

} // namespace tallywall
