// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of one run and the trends of a pipeline in a real browser against the real program.
#include "tests/page/page_fixture.h"

#include <QFile>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QString isRemoved = u"document.querySelector('.ci-run > p').textContent.startsWith('This run was removed')"_s;

} // namespace

class PageRunTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void aRunHasItsFactsItsJobsAndATimeLine()
    {
        QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/page/data/job_that_may_fail.json"_L1);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(deliver("Pipeline Hook", file.readAll()));
        const qint64 id = m_wall.ask("GET", "/ci/runs").json()["runs"_L1].toArray().at(0)["id"_L1].toInteger();
        QVERIFY(openAnew("/#/ci/run/"_L1 + QString::number(id)));
        const QString head = marked(u"run-head"_s);
        QVERIFY(waitFor(head + ".dataset.state === 'failed'"_L1));
        for (const QString &text :
             {u"shop/api"_s, u"main"_s, u"Ada"_s, u"1:00"_s, u"0e6a3f"_s, u"Keep <b>the pulp</b> warm"_s})
            QVERIFY2(waitFor(head + ".textContent.includes(%1)"_L1.arg(quoted(text))), qPrintable(text));
        QCOMPARE(m_browser.evaluate(u"document.querySelector('.run-head .out').rel"_s).toString(),
                 u"noopener noreferrer"_s);
        QVERIFY(waitFor(
                u"[...document.querySelectorAll('[data-testid=jobs-table] td.job > :first-child')].map((name) => name.textContent).join() === 'compile,unit,lint,production'"_s));
        QVERIFY(waitFor(
                u"[...document.querySelectorAll('[data-testid=jobs-table] .allowed')].map((mark) => mark.textContent).join() === ',,may fail,'"_s));
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=time-line] canvas').getAttribute('aria-label').includes('4 jobs')"_s));
    }

    void aRunThatChangesIsShownAsItIs()
    {
        QVERIFY(deliver("Pipeline Hook", R"({"object_kind":"pipeline","object_attributes":{"id":7,"ref":"main",
            "status":"running"},"project":{"path_with_namespace":"shop/api"},"builds":[
            {"id":9,"stage":"test","name":"unit","status":"running","started_at":"2026-11-20 22:40:00 UTC"}]})"));
        QVERIFY(waitFor(marked(u"run-head"_s) + ".dataset.state === 'running'"_L1));
    }

    void aRunIsClaimedAndLetGoOnItsPage()
    {
        QVERIFY(deliverPipeline("shop/till", 8, "main", "failed"));
        QVERIFY(open(u"/#/ci"_s));
        QVERIFY(click(tileOf(u"shop/till"_s) + ".querySelector('.name')"_L1));
        const QString head = marked(u"run-head"_s);
        QVERIFY(waitFor(head + ".textContent.includes('shop/till')"_L1));
        QVERIFY(click(head + ".querySelector('.claim')"_L1));
        QVERIFY(enter(u"name"_s, u"Grace"_s));
        QVERIFY(waitFor(head + ".querySelector('.who').textContent === 'Grace looks into it'"_L1));
        QVERIFY(click(head + ".querySelector('.claim')"_L1));
        QVERIFY(waitFor(head + ".querySelector('.who').hidden"_L1));
    }

    void aRunThatIsRemovedIsSaidSo()
    {
        letComplain(u"404"_s);
        const QString run = m_browser.evaluate(u"location.hash.split('/').pop()"_s).toString();
        const QString button = marked(u"run-head"_s) + ".querySelector('.remove')"_L1;
        const int before = timesAsked("/ci/runs/"_L1 + run);
        QVERIFY(m_browser.evaluate(u"(%1.focus(), true)"_s.arg(button)).toBool());
        QVERIFY(click(button));
        QVERIFY(click(u"document.querySelector('dialog[open] .main')"_s));
        QVERIFY(waitFor(isRemoved));
        QVERIFY(waitFor(u"document.activeElement.hash === '#/ci'"_s));
        QVERIFY(waitFor(u'!' + marked(u"run-head"_s) + ".offsetParent"_L1));
        QTRY_VERIFY(timesAsked("/ci/runs/"_L1 + run) > before); // to be sure
        QVERIFY(waitFor(isRemoved));
        QVERIFY(waitFor(u"document.activeElement.hash === '#/ci'"_s));
    }

    void anAnswerUnderWayDoesNotBringARemovedRunBack()
    {
        letComplain(u"404"_s);
        QVERIFY(deliverPipeline("shop/late", 9, "main", "failed"));
        QVERIFY(open(u"/#/ci"_s));
        QVERIFY(click(tileOf(u"shop/late"_s) + ".querySelector('.name')"_L1));
        QVERIFY(waitFor(marked(u"run-head"_s) + ".textContent.includes('shop/late')"_L1));
        QVERIFY(m_browser
                        .evaluate(
                                u"((real) => { const held = location.hash.replace('#/ci/run', '/ci/runs'); window.fetch = async (path, options) => { const answer = await real(path, options); if (path === held) await new Promise((done) => (window.letGo = done)); return answer; }; return true; })(window.fetch)"_s)
                        .toBool());
        QVERIFY(m_browser.evaluate(u"(window.dispatchEvent(new Event('hashchange')), true)"_s).toBool());
        QVERIFY(waitFor(u"window.letGo"_s));
        QVERIFY(remove("shop%2Flate", "main"));
        QVERIFY(waitFor(isRemoved));
        QVERIFY(m_browser.evaluate(u"(window.letGo(), fetch('/health').then(() => true))"_s).toBool());
        QVERIFY(waitFor(isRemoved));
        QVERIFY(openAnew(u"/#/ci"_s));
    }

    void aRunThatIsNotThereIsSaidSo()
    {
        letComplain(u"404"_s);
        QVERIFY(open(u"/#/ci/run/99999"_s));
        QVERIFY(waitFor(u"document.querySelector('.ci-run > p').textContent.includes('no such run')"_s));
    }

    void trendsTellHowAPipelineDoes()
    {
        QVERIFY(deliverPipeline("shop/till", 19, "main", "failed"));
        for (int id = 20; id < 28; ++id)
            QVERIFY(deliverPipeline("shop/web", id, "main", id % 4 == 0 ? "failed" : "success"));
        QVERIFY(openAnew(u"/#/ci/trends?provider=gitlab&project=shop%2Fweb"_s));
        const QString trend = marked(u"trend"_s);
        QVERIFY(waitFor(trend + ".querySelector('h2').textContent === 'shop/web'"_L1));
        QVERIFY(waitFor(trend + ".querySelector('.trend-figures').textContent.includes('75 %')"_L1));
        QVERIFY(waitFor(trend + ".querySelector('.trend-figures').textContent.includes('0:03')"_L1));
        QVERIFY(waitFor(
                trend
                + ".querySelector('canvas').getAttribute('aria-label').includes('the last 8 runs, 2 of them failed')"_L1));
        const QString first
                = u"document.querySelector('[data-testid=trends-list] .name').title || document.querySelector('[data-testid=trends-list] .name').dataset.project"_s;
        QVERIFY(waitFor(u'(' + first + ") === 'shop/till'"_L1)); // never green yet
        QVERIFY(choose(u"trends-order"_s, u"name"_s));
        QVERIFY(waitFor(u'(' + first + ") === 'shop/api' || ("_L1 + first + ") === 'shop/till'"_L1));
    }

    void aPipelineWithoutATrendIsAskedForOnceUntilThereIsNewsOfIt()
    {
        letComplain(u"404"_s);
        QVERIFY(deliverPipeline("shop/new", 30, "main", "running"));
        QVERIFY(openAnew(u"/#/ci/trends?provider=gitlab&project=shop%2Fnew"_s));
        QVERIFY(waitFor(marked(u"no-trend"_s) + ".textContent === 'No run of this pipeline has ended yet.'"_L1));
        QVERIFY(waitFor(marked(u"trend"_s) + ".querySelector('h2').textContent === 'shop/new'"_L1));
        QVERIFY(waitFor(u'!' + marked(u"trends-panel"_s) + ".querySelector('[role=status]').offsetParent"_L1));
        QVERIFY(passTime()); // once more, since all was read anew when the page was opened
        QTRY_COMPARE(timesAsked(u"/ci/trend?"_s), 2);
        const int figures = timesAsked(u"/ci/figures"_s);
        QVERIFY(deliverPipeline("shop/web", 31, "main", "success"));
        QVERIFY(passTime());
        QTRY_COMPARE(timesAsked(u"/ci/figures"_s), figures + 1);
        QVERIFY(deliverPipeline("shop/new", 30, "main", "success"));
        QVERIFY(passTime());
        QVERIFY(waitFor(marked(u"trend-figures"_s) + ".offsetParent"_L1));
        QVERIFY(waitFor(marked(u"no-trend"_s) + ".hidden"_L1));
        QCOMPARE(timesAsked(u"/ci/trend?"_s), 3);
    }

private:
    // What changes is read at most every ten seconds: here they are over.
    bool passTime()
    {
        return m_browser.evaluate(u"((real) => { Date.now = () => real() + 11e3; return true; })(Date.now)"_s).toBool();
    }
};

QTEST_GUILESS_MAIN(PageRunTest)
#include "page_run_test.moc"
