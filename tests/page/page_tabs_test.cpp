// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page in several tabs of a real browser against the real program: one stream for all, everything exactly once in
// each, and nothing done where nobody looks.
#include "tests/page/tabs_fixture.h"

#include <QDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageTabsTest : public TabsFixture
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(PageTabsTest)
#include "page_tabs_test.moc"
