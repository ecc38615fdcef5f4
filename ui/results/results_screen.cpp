// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results_screen.h"

#include "ui/charts/bar_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/feed/wall.h"
#include "ui/results/results_proxy.h"
#include "ui/results/times.h"
#include "ui/shell/reach.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/wall_table.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedLayout>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ResultsScreen::ResultsScreen(Wall &wall, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_proxy(new ResultsProxy(wall.results, this))
    , m_filter(new QLineEdit)
    , m_count(new TextLabel(TextLabel::Kind::Muted))
    , m_table(new WallTable(wall))
    , m_empty(new EmptyState("results"_L1, u"No results yet"_s,
                             u"Post a name and a time in seconds, from any program that speaks HTTP."_s))
    , m_stack(new QStackedLayout)
    , m_newestPanel(new Panel(u"Newest times (s)"_s))
    , m_newest(new LineChart)
    , m_fastest(new RankChart)
{
    m_newestPanel->body()->addWidget(m_newest);
    auto *fastest = new Panel(u"Fastest ten"_s);
    fastest->body()->addWidget(m_fastest);

    auto *charts = new QVBoxLayout;
    charts->setSpacing(theme::gutter);
    charts->addWidget(m_newestPanel, 1);
    charts->addWidget(fastest, 1);
    m_newestPanel->setMinimumWidth(1);
    fastest->setMinimumWidth(1);

    auto *filled = new QWidget;
    auto *columns = new QHBoxLayout(filled);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(theme::gutter);
    columns->addWidget(makeTable(), 7);
    columns->addLayout(charts, 5);

    auto *bare = new Panel;
    bare->body()->addWidget(m_empty);
    m_stack->addWidget(bare);
    m_stack->addWidget(filled);
    setLayout(m_stack);

    m_chartsDue.setSingleShot(true);
    m_chartsDue.setInterval(100ms);
    connect(&m_chartsDue, &QTimer::timeout, this, &ResultsScreen::refreshCharts);
    connect(&wall, &Wall::applied, this, [this] {
        refreshCount();
        if (isVisible() && !m_chartsDue.isActive())
            m_chartsDue.start();
    });
    m_newest->setAccessibleName(u"Chart of the newest times"_s);
    m_fastest->setAccessibleName(u"Chart of the fastest ten"_s);
    setFocusProxy(m_table);
    setReach({});
    refreshCount();
}

QWidget *ResultsScreen::makeTable()
{
    m_filter->setPlaceholderText(u"Filter by name (Ctrl+F)"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(u"Filter results by name"_s);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilter(text.trimmed());
        m_table->setEmptyText(u"No name contains “%1”"_s.arg(oneLine(text.trimmed())));
        refreshCount();
    });

    m_table->setModel(m_proxy);
    m_table->setAccessibleName(u"Results"_s);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->resizeSection(1, 112);
    header->resizeSection(2, 120);
    connect(m_table, &WallTable::deletePressed, this, &ResultsScreen::askToDelete);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ResultsScreen::showMenu);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::spacing);
    head->setSpacing(theme::gutter);
    head->addWidget(m_filter, 1);
    head->addWidget(m_count);
    auto *panel = new Panel;
    panel->body()->addLayout(head);
    panel->body()->addWidget(m_table, 1);
    panel->body()->addSpacing(theme::spacing);
    return panel;
}

void ResultsScreen::setReach(const Reach &reach)
{
    const Command command = postResultCommand(reach);
    m_empty->command()->setText(command.shown, command.copied);
}

void ResultsScreen::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ResultsScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshCharts();
}

void ResultsScreen::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_filter->hasFocus() && !m_filter->text().isEmpty())
        m_filter->clear();
    else
        QWidget::keyPressEvent(event);
}

void ResultsScreen::showMenu(const QPoint &place)
{
    if (!m_table->indexAt(place).isValid())
        return;
    const theme::Palette &colours = coloursOf(palette());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const qsizetype count = m_table->selectionModel()->selectedRows().size();
    QAction *copy = menu->addAction(makeIcon("copy"_L1, colour(colours.muted), 16),
                                    count > 1 ? u"Copy %1 rows"_s.arg(count) : u"Copy row"_s);
    copy->setShortcut(QKeySequence::Copy);
    connect(copy, &QAction::triggered, m_table, &WallTable::copySelection);
    QAction *remove = menu->addAction(makeIcon("trash"_L1, colour(colours.failed), 16), u"Delete …"_s);
    remove->setShortcut(QKeySequence::Delete);
    connect(remove, &QAction::triggered, this, &ResultsScreen::askToDelete);
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

void ResultsScreen::askToDelete()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    QList<ResultId> ids; // rows may move while the question stands
    for (const QModelIndex &row : rows)
        ids.append(m_proxy->at(row.row()).id);
    const TimedResult &first = m_proxy->at(rows.first().row());
    const QString what = ids.size() > 1 ? u"Delete %1 results?"_s.arg(formatCount(ids.size()))
                                        : u"Delete %1 s by %2?"_s.arg(formatSeconds(first.time), oneLine(first.name));

    auto *question = new QMessageBox(QMessageBox::NoIcon, u"Delete"_s, what, QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(u"It goes from every screen of this wall. There is no way back."_s);
    const QPushButton *yes = question->addButton(u"Delete"_s, QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(u"Cancel"_s, QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this, ids] {
        for (const ResultId id : ids)
            Q_EMIT deletionRequested(id);
    });
    question->open();
}

void ResultsScreen::refreshCount()
{
    const int shown = m_proxy->rowCount();
    const int all = m_wall.results.count();
    const qint64 stored = m_wall.historyComplete() ? m_wall.status().resultsTotal : 0;
    if (shown != all)
        m_count->setText(u"%1 of %2"_s.arg(formatCount(shown), formatCount(all)));
    else if (stored > all)
        m_count->setText(u"newest %1 of %2"_s.arg(formatCount(all), formatCount(stored)));
    else
        m_count->setText(formatCount(all));
    m_stack->setCurrentIndex(all > 0 ? 1 : 0);
}

void ResultsScreen::refreshCharts()
{
    if (!isVisible())
        return;
    m_newest->setData(newestTimes(m_wall.results, charted));
    m_newestPanel->setNote(u"the last %1"_s.arg(std::min(charted, m_wall.results.count())));
    // The store's, where it has told them: it may have more than the newest rows that are here.
    const QList<TimedResult> &fastest = m_wall.status().fastest;
    m_fastest->setBars(fastest.isEmpty() ? fastestTimes(m_wall.results) : barsOf(fastest));
}

} // namespace tallywall
