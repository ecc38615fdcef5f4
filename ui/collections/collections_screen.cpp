// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/collections_screen.h"

#include "theme/tokens.h"
#include "ui/collections/collections_model.h"
#include "ui/collections/collections_proxy.h"
#include "ui/collections/event_log.h"
#include "ui/collections/event_view.h"
#include "ui/feed/wall.h"
#include "ui/shell/reach.h"
#include "ui/text/clock.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/wall_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QShortcut>
#include <QStackedLayout>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

CollectionsScreen::CollectionsScreen(Wall &wall, Questions &questions, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_collections(new CollectionsModel(wall.collections(), this))
    , m_sorted(new CollectionsProxy(*m_collections, this))
    , m_table(new WallTable(wall))
    , m_log(new EventLog(wall, questions))
    , m_event(new EventView)
    , m_empty(new EmptyState("collections"_L1, u"No collections yet"_s,
                             u"Any program can publish events: the first one makes its collection."_s))
    , m_list(makeList())
    , m_right(new QBoxLayout(QBoxLayout::TopToBottom))
    , m_stack(new QStackedLayout)
{
    m_right->setSpacing(theme::gutter);
    m_right->addWidget(m_log, 6);
    m_right->addWidget(m_event, 5);
    m_event->hide();
    connect(m_log, &EventLog::chosen, m_event, &EventView::showEventWhole);
    connect(m_event, &EventView::closed, this, &CollectionsScreen::closeJson);

    auto *filled = new QWidget;
    auto *columns = new QHBoxLayout(filled);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(theme::gutter);
    columns->addWidget(m_list);
    columns->addLayout(m_right, 1);
    auto *bare = new Panel;
    bare->body()->addWidget(m_empty);
    m_stack->addWidget(bare);
    m_stack->addWidget(filled);
    setLayout(m_stack);

    m_due.setSingleShot(true);
    m_due.setInterval(250ms);
    connect(&m_due, &QTimer::timeout, this, &CollectionsScreen::refresh);
    connect(&wall, &Wall::secondPassed, this, &CollectionsScreen::refresh);
    connect(&wall, &Wall::applied, this, [this] {
        if (isVisible() && !m_due.isActive())
            m_due.start();
    });
    setFocusProxy(m_table);
    setReach({});
    refresh();
    m_table->selectRow(0);
}

QWidget *CollectionsScreen::makeList()
{
    m_collections->refresh(presentTime());
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(u"Collections"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(CollectionsModel::Name, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) { choose(index.row()); });
    auto *space = new QShortcut(QKeySequence(Qt::Key_Space), m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(space, &QShortcut::activated, this, [this] { m_log->setPaused(!m_log->isPaused()); });
    auto *panel = new Panel;
    panel->body()->addWidget(m_table);
    return panel;
}

void CollectionsScreen::choose(int row)
{
    if (row < 0)
        return;
    m_event->hide();
    m_log->showCollection(m_sorted->collection(row));
}

void CollectionsScreen::setReach(const Reach &reach)
{
    const Command command = notifyCommand(reach);
    m_empty->command()->setText(command.shown, command.copied);
}

void CollectionsScreen::focusSearch()
{
    m_log->focusSearch();
}

void CollectionsScreen::refresh()
{
    m_stack->setCurrentIndex(m_wall.collections().collections().isEmpty() ? 0 : 1);
    if (!isVisible())
        return;
    m_collections->refresh(presentTime());
    arrange();
}

void CollectionsScreen::closeJson()
{
    m_event->hide();
    m_log->setFocus();
}

void CollectionsScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void CollectionsScreen::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_event->isVisible())
        closeJson();
    else
        QWidget::keyPressEvent(event);
}

void CollectionsScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

// Beside each other while there is room; what is least missed of the list goes first: names tell the collections apart, and are long.
void CollectionsScreen::arrange()
{
    m_right->setDirection(width() < 1400 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_list->setFixedWidth(std::clamp(width() * 2 / 5, 240, 560));
    m_table->setColumnHidden(CollectionsModel::Newest, width() < 1200);
    m_table->setColumnHidden(CollectionsModel::When, width() < 760);
    m_table->fitColumns({{CollectionsModel::Rate, 72, 112},
                         {CollectionsModel::When, 72, 104},
                         {CollectionsModel::Newest, 64, 120}});
}

} // namespace tallywall
