// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/page/page_fixture.h"

#include <QList>

namespace tallywall::test {

// What every test of the page in several tabs begins with: one tab that shows the overview.
class TabsFixture : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();

protected:
    // Another tab with the overview, live, in the foreground; the script runs in it before any other does.
    [[nodiscard]] bool openTab(const QString &script = {});
    [[nodiscard]] bool openTabAt(const QString &address, const QString &script = {});

    [[nodiscard]] int streams(); // that the wall has now; -1 where it does not say

    // Results "NAME first" to "NAME last", one by one.
    [[nodiscard]] bool postAll(const QString &name, int first, int last);
    // Whether the live list comes to have "NAME last" to "NAME 1", each once and in this order.
    [[nodiscard]] bool shows(const QString &name, int last);
    // Whether the table of results comes to be that of the store.
    [[nodiscard]] bool showsWhatIsStored();

    // Counts in window.changes what is done to the tree of a hidden tab from now on; what was under way when it was hidden
    // may end first.
    [[nodiscard]] bool watchTree();

    QList<int> m_tabs{0}; // that are open
};

} // namespace tallywall::test
