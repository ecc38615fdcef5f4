// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/ci_screen.h"

#include "theme/tokens.h"
#include "ui/ci/claims.h"
#include "ui/ci/deliveries/deliveries_tab.h"
#include "ui/ci/lane_removal.h"
#include "ui/ci/run/run_page.h"
#include "ui/ci/runs/runs_tab.h"
#include "ui/ci/trends/trends_tab.h"
#include "ui/ci/wall/wall_tab.h"
#include "ui/feed/wall.h"
#include "ui/shell/reach.h"
#include "ui/shell/window_memory.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QTabBar>

namespace tallywall {

using namespace Qt::StringLiterals;

CiScreen::CiScreen(Wall &wall, Questions &questions, WindowMemory &memory, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_memory(memory)
    , m_claims(new Claims(memory, *this))
    , m_removal(new LaneRemoval(questions, *this))
    , m_tabs(new QTabBar)
    , m_note(new TextLabel(TextLabel::Kind::Muted))
    , m_fold(new QPushButton)
    , m_empty(new EmptyState("ci"_L1, u"No pipelines yet"_s,
                             u"Point a webhook of your CI at /hooks: it finds out by itself which service speaks. "
                             "Or try it with a sample. What comes stands under “Deliveries”, even what is refused."_s))
    , m_wallTab(new WallTab(wall, *m_claims, *m_removal))
    , m_runsTab(new RunsTab(wall, questions))
    , m_trendsTab(new TrendsTab(wall, questions))
    , m_deliveriesTab(new DeliveriesTab(wall, questions))
    , m_runPage(new RunPage(wall, questions, *m_claims, *m_removal))
    , m_content(new QStackedLayout)
    , m_stack(new QStackedLayout(this))
{
    auto *tabs = new QWidget;
    auto *rows = new QVBoxLayout(tabs);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::spacing);
    QWidget *head = makeHead();
    rows->addWidget(head);
    rows->addLayout(m_content, 1);
    makeTabs();
    head->lower(); // a stacked layout puts its pages before it, and the Tab key goes by the order of children
    m_stack->addWidget(tabs);
    m_stack->addWidget(m_runPage);

    connect(m_claims, &Claims::commanded, this, &CiScreen::commanded);
    connect(m_removal, &LaneRemoval::commanded, this, &CiScreen::commanded);
    connect(m_deliveriesTab, &DeliveriesTab::commanded, this, &CiScreen::commanded);
    connect(m_wallTab, &WallTab::opened, this, &CiScreen::openRun);
    connect(m_wallTab, &WallTab::greenToggled, this, &CiScreen::toggleGreen);
    connect(m_runsTab, &RunsTab::opened, this, &CiScreen::openRun);
    connect(m_deliveriesTab, &DeliveriesTab::runRequested, this, [this](ci::RunId id) { openRun(ci::Run{.id = id}); });
    connect(m_runPage, &RunPage::closed, this, &CiScreen::closeRun);
    connect(m_runPage, &RunPage::deliveryChosen, this, [this](ci::DeliveryId id) {
        closeRun();
        showTab(Tab::Deliveries);
        m_deliveriesTab->showDelivery(id);
    });
    connect(&wall, &Wall::applied, this, &CiScreen::refresh);
    addShortcuts();
    m_wallTab->setGreen(memory.greenFolded() ? Green::Folded : Green::Shown);
    setReach({});
    m_tabs->setCurrentIndex(qBound(0, memory.ciTab(), m_tabs->count() - 1));
    refresh();
}

QWidget *CiScreen::makeHead()
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(u"Views of the pipelines"_s);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_fold->setToolTip(u"What passes as one tile, or as a tile each (F)"_s);
    connect(m_fold, &QPushButton::clicked, this, &CiScreen::toggleGreen);
    auto *head = new QWidget;
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::gutter);
    line->addWidget(m_tabs);
    line->addStretch();
    line->addWidget(m_note);
    line->addWidget(m_fold);
    m_note->setMinimumWidth(1);
    return head;
}

void CiScreen::makeTabs()
{
    auto *bare = new Panel;
    bare->body()->addWidget(m_empty);
    m_content->addWidget(bare);
    const std::pair<QString, QWidget *> tabs[] = {{u"Wall"_s, m_wallTab},
                                                  {u"Runs"_s, m_runsTab},
                                                  {u"Trends"_s, m_trendsTab},
                                                  {u"Deliveries"_s, m_deliveriesTab}};
    for (const auto &[name, page] : tabs) {
        const int index = m_tabs->addTab(name);
        m_tabs->setTabToolTip(index, u"%1 (Alt+%2)"_s.arg(name).arg(index + 1));
        m_content->addWidget(page);
    }
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_memory.setCiTab(index);
        refresh();
    });
}

void CiScreen::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    for (int index = 0; index < m_tabs->count(); ++index)
        add(QKeySequence(u"Alt+%1"_s.arg(index + 1)), [this, index] { showTab(static_cast<Tab>(index)); });
    const auto turn = [this](int by) { showTab(static_cast<Tab>((m_tabs->currentIndex() + by) % m_tabs->count())); };
    add(QKeySequence::NextChild, [turn] { turn(1); });
    add(QKeySequence::PreviousChild, [this, turn] { turn(m_tabs->count() - 1); });
}

void CiScreen::setReach(const Reach &reach)
{
    const Command command = pipelineCommand(reach);
    m_empty->command()->setText(command.shown, command.copied);
    m_deliveriesTab->setAddress(reach.best());
}

CiScreen::Tab CiScreen::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

void CiScreen::showTab(Tab tab)
{
    m_stack->setCurrentIndex(0);
    m_tabs->setCurrentIndex(static_cast<int>(tab));
    placeForKeys()->setFocus(Qt::OtherFocusReason);
}

QWidget *CiScreen::placeForKeys()
{
    if (showsRun())
        return m_runPage;
    const int page = m_content->currentIndex();
    return page == 0 ? static_cast<QWidget *>(m_tabs) : m_content->widget(page);
}

bool CiScreen::showsRun() const
{
    return m_stack->currentIndex() == 1;
}

void CiScreen::openRun(const ci::Run &run)
{
    const int row = m_wall.runs.rowOf(run.id);
    m_runPage->show(row >= 0 ? m_wall.runs.at(row) : run); // as it is now
    m_stack->setCurrentIndex(1);
    m_runPage->setFocus(Qt::OtherFocusReason);
}

void CiScreen::closeRun()
{
    m_stack->setCurrentIndex(0);
    placeForKeys()->setFocus(Qt::OtherFocusReason);
}

void CiScreen::focusSearch()
{
    const bool inspects = tab() == Tab::Deliveries && !showsRun();
    showTab(inspects ? Tab::Deliveries : Tab::Runs);
    if (inspects)
        m_deliveriesTab->focusFilter();
    else
        m_runsTab->focusSearch();
}

void CiScreen::toggleGreen()
{
    const bool folds = m_wallTab->green() == Green::Shown;
    m_memory.setGreenFolded(folds);
    m_wallTab->setGreen(folds ? Green::Folded : Green::Shown);
    refresh();
}

void CiScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refresh();
}

void CiScreen::refresh()
{
    // While history loads anew, nothing is empty yet.
    const bool isLoading = m_wall.hasFrame() && !m_wall.historyComplete();
    const bool bare = m_wall.runs.count() == 0 && !isLoading && tab() != Tab::Deliveries;
    m_content->setCurrentIndex(bare ? 0 : m_tabs->currentIndex() + 1);
    m_note->setText(countWords(m_wall.pipelines()));
    m_note->setVisible(width() >= 760);
    m_fold->setText(m_wallTab->green() == Green::Folded ? u"Unfold green"_s : u"Fold green"_s);
    m_fold->setVisible(tab() == Tab::Wall && !bare);
}

} // namespace tallywall
