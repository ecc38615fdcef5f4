// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page in several tabs of a real browser against the real program: one stream for all, everything exactly once in
// each, and nothing done where nobody looks.
#include "tests/page/page_fixture.h"

#include <QDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageTabsTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const int tab : std::as_const(m_tabs))
            QVERIFY(tab == 0 || m_browser.close(tab));
        m_tabs = {0};
        QVERIFY(m_browser.show(0));
        QVERIFY(openAnew(u"/#/overview"_s));
    }

    void tenTabsHaveOneStreamAndAllOfThemShowIt()
    {
        for (int i = 1; i < 10; ++i)
            QVERIFY(openTab());
        QCOMPARE(m_tabs.size(), 10);
        QTRY_COMPARE(streams(), 1);
        QVERIFY(postAll(u"Ten"_s, 1, 5));
        for (const int tab : std::as_const(m_tabs)) {
            QVERIFY(m_browser.show(tab));
            QVERIFY(shows(u"Ten"_s, 5));
        }
        QCOMPARE(streams(), 1);
    }

    // On the local network there is neither https nor what browsers offer there alone.
    void anInsecureOriginIsNoHindrance()
    {
        const QString address = m_wall.url(u"/#/overview"_s).replace("127.0.0.1"_L1, "wall.test"_L1);
        QVERIFY(m_browser.open(address));
        QVERIFY(waitFor(live));
        QCOMPARE(m_browser.evaluate(u"window.isSecureContext"_s), QJsonValue(false));
        // The browser may keep the page from before for its back button, and its worker frozen with it.
        const int before = streams();
        QVERIFY(openTabAt(address));
        QTRY_VERIFY(streams() <= before);
        QVERIFY(postAll(u"Insecure"_s, 1, 5));
        QVERIFY(shows(u"Insecure"_s, 5));
        QVERIFY(m_browser.show(0));
        QVERIFY(shows(u"Insecure"_s, 5));
    }

    void aLateTabHasWhatWasAndWhatComes()
    {
        QVERIFY(postAll(u"Late"_s, 1, 5));
        QVERIFY(shows(u"Late"_s, 5));
        QVERIFY(openTab());
        QVERIFY(postAll(u"Late"_s, 6, 10));
        QVERIFY(shows(u"Late"_s, 10));
        QVERIFY(m_browser.show(0));
        QVERIFY(shows(u"Late"_s, 10));
        const QString total = u"document.getElementById('stored').textContent === '%1 results'"_s.arg(
                m_wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInt());
        QVERIFY(waitFor(total));
        QVERIFY(m_browser.show(m_tabs.last()));
        QVERIFY(waitFor(total));
    }

    void theTabThatBeganItMayGo()
    {
        QVERIFY(openTab());
        QVERIFY(openTab());
        const int first = m_tabs.at(1);
        QVERIFY(m_browser.show(0));
        QVERIFY(m_browser.open(u"about:blank"_s));
        QVERIFY(m_browser.close(first));
        m_tabs.removeOne(first);
        QVERIFY(m_browser.show(m_tabs.last()));
        QVERIFY(postAll(u"Orphan"_s, 1, 5));
        QVERIFY(shows(u"Orphan"_s, 5));
        QTRY_COMPARE(streams(), 1);
    }

    void aHiddenTabDoesNothingAndCatchesUpOnce()
    {
        QVERIFY(openTab());
        m_browser.speakTo(0);
        QVERIFY(waitFor(u"document.hidden"_s));
        QVERIFY(watchTree());
        QVERIFY(postAll(u"Hidden"_s, 1, 20));
        QCOMPARE(m_wall.ask("GET", "/say?name=Ada&message=Meanwhile").status, 200);
        m_browser.speakTo(m_tabs.last());
        QVERIFY(shows(u"Hidden"_s, 20));
        m_browser.speakTo(0);
        QCOMPARE(m_browser.evaluate(u"window.changes"_s).toInt(), 0);
        QVERIFY(m_browser.show(0));
        QVERIFY(shows(u"Hidden"_s, 20));
        QVERIFY(open(u"/#/messages"_s));
        QVERIFY(waitFor(
                u"[...document.querySelectorAll('[data-testid=messages] li')].filter((row) => row.textContent.includes('Meanwhile')).length === 1"_s));
    }

    // More than is kept for those who do not listen.
    void aHiddenTabThatMissedTooMuchReadsAnew()
    {
        QVERIFY(openTab());
        m_browser.speakTo(0);
        QVERIFY(watchTree());
        QCOMPARE(m_wall.ask("GET", "/say?name=Ada&message=Before+the+flood").status, 200);
        for (int part = 0; part < 2; ++part) {
            QJsonArray records;
            for (int i = 0; i < 10'000; ++i)
                records.append(QJsonObject{{"name"_L1, u"Flood %1"_s.arg(i)}, {"time"_L1, 30}});
            QVERIFY(post(records));
        }
        QVERIFY(postAll(u"Much"_s, 1, 3));
        m_browser.speakTo(m_tabs.last());
        QVERIFY(shows(u"Much"_s, 3));
        m_browser.speakTo(0);
        QCOMPARE(m_browser.evaluate(u"window.changes"_s).toInt(), 0);
        QVERIFY(m_browser.show(0));
        QVERIFY(shows(u"Much"_s, 3));
        QVERIFY(showsWhatIsStored());
        QVERIFY(waitFor(live));
        QVERIFY(open(u"/#/messages"_s));
        QVERIFY(waitFor(
                u"[...document.querySelectorAll('[data-testid=messages] li')].filter((row) => row.textContent.includes('Before the flood')).length === 1"_s));
    }

    void aFrozenTabCatchesUpOnce()
    {
        QVERIFY(openTab());
        QVERIFY(m_browser.freeze(0));
        QVERIFY(postAll(u"Frozen"_s, 1, 20));
        m_browser.speakTo(m_tabs.last());
        QVERIFY(shows(u"Frozen"_s, 20));
        QVERIFY(m_browser.show(0));
        QVERIFY(shows(u"Frozen"_s, 20));
    }

    // Its title is all that is seen of it.
    void aHiddenTabStillTellsOfTrouble()
    {
        QVERIFY(openTab());
        m_browser.speakTo(0);
        letLoadsFail();
        QVERIFY(m_wall.stop());
        QVERIFY(waitFor(u"document.hidden && document.title.startsWith('Away')"_s));
        QVERIFY(m_wall.start());
        QVERIFY(waitFor(u"!document.title.startsWith('Away')"_s));
        QVERIFY(waitFor(u"document.hidden"_s));
    }

    void afterTheWallWasKilledNothingIsMissedOrDoubled()
    {
        QVERIFY(openTab());
        QVERIFY(openTab());
        QVERIFY(postAll(u"Killed"_s, 1, 5));
        letLoadsFail();
        m_wall.kill();
        QVERIFY(waitFor(away));
        QVERIFY(m_wall.start());
        QVERIFY(postAll(u"Killed"_s, 6, 10));
        for (const int tab : std::as_const(m_tabs)) {
            QVERIFY(m_browser.show(tab));
            QVERIFY(waitFor(live));
            QVERIFY(shows(u"Killed"_s, 10));
        }
        QTRY_COMPARE(streams(), 1);
    }

    // Its ids begin anew, too.
    void anotherStoreIsReadByAllTabs()
    {
        QVERIFY(openTab());
        QVERIFY(postAll(u"Old"_s, 1, 5));
        QVERIFY(shows(u"Old"_s, 5));
        letLoadsFail();
        QVERIFY(m_wall.stop());
        const QDir data(m_wall.dataFolder());
        for (const QString &file : data.entryList({u"tallywall.sqlite*"_s}, QDir::Files))
            QVERIFY(QFile::remove(data.filePath(file)));
        QVERIFY(m_wall.start());
        QVERIFY(postAll(u"Fresh"_s, 1, 3));
        for (const int tab : {m_tabs.last(), 0}) {
            QVERIFY(m_browser.show(tab));
            QVERIFY(waitFor(live));
            QVERIFY(showsWhatIsStored());
            QVERIFY(shows(u"Fresh"_s, 3));
        }
    }

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

    void aTabThatComesBackGoesOn()
    {
        QVERIFY(openTab());
        QVERIFY(postAll(u"Back"_s, 1, 5));
        QVERIFY(shows(u"Back"_s, 5));
        QVERIFY(m_browser.open(u"about:blank"_s));
        QVERIFY(postAll(u"Back"_s, 6, 10));
        QVERIFY(m_browser.evaluate(u"(setTimeout(() => history.back()), true)"_s).toBool());
        QVERIFY(waitFor(live));
        QVERIFY(shows(u"Back"_s, 10));
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

    void theLastTabLeavesNoSubscriber()
    {
        QVERIFY(openTab());
        QTRY_COMPARE(streams(), 1);
        QVERIFY(m_browser.close(m_tabs.takeLast()));
        QVERIFY(m_browser.show(0));
        QCOMPARE(streams(), 1);
        // It is closed rather than left: the browser may keep a page that is left, with its worker, before they can speak.
        QVERIFY(m_browser.newTab() > 0); // the browser ends with its last tab
        QVERIFY(m_browser.close(0));
        QTRY_COMPARE(streams(), 0);
    }

private:
    // Another tab with the overview, live, in the foreground.
    bool openTab(const QString &script = {}) { return openTabAt(m_wall.url(u"/#/overview"_s), script); }

    bool openTabAt(const QString &address, const QString &script = {})
    {
        const int tab = m_browser.newTab();
        if (tab < 0)
            return false;
        m_browser.emulate({1280, 800});
        m_tabs.append(tab);
        return (script.isEmpty() || m_browser.runAtStart(script)) && m_browser.open(address) && waitFor(live);
    }

    int streams()
    {
        static const QRegularExpression pattern(u"tallywall_subscribers\\{kind=\"sse\"\\} (\\d+)"_s);
        const auto match = pattern.match(QString::fromUtf8(m_wall.ask("GET", "/metrics").body));
        return match.hasMatch() ? match.captured(1).toInt() : -1;
    }

    // Results "NAME first" to "NAME last", one by one.
    bool postAll(const QString &name, int first, int last)
    {
        for (int i = first; i <= last; ++i) {
            if (post(u"%1 %2"_s.arg(name).arg(i), 7) <= 0)
                return false;
        }
        return true;
    }

    // Whether the live list comes to have "NAME last" to "NAME 1", each once and in this order.
    bool shows(const QString &name, int last)
    {
        QStringList expected;
        for (int i = last; i >= 1; --i)
            expected.append(u"%1 %2"_s.arg(name).arg(i));
        return waitFor(
                u"[...document.querySelectorAll('[data-testid=live] .what b')].map((who) => who.textContent).filter((who) => who.startsWith('%1 ')).join() === %2"_s
                        .arg(name, quoted(expected.join(u','))));
    }

    // Whether the table of results comes to be that of the store.
    bool showsWhatIsStored()
    {
        QStringList stored;
        const QJsonArray results = m_wall.ask("GET", "/results?limit=100").json().value("results"_L1).toArray();
        for (const QJsonValue &record : results)
            stored.append(QString::number(record["id"_L1].toInteger()));
        return open(u"/#/results"_s)
                && waitFor(
                        u"[...document.querySelectorAll('[data-testid=results-table] tbody tr')].slice(0, 100).map((row) => row.dataset.id).join() === '%1'"_s
                                .arg(stored.join(u',')))
                && open(u"/#/overview"_s);
    }

    // Counts in window.changes what is done to the tree of a hidden tab from now on; what was under way when it was hidden
    // may end first.
    bool watchTree()
    {
        return waitFor(u"document.hidden"_s)
                && m_browser
                           .evaluate(
                                   u"new Promise((done) => setTimeout(done, 500)).then(() => { window.changes = 0; new "
                                   u"MutationObserver((list) => window.changes += "
                                   u"list.length)"
                                   ".observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true}); return true; })"_s)
                           .toBool();
    }

    QList<int> m_tabs{0}; // that are open
};

QTEST_GUILESS_MAIN(PageTabsTest)
#include "page_tabs_test.moc"
