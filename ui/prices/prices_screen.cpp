// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prices/prices_screen.h"

#include "theme/tokens.h"
#include "ui/feed/wall.h"
#include "ui/prices/price_delegate.h"
#include "ui/prices/price_words.h"
#include "ui/prices/prices_model.h"
#include "ui/shell/reach.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/line_label.h"
#include "ui/widgets/panel.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QShortcut>
#include <QStackedLayout>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString noteOf(const PriceSeries *series, const ShownPrice &shown)
{
    if (!series || shown.isUnread)
        return {};
    if (shown.isStale)
        return shown.news;
    return series->points.size() == 1 ? u"one price"_s
                                      : u"the last %1 prices"_s.arg(formatCount(series->points.size()));
}

} // namespace

PricesScreen::PricesScreen(Wall &wall, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_prices(new PricesModel(wall.prices(), this))
    , m_ticker(new QListView)
    , m_chosen(new Panel(u"Prices"_s))
    , m_trouble(new LineLabel(TextLabel::Kind::Muted))
    , m_facts(new Facts)
    , m_chart(new LineChart)
    , m_empty(new EmptyState("prices"_L1, u"No prices yet"_s,
                             u"Post a symbol and its price to the collection “prices”, from any program."_s))
    , m_halves(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_stack(new QStackedLayout)
{
    auto *filled = new QWidget;
    filled->setLayout(m_halves);
    m_halves->setContentsMargins(0, 0, 0, 0);
    m_halves->setSpacing(theme::gutter);
    m_halves->addWidget(makeTicker(), 4);
    m_halves->addWidget(makeChart(), 6);
    auto *bare = new Panel;
    bare->body()->addWidget(m_empty);
    m_stack->addWidget(bare);
    m_stack->addWidget(filled);
    setLayout(m_stack);

    m_due.setSingleShot(true);
    m_due.setInterval(100ms);
    connect(&m_due, &QTimer::timeout, this, &PricesScreen::refresh);
    connect(&wall, &Wall::applied, this, [this] {
        if (isVisible() && !m_due.isActive())
            m_due.start();
    });
    connect(&wall, &Wall::grewOlder, this, &PricesScreen::growOlder);
    setFocusProxy(m_ticker);
    setReach({});
    refresh();
}

QWidget *PricesScreen::makeTicker()
{
    m_ticker->setModel(m_prices);
    m_ticker->setItemDelegate(new PriceDelegate(m_ticker));
    m_ticker->setAccessibleName(u"Prices"_s);
    m_ticker->setUniformItemSizes(true);
    m_ticker->setMinimumHeight(PriceDelegate::rowHeight);
    m_ticker->setSelectionMode(QAbstractItemView::SingleSelection);
    m_ticker->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ticker->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_ticker->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_ticker->setMouseTracking(true);
    m_ticker->viewport()->setAutoFillBackground(false);
    connect(m_ticker->selectionModel(), &QItemSelectionModel::currentChanged, this, &PricesScreen::refreshChosen);
    auto *copy = new QShortcut(QKeySequence::Copy, m_ticker, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &PricesScreen::copyChosen);
    auto *panel = new Panel;
    panel->setMinimumWidth(1);
    panel->body()->addWidget(m_ticker);
    return panel;
}

QWidget *PricesScreen::makeChart()
{
    m_chart->setAccessibleName(u"Chart of the chosen symbol’s prices"_s);
    m_chosen->setMinimumWidth(1);
    m_chart->setEmptyText(u"No price yet"_s);
    m_trouble->setContentsMargins(theme::gutter, 0, theme::gutter, 0);
    m_chosen->body()->addWidget(m_trouble);
    auto *facts = new QHBoxLayout;
    facts->setContentsMargins(theme::gutter, theme::spacing, theme::gutter, theme::spacing);
    facts->addWidget(m_facts);
    m_chosen->body()->addLayout(facts);
    m_chosen->body()->addWidget(m_chart, 1);
    return m_chosen;
}

void PricesScreen::setReach(const Reach &reach)
{
    const Command command = priceCommand(reach);
    m_empty->command()->setText(command.shown, command.copied);
}

const PriceSeries *PricesScreen::chosen() const
{
    const QModelIndex current = m_ticker->currentIndex();
    return current.isValid() ? m_prices->at(current.row()) : nullptr;
}

void PricesScreen::refresh()
{
    m_prices->refresh(m_wall.status().failing);
    m_stack->setCurrentIndex(m_prices->rowCount() == 0 ? 0 : 1);
    if (!m_ticker->currentIndex().isValid() && m_prices->rowCount() > 0)
        m_ticker->setCurrentIndex(m_prices->index(0, 0));
    refreshChosen();
}

void PricesScreen::refreshChosen()
{
    const QModelIndex current = m_ticker->currentIndex();
    if (!current.isValid())
        return;
    const ShownPrice shown = m_prices->shown(current.row(), presentTime());
    const PriceSeries *series = m_prices->at(current.row());
    m_chosen->setTitle(shown.symbol);
    m_chosen->setNote(noteOf(series, shown));
    m_trouble->setText(shown.isUnread ? shown.news : QString());
    m_trouble->setVisible(shown.isUnread);
    m_facts->setFacts(series ? factsOf(*series) : QList<Fact>());
    m_chart->setData(series ? chartOf(*series) : LineData());
}

void PricesScreen::copyChosen()
{
    const QModelIndex current = m_ticker->currentIndex();
    if (!current.isValid())
        return;
    const ShownPrice shown = m_prices->shown(current.row(), presentTime());
    const QString line = QStringList{shown.symbol, shown.price, shown.change}.join(u'\t') + u'\n';
    QGuiApplication::clipboard()->setText(plainFigures(line));
}

void PricesScreen::growOlder()
{
    if (!isVisible())
        return;
    m_ticker->viewport()->update();
    refreshChosen();
}

void PricesScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void PricesScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_halves->setDirection(width() < 600 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace tallywall
