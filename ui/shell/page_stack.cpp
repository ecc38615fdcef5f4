// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_stack.h"

#include "ui/ci/ci_screen.h"
#include "ui/messages/messages_screen.h"
#include "ui/overview/overview_screen.h"
#include "ui/results/results_screen.h"
#include "ui/theme/appearance.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

PageStack::PageStack(Wall &wall, Questions &questions, WindowMemory &memory, QWidget *parent)
    : QStackedWidget(parent), m_wall(wall), m_questions(questions), m_memory(memory)
{
    setObjectName("pages"_L1); // for the style sheet
    for (int page = 0; page < PageCount; ++page)
        addWidget(new QWidget); // until make() puts the page there
}

QString PageStack::title(Page page)
{
    switch (page) {
    case Overview: return u"Overview"_s;
    case Results: return u"Results"_s;
    case Ci: return u"CI"_s;
    case Messages: return u"Messages"_s;
    case PageCount: break;
    }
    Q_UNREACHABLE();
}

void PageStack::make(Page page)
{
    const auto put = [this, page](auto *&screen, auto &...others) {
        if (screen)
            return false;
        screen = new std::remove_reference_t<decltype(*screen)>(m_wall, others...);
        delete widget(page);
        insertWidget(page, screen);
        dress(*screen, *this);
        return true;
    };
    switch (page) {
    case Overview:
        if (put(m_overview))
            connectOverview();
        break;
    case Results:
        if (put(m_results))
            connect(m_results, &ResultsScreen::deletionRequested, this, &PageStack::resultDeletionRequested);
        break;
    case Ci:
        if (put(m_ci, m_questions, m_memory))
            connect(m_ci, &CiScreen::commanded, this, &PageStack::ciCommanded);
        break;
    case Messages:
        if (put(m_messages))
            connect(m_messages, &MessagesScreen::sayRequested, this, &PageStack::sayRequested);
        break;
    case PageCount: Q_UNREACHABLE();
    }
    setReach(m_reach);
}

void PageStack::connectOverview()
{
    connect(m_overview, &OverviewScreen::linkClicked, this, [this](OverviewScreen::Link link) {
        switch (link) {
        case OverviewScreen::Link::Results: return showPage(Results);
        case OverviewScreen::Link::Ci: return showPage(Ci);
        case OverviewScreen::Link::Messages: return showPage(Messages);
        }
    });
}

void PageStack::showPage(Page page)
{
    make(page);
    if (page == Ci && m_ci->showsRun())
        m_ci->closeRun();
    setCurrentIndex(page);
    Q_EMIT pageChanged(page);
}

void PageStack::setReach(const Reach &reach)
{
    m_reach = reach;
    if (m_results)
        m_results->setReach(reach);
    if (m_ci)
        m_ci->setReach(reach);
    if (m_messages)
        m_messages->setReach(reach);
}

void PageStack::showAboveOverview(QWidget *panel)
{
    showPage(Overview);
    m_overview->setTopPanel(panel);
    dress(*panel, *this);
}

void PageStack::showFilter()
{
    if (m_ci && currentWidget() == m_ci)
        return m_ci->focusSearch();
    showPage(Results);
    m_results->focusFilter();
}

void PageStack::focusPage()
{
    QWidget *page = currentWidget();
    QWidget *wanted = m_ci && page == m_ci ? m_ci->placeForKeys() : page->focusProxy();
    if (!wanted || !wanted->isVisibleTo(page)) {
        const auto inside = page->findChildren<QWidget *>();
        const auto found = std::find_if(inside.begin(), inside.end(), [page](const QWidget *widget) {
            return (widget->focusPolicy() & Qt::TabFocus) && widget->isEnabled() && widget->isVisibleTo(page);
        });
        wanted = found == inside.end() ? nullptr : *found;
    }
    if (wanted)
        wanted->setFocus(Qt::OtherFocusReason);
}

void PageStack::dressAll()
{
    for (int page = 0; page < count(); ++page)
        dress(*widget(page), *this);
}

} // namespace tallywall
