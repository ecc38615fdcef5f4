// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Remove from the wall…" on the wall of pipelines, by pointer and by keyboard.
#include "tests/page/page_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageCiRemovalTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void aLaneIsRemovedWhenThatIsMeant()
    {
        const QString tile = tileOf(u"red/before"_s);
        const QString dialog = u"document.querySelector('dialog[open][role=alertdialog]')"_s;
        QVERIFY(deliverPipeline("red/before", 50, "main", "failed"));
        QVERIFY(deliverPipeline("red/before", 51, "main", "running"));
        QVERIFY(deliverPipeline("shop/api", 1, "main", "failed")); // stays
        QVERIFY(open(u"/#/ci"_s));
        QVERIFY(waitFor(tile));
        const int other = m_browser.newTab();
        m_browser.emulate({1280, 800});
        QVERIFY(openAnew(u"/#/ci"_s));
        QVERIFY(waitFor(tile));
        QVERIFY(m_browser.show(0));
        QVERIFY(click(tile + ".querySelector('.remove')"_L1));
        QVERIFY(waitFor(
                u"document.getElementById(%1.getAttribute('aria-describedby')).textContent.includes('New deliveries bring it back')"_s
                        .arg(dialog)));
        QVERIFY(click(dialog + ".querySelector('.plain')"_L1));
        QVERIFY(waitFor(u"!document.querySelector('dialog')"_s));
        QCOMPARE(runsOf("red/before"), 2);
        QVERIFY(click(tile + ".querySelector('.remove')"_L1));
        QVERIFY(click(dialog + ".querySelector('.main')"_L1));
        QVERIFY(waitFor(marked(u"notice"_s) + ".textContent.startsWith('2 runs of ')"_L1));
        QVERIFY(waitFor(u"!(%1)"_s.arg(tile)));
        QCOMPARE(runsOf("red/before"), 0);
        QVERIFY(m_browser.show(other));
        QVERIFY(waitFor(u"!(%1)"_s.arg(tile)));
        QVERIFY(m_browser.close(other));
        QVERIFY(m_browser.show(0));
    }

    void theKeyboardRemovesALaneAndStaysOnTheWall()
    {
        QVERIFY(deliverPipeline("red/branch", 52, "main", "failed"));
        const QString tile = tileOf(u"red/branch"_s);
        QVERIFY(waitFor(tile));
        QCOMPARE(m_browser.evaluate(tile + ".querySelector('.remove').tabIndex"_L1).toInt(), -1);
        QVERIFY(waitFor(tile + ".querySelector('.remove').ariaLabel.includes('red/branch')"_L1));
        const QString after = m_browser.evaluate(tile + ".nextElementSibling.dataset.id"_L1).toString();
        QVERIFY(m_browser
                        .evaluate(
                                u"((name) => (name.focus(), name.dispatchEvent(new KeyboardEvent('keydown', {key: 'Delete', bubbles: true}))))(%1.querySelector('.name'))"_s
                                        .arg(tile))
                        .toBool());
        QVERIFY(click(u"document.querySelector('dialog[open] .main')"_s));
        QVERIFY(waitFor(u"!(%1)"_s.arg(tile)));
        QVERIFY(waitFor(u"document.activeElement.closest('.run-tile')?.dataset.id === %1"_s.arg(quoted(after))));
    }

private:
    qsizetype runsOf(const QByteArray &project)
    {
        return m_wall.ask("GET", "/ci/runs?project=" + project).json()["runs"_L1].toArray().size();
    }
};

QTEST_GUILESS_MAIN(PageCiRemovalTest)
#include "page_ci_removal_test.moc"
