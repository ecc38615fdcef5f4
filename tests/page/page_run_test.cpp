// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of one run and the trends of a pipeline in a real browser against the real program.
#include "tests/page/page_fixture.h"

#include <QFile>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

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
        QVERIFY(publish("deleted",
                        R"({"provider":"gitlab","project":"shop/till","pipeline":"","ref":"main","runs":1})"));
        QVERIFY(waitFor(u"document.querySelector('.ci-run > p').textContent.includes('was removed')"_s));
        QVERIFY(waitFor(u"document.querySelector('.ci-run > p a').hash === '#/ci'"_s));
        QVERIFY(waitFor(u'!' + marked(u"run-head"_s) + ".offsetParent"_L1));
    }

    void aRunThatIsNotThereIsSaidSo()
    {
        QVERIFY(open(u"/#/ci/run/99999"_s));
        QVERIFY(waitFor(u"document.querySelector('.ci-run > p').textContent.includes('no such run')"_s));
        for (const QString &problem : m_browser.takeProblems())
            QVERIFY2(problem.contains("404"_L1), qPrintable(problem));
    }

    void trendsTellHowAPipelineDoes()
    {
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
};

QTEST_GUILESS_MAIN(PageRunTest)
#include "page_run_test.moc"
