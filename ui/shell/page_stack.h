// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/question.h"
#include "core/messages/message.h"
#include "core/results/timed_result.h"
#include "ui/settings/about_wall.h"
#include "ui/shell/reach.h"

#include <QStackedWidget>

namespace tallywall {

class CiScreen;
class CollectionsScreen;
class MessagesScreen;
class OverviewScreen;
class PricesScreen;
class Questions;
class ResultsScreen;
class SettingsScreen;
class Wall;
class WindowMemory;

// The pages of the wall, each made when it is first shown: the first paint does not wait for pages that nobody sees. It reaches to
// the right edge of the window, where those that scroll as a whole have their bar.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    enum Page : int { Overview, Results, Ci, Messages, Collections, Prices, Settings, PageCount };

    // Borrows wall, questions and memory.
    PageStack(Wall &wall, Questions &questions, WindowMemory &memory, const AboutWall &about,
              QWidget *parent = nullptr);

    [[nodiscard]] static QString title(Page page);
    [[nodiscard]] static QLatin1StringView icon(Page page);

    void showPage(Page page); // as it begins: that of the pipelines without an open run
    void setReach(const Reach &reach);
    void showAboveOverview(QWidget *panel); // which it owns from now on
    void showFilter();                      // of what the page shows, where it can be searched; else of the results
    void focusPage();                       // the keyboard goes to what the page is about

    // Palette and font of this for pages old and new: Qt lets nothing inherit them that comes below a style sheet.
    void dressAll();

Q_SIGNALS:
    void pageChanged(tallywall::PageStack::Page page);
    void sayRequested(const tallywall::Message &message);
    void resultDeletionRequested(tallywall::ResultId id);
    void ciCommanded(const tallywall::ci::Command &command);

private:
    void make(Page page);
    void connectOverview();

    Wall &m_wall;
    Questions &m_questions;
    WindowMemory &m_memory;
    AboutWall m_about;
    Reach m_reach;
    OverviewScreen *m_overview = nullptr;
    ResultsScreen *m_results = nullptr;
    CiScreen *m_ci = nullptr;
    MessagesScreen *m_messages = nullptr;
    CollectionsScreen *m_collections = nullptr;
    PricesScreen *m_prices = nullptr;
    SettingsScreen *m_settings = nullptr;
};

} // namespace tallywall
