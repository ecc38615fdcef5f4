// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_stack.h"

#include "ui/ci/ci_screen.h"
#include "ui/collections/collections_screen.h"
#include "ui/messages/messages_screen.h"
#include "ui/overview/overview_screen.h"
#include "ui/prices/prices_screen.h"
#include "ui/results/results_screen.h"
#include "ui/settings/settings_screen.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/scrolling.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

PageStack::PageStack(Wall &wall, Questions &questions, WindowMemory &memory, const AboutWall &about, QWidget *parent)
    : QStackedWidget(parent), m_wall(wall), m_questions(questions), m_memory(memory), m_about(about)
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
    case Collections: return u"Collections"_s;
    case Prices: return u"Prices"_s;
    case Settings: return u"Settings"_s;
    case PageCount: break;
    }
    Q_UNREACHABLE();
}

QLatin1StringView PageStack::icon(Page page)
{
    switch (page) {
    case Overview: return "overview"_L1;
    case Results: return "results"_L1;
    case Ci: return "ci"_L1;
    case Messages: return "messages"_L1;
    case Collections: return "collections"_L1;
    case Prices: return "prices"_L1;
    case Settings: return "settings"_L1;
    case PageCount: break;
    }
    Q_UNREACHABLE();
}

void PageStack::make(Page page)
{
    const auto put = [this, page](auto *&screen, auto &...shown) {
        if (screen)
            return false;
        screen = new std::remove_reference_t<decltype(*screen)>(shown...);
        delete widget(page);
        insertWidget(page, screen);
        dress(*screen, *this);
        return true;
    };
    switch (page) {
    case Overview:
        if (put(m_overview, m_wall))
            connectOverview();
        break;
    case Results:
        if (put(m_results, m_wall))
            connect(m_results, &ResultsScreen::deletionRequested, this, &PageStack::resultDeletionRequested);
        break;
    case Ci:
        if (put(m_ci, m_wall, m_questions, m_memory))
            connect(m_ci, &CiScreen::commanded, this, &PageStack::ciCommanded);
        break;
    case Messages:
        if (put(m_messages, m_wall))
            connect(m_messages, &MessagesScreen::sayRequested, this, &PageStack::sayRequested);
        break;
    case Collections: put(m_collections, m_wall, m_questions); break;
    case Prices: put(m_prices, m_wall); break;
    case Settings: put(m_settings, m_about); break;
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
    const bool scrolls = page == Overview || page == Settings;
    setContentsMargins(0, 0, scrolls ? 0 : pageMargin, 0);
    Q_EMIT pageChanged(page);
}

void PageStack::setReach(const Reach &reach)
{
    m_reach = reach;
    const auto hand = [&reach](auto *...screens) { ((screens ? screens->setReach(reach) : void()), ...); };
    hand(m_results, m_ci, m_messages, m_collections, m_prices, m_settings);
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
    if (m_collections && currentWidget() == m_collections)
        return m_collections->focusSearch();
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
