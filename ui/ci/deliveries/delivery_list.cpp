// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/deliveries/delivery_list.h"

#include "theme/tokens.h"
#include "ui/ci/deliveries/delivery_words.h"
#include "ui/feed/wall.h"
#include "ui/text/format.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/wall_table.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSet>

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array outcomes{ci::Outcome::Recorded, ci::Outcome::Unchanged, ci::Outcome::Duplicate,
                              ci::Outcome::Ignored,  ci::Outcome::Invalid,   ci::Outcome::Refused};

QStringList outcomeChoices()
{
    QStringList words;
    for (const ci::Outcome outcome : outcomes)
        words.append(outcomeWords(outcome));
    return words;
}

} // namespace

DeliveryList::DeliveryList(Wall &wall, Questions &questions, QWidget *parent)
    : Panel({}, parent)
    , m_questions(questions)
    , m_provider(new ChoiceBox(u"Any service"_s, [this, &wall] { return services(wall); }))
    , m_outcome(new ChoiceBox(u"Any outcome"_s, &outcomeChoices))
    , m_table(new WallTable(wall))
    , m_count(new TextLabel(TextLabel::Kind::Caption))
    , m_more(new QPushButton(u"Show older"_s))
{
    setUpTable();
    setMinimumWidth(1);
    body()->addWidget(makeHead());
    body()->addWidget(m_table, 1);
    body()->addWidget(makeFoot());
    connect(&m_refresh, &QTimer::timeout, this, &DeliveryList::askForNewest);
    connect(&wall, &Wall::runsChanged, this, [this] {
        using namespace std::chrono_literals;
        if (isVisible() && m_newest == 0 && m_refresh.remainingTime() > 500)
            m_refresh.start(500ms); // something came
    });
    setFocusProxy(m_table);
    refreshWords();
}

QStringList DeliveryList::services(const Wall &wall) const
{
    QSet<QString> names;
    for (const ci::Run &run : wall.pipelines().latest)
        names.insert(run.provider);
    for (int row = 0; row < m_deliveries.count(); ++row)
        names.insert(m_deliveries.at(row).record.provider);
    names.remove(QString());
    QStringList list(names.begin(), names.end());
    list.sort();
    return list;
}

void DeliveryList::setUpTable()
{
    m_table->setModel(&m_deliveries);
    m_table->setAccessibleName(u"Deliveries"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setMinimumHeight(3 * theme::rowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(DeliveriesModel::Detail, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionsClickable(false); // as they came
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT chosen(ci::DeliveryId(index.data(IdRole).toLongLong()));
    });
}

QWidget *DeliveryList::makeHead()
{
    auto *head = new QWidget;
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::spacing);
    line->setSpacing(theme::spacing);
    for (ChoiceBox *box : {m_provider, m_outcome}) {
        box->setFixedHeight(40);
        box->setMinimumWidth(88);
        box->setMaximumWidth(208);
        line->addWidget(box, 1);
        connect(box, &QComboBox::currentIndexChanged, this, &DeliveryList::beginAnew);
    }
    line->addStretch(1);
    line->addWidget(m_count);
    return head;
}

QWidget *DeliveryList::makeFoot()
{
    auto *foot = new QWidget;
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(theme::gutter, theme::spacing, theme::gutter, theme::spacing);
    line->addStretch();
    line->addWidget(m_more);
    connect(m_more, &QPushButton::clicked, this, &DeliveryList::askForOlder);
    return foot;
}

void DeliveryList::focusFilter()
{
    m_provider->setFocus(Qt::ShortcutFocusReason);
}

ci::DeliveriesQuery DeliveryList::query(ci::DeliveryId before) const
{
    ci::DeliveriesQuery query;
    query.provider = m_provider->chosen();
    for (const ci::Outcome outcome : outcomes) {
        if (outcomeWords(outcome) == m_outcome->chosen())
            query.outcome = outcome;
    }
    query.before = before;
    return query;
}

void DeliveryList::beginAnew()
{
    m_questions.forget(std::exchange(m_newest, 0));
    m_questions.forget(std::exchange(m_older, 0));
    m_next.reset();
    m_deliveries.clear();
    m_table->setEmptyText({}); // until the answer comes
    Q_EMIT begunAnew();
    askForNewest();
}

void DeliveryList::askForNewest()
{
    if (!isVisible())
        return; // asks when it is
    m_refresh.start(std::chrono::seconds(refreshSeconds));
    if (m_newest != 0)
        return;
    m_newest = m_questions.ask(query(ci::DeliveryId::None), this,
                               [this](const Result<ci::DeliveriesPage> &page) { takeNewest(page); });
}

// Whether the newest reach back to what is here; else more came than fit into one page, and there would be a gap.
bool DeliveryList::meets(const QList<ci::DeliveryRecord> &newest) const
{
    return m_deliveries.count() > 0 && std::any_of(newest.begin(), newest.end(), [this](const ci::DeliveryRecord &one) {
               return one.id <= m_deliveries.at(0).id;
           });
}

void DeliveryList::takeNewest(const Result<ci::DeliveriesPage> &page)
{
    m_newest = 0;
    m_trouble = page ? QString() : oneLine(page.error().sentence());
    if (page && !page->deliveries.isEmpty()) {
        if (!meets(page->deliveries)) {
            m_deliveries.clear();
            m_next = page->next;
        }
        m_deliveries.take(page->deliveries);
    }
    refreshWords();
}

void DeliveryList::askForOlder()
{
    if (m_older != 0 || !m_next || *m_next == ci::DeliveryId::None)
        return;
    m_older = m_questions.ask(query(*m_next), this,
                              [this](const Result<ci::DeliveriesPage> &page) { takeOlder(page); });
    refreshWords();
}

void DeliveryList::takeOlder(const Result<ci::DeliveriesPage> &page)
{
    m_older = 0;
    m_trouble = page ? QString() : oneLine(page.error().sentence());
    if (page) {
        m_deliveries.take(page->deliveries);
        m_next = m_deliveries.count() < m_deliveries.bound() ? page->next : ci::DeliveryId::None;
    }
    refreshWords();
}

void DeliveryList::refreshWords()
{
    const bool more = m_next && *m_next != ci::DeliveryId::None;
    m_count->setText(m_trouble.isEmpty()
                             ? u"%1%2"_s.arg(more ? u"newest "_s : QString(), formatCount(m_deliveries.count()))
                             : u"No answer: %1"_s.arg(m_trouble));
    const bool filters = !m_provider->chosen().isEmpty() || !m_outcome->chosen().isEmpty();
    m_table->setEmptyText(filters ? u"No delivery matches"_s
                                  : u"No delivery yet: point a webhook of your CI at /hooks. It finds the service by "
                                    "itself."_s);
    fitColumns();
    m_more->parentWidget()->setVisible(more);
    m_more->setEnabled(m_older == 0);
}

void DeliveryList::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    askForNewest();
}

void DeliveryList::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_refresh.stop();
}

void DeliveryList::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    // What is least missed goes first. Without what it says, the project has what is left.
    const bool isNarrow = width() < 640;
    m_table->setColumnHidden(DeliveriesModel::EventName, width() < 720);
    m_table->setColumnHidden(DeliveriesModel::Detail, isNarrow);
    m_table->horizontalHeader()->setSectionResizeMode(DeliveriesModel::Project,
                                                      isNarrow ? QHeaderView::Stretch : QHeaderView::Interactive);
    fitColumns();
}

// No name takes more than its share of the room: what the delivery says has what is left.
void DeliveryList::fitColumns()
{
    const auto share = [this](int percent, int most) { return std::clamp(width() * percent / 100, 96, most); };
    m_table->fitColumns({{DeliveriesModel::Project, 96, share(24, 320)}, // the first to have spare room
                         {DeliveriesModel::Received, 88, 128},
                         {DeliveriesModel::Provider, 64, share(16, 144)},
                         {DeliveriesModel::EventName, 72, share(22, 220)},
                         {DeliveriesModel::Proof, 88, share(24, 176)},
                         {DeliveriesModel::Outcome, 88, 144}});
}

} // namespace tallywall
