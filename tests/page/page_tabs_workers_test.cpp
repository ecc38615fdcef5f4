// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page in several tabs of a real browser: what becomes of them when the worker that they share dies, is of another build, or
// cannot be had.
#include "tests/page/tabs_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageTabsWorkersTest : public TabsFixture
{
    Q_OBJECT

private Q_SLOTS:
    // As when the tab crashes in whose process it lives. Who looked goes on exactly; who did not may read anew.
    void afterTheWorkerDiedNothingIsMissedOrDoubled()
    {
        QVERIFY(openTab());
        QVERIFY(postAll(u"Worker"_s, 1, 5));
        QVERIFY(shows(u"Worker"_s, 5));
        QVERIFY(m_browser.evaluateInWorker(u"(setTimeout(() => self.close()), true)"_s).toBool());
        QVERIFY(postAll(u"Worker"_s, 6, 10));
        QVERIFY(shows(u"Worker"_s, 10));
        QVERIFY(waitFor(live));
        QVERIFY(m_browser.show(0));
        QVERIFY(showsWhatIsStored());
        QVERIFY(waitFor(live));
        QVERIFY(postAll(u"After"_s, 1, 3));
        QVERIFY(shows(u"After"_s, 3));
        QTRY_COMPARE(streams(), 1);
    }

    // The browser hands the dying one out once more.
    void aDeadWorkerIsNoReasonToGoAlone()
    {
        QVERIFY(openTab(
                u"{ const Real = SharedWorker; window.workers = 0; window.SharedWorker = function (...all) {"
                " if (++window.workers !== 2) return new Real(...all); const { port1, port2 } = new MessageChannel();"
                " port2.onmessage = () => port2.close(); return { port: port1, addEventListener() {} }; }; }"_s));
        QVERIFY(postAll(u"Dead"_s, 1, 5));
        QVERIFY(shows(u"Dead"_s, 5));
        QVERIFY(m_browser.evaluateInWorker(u"(setTimeout(() => self.close()), true)"_s).toBool());
        QVERIFY(postAll(u"Dead"_s, 6, 10));
        QVERIFY(shows(u"Dead"_s, 10));
        QVERIFY(waitFor(u"window.workers >= 3"_s));
        QVERIFY(waitFor(live));
        QTRY_COMPARE(streams(), 1);
    }

    void whereNothingCanBeSharedEachTabHasAStream()
    {
        QVERIFY(openTab(u"delete window.SharedWorker"_s));
        QVERIFY(openTab(u"delete window.SharedWorker"_s));
        QTRY_COMPARE(streams(), 3);
        QVERIFY(postAll(u"Alone"_s, 1, 5));
        for (const int tab : std::as_const(m_tabs)) {
            QVERIFY(m_browser.show(tab));
            QVERIFY(shows(u"Alone"_s, 5));
            QVERIFY(waitFor(live));
        }
        letLoadsFail();
        m_wall.kill();
        QVERIFY(waitFor(away));
        QVERIFY(m_wall.start());
        QVERIFY(postAll(u"Alone"_s, 6, 10));
        QVERIFY(m_browser.show(m_tabs.at(1)));
        QVERIFY(shows(u"Alone"_s, 10));
    }

    // A tab from before an update starts the worker from after it.
    void tabsAndWorkersOfDifferentBuildsDoNotMix()
    {
        QVERIFY(openTab(u"window.SharedWorker = class extends SharedWorker { constructor(url, options) { super(url, "
                        "{...options, name: 'another build'}); } }"_s));
        QTRY_COMPARE(streams(), 2);
        QVERIFY(postAll(u"Mixed"_s, 1, 5));
        QVERIFY(shows(u"Mixed"_s, 5));
        QVERIFY(m_browser.show(0));
        QVERIFY(shows(u"Mixed"_s, 5));
    }

    void aWorkerThatCannotBeLoadedIsDoneWithout()
    {
        letComplain(u"Failed to fetch a worker script"_s);
        QVERIFY(openTab(u"window.SharedWorker = class extends SharedWorker { constructor(url, options) { super("
                        "'/assets/not/there.js', options); } }"_s));
        QVERIFY(postAll(u"Without"_s, 1, 5));
        QVERIFY(shows(u"Without"_s, 5));
        QTRY_COMPARE(streams(), 2);
        QVERIFY(m_browser.close(m_tabs.takeLast())); // and what it complains of late
    }
};

QTEST_GUILESS_MAIN(PageTabsWorkersTest)
#include "page_tabs_workers_test.moc"
