// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The wall of pipelines and the table of runs in a real browser against the real program.
#include "tests/page/page_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QString states
        = u"[...document.querySelectorAll('[data-testid=ci-wall] .run-tile')].map((tile) => tile.dataset.state ?? 'folded').join()"_s;
const QString rows = u"[...document.querySelectorAll('[data-testid=ci-table] tbody tr')]"_s;
const QString boxes
        = u"JSON.stringify([...document.querySelectorAll('[data-testid=ci-wall] .run-tile, [data-testid=ci-wall] .name')].map((part) => part.getBoundingClientRect()))"_s;

} // namespace

class PageCiTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyWallSaysWhereToPostAndItsSamplesWork()
    {
        const QString texts
                = u"[...document.querySelectorAll('.ci-wall [data-testid=ci-empty] code')].map((code) => code.textContent)"_s;
        QVERIFY(open(u"/#/ci"_s));
        QVERIFY(waitFor(u"document.querySelector('.ci-wall [data-testid=ci-empty]').offsetParent"_s));
        const QJsonArray commands = m_browser.evaluate(texts).toArray();
        QCOMPARE(commands.size(), 3);
        QCOMPARE(commands.at(0).toString(), m_wall.url(u"/hooks"_s));
        QVERIFY(run(commands.at(1).toString()));
        QVERIFY(run(commands.at(2).toString()));
        QVERIFY(waitFor(tileOf(u"shop/web"_s) + ".dataset.state === 'success'"_L1));
        QVERIFY(waitFor(tileOf(u"shop/api"_s) + ".dataset.state === 'failed'"_L1));
        QVERIFY(waitFor(u"!document.querySelector('.ci-wall [data-testid=ci-empty]').offsetParent"_s));
    }

    void troubleComesFirst()
    {
        for (const auto &[project, status] : {std::pair("order/skipped", "skipped"),
                                              {"order/success", "success"},
                                              {"order/running", "running"},
                                              {"order/waiting", "manual"}})
            QVERIFY(deliverPipeline(project, 10, "main", status));
        QVERIFY(waitFor(states + " === 'failed,waiting,running,success,success,skipped'"_L1));
        QVERIFY(deliverPipeline("order/success", 11, "main", "failed"));
        QVERIFY(waitFor(states + " === 'failed,failed,waiting,running,success,skipped'"_L1));
    }

    void aTileSaysHowItStandsInWords()
    {
        const QString tile = tileOf(u"order/success"_s);
        QVERIFY(waitFor(tile + ".querySelector('.state .word').textContent === 'failed'"_L1));
        QVERIFY(waitFor(tile + ".querySelector('.state .icon').classList.contains('icon-failed')"_L1));
        QVERIFY(waitFor("getComputedStyle(%1, '::before').width === '4px'"_L1.arg(tile)));
        QVERIFY(waitFor(tile + ".querySelector('.turn').textContent === 'broken'"_L1));
        QVERIFY(waitFor(tile + ".querySelector('.words').textContent.startsWith('last green ')"_L1));
        QVERIFY(waitFor(tile + ".querySelector('.ref').textContent === 'main'"_L1));
        QVERIFY(deliverPipeline("order/success", 12, "main", "failed"));
        QVERIFY(waitFor(tile + ".querySelector('.turn').textContent === 'still broken'"_L1));
        QVERIFY(deliverPipeline("order/success", 13, "main", "success"));
        QVERIFY(waitFor(tile + ".querySelector('.turn').textContent === 'fixed'"_L1));
    }

    void greenOnesFoldAndThatIsRemembered()
    {
        QVERIFY(click(marked(u"ci-fold"_s)));
        QVERIFY(waitFor(states + " === 'failed,waiting,running,folded,skipped'"_L1));
        QVERIFY(waitFor(marked(u"ci-unfold"_s) + ".textContent.includes('2 passing')"_L1));
        QVERIFY(openAnew(u"/#/ci"_s));
        QVERIFY(waitFor(states + " === 'failed,waiting,running,folded,skipped'"_L1));
        QVERIFY(click(marked(u"ci-unfold"_s)));
        QVERIFY(waitFor(states + " === 'failed,waiting,running,success,success,skipped'"_L1));
    }

    // What the time changes must not move anything.
    void tilesFillTheViewAndStayWhereTheyAre()
    {
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            m_browser.emulate(size);
            QVERIFY(waitFor(
                    u"((list) => list.scrollHeight <= list.clientHeight && list.lastElementChild.getBoundingClientRect().bottom > list.getBoundingClientRect().bottom - 4)(document.querySelector('[data-testid=ci-wall]'))"_s));
            const QString before = m_browser.evaluate(boxes).toString();
            QVERIFY(m_browser.evaluate(u"new Promise((done) => setTimeout(() => done(true), 2100))"_s).toBool());
            QCOMPARE(m_browser.evaluate(boxes).toString(), before);
        }
        m_browser.emulate({1280, 800});
    }

    void arrowsGoFromTileToTile()
    {
        QVERIFY(m_browser.evaluate(u"(document.querySelector('.run-tile a').focus(), true)"_s).toBool());
        QVERIFY(m_browser
                        .evaluate(
                                u"(document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true})), true)"_s)
                        .toBool());
        QVERIFY(waitFor(
                u"document.activeElement.closest('.run-tile') === document.querySelectorAll('.run-tile')[1]"_s));
    }

    void aRedLaneThatBuildsAgainIsSeenToBeRed()
    {
        QVERIFY(deliverPipeline("red/before", 50, "main", "failed"));
        QVERIFY(deliverPipeline("red/before", 51, "main", "running"));
        const QString tile = tileOf(u"red/before"_s);
        QVERIFY(waitFor(tile + ".querySelector('.state .word').textContent === 'running'"_L1));
        QVERIFY(waitFor(tile + ".querySelector('.turn').textContent === 'still broken'"_L1));
        QVERIFY(waitFor(tile + ".querySelector('.turn .icon-failed').offsetParent"_L1));
        QVERIFY(waitFor(
                u"getComputedStyle(%1, '::before').backgroundColor === getComputedStyle(%2, '::before').backgroundColor"_s
                        .arg(tile, tileOf(u"shop/api"_s))));
        QVERIFY(waitFor(tile + ".previousElementSibling.dataset.state === 'failed'"_L1));
        QVERIFY(waitFor(tile + ".nextElementSibling.dataset.state === 'waiting'"_L1));
    }

    void aRedLaneThatBuildsAgainNeedsAttention()
    {
        QVERIFY(waitFor(u"document.title === '2 failed · Tallywall'"_s));
        QVERIFY(waitFor(marked(u"ci-counts"_s) + ".textContent.startsWith('2 failed of ')"_L1));
        QVERIFY(open(u"/#/overview"_s));
        const QString entry
                = u"[...document.querySelectorAll('[data-testid=attention] li')].find((row) => row.textContent.includes('red/before'))"_s;
        QVERIFY(waitFor(entry + ".querySelector('.word').textContent === 'still broken'"_L1));
        QVERIFY(waitFor(
                u"((state) => state.scrollWidth <= state.clientWidth)(%1.querySelector('.state'))"_s.arg(entry)));
        QVERIFY(openAnew(u"/#/ci"_s));
    }

    // Anybody may publish in this collection.
    void whatAProgramSaysOfTheTableIsNotBelieved()
    {
        const QString tile = tileOf(u"order/skipped"_s);
        QVERIFY(m_browser
                        .evaluate(
                                u"(new MutationObserver(() => (window.wasGone ||= !(%1))).observe(document.body, {subtree: true, childList: true}), true)"_s
                                        .arg(tile))
                        .toBool());
        QVERIFY(publish("deleted",
                        R"({"provider":"gitlab","project":"order/skipped","pipeline":"","ref":"main","runs":1})"));
        QVERIFY(publish(
                "created",
                R"({"id":9001,"provider":"gitlab","project":"ghost/api","pipeline":"","ref":"main","state":"failed"})"));
        QVERIFY(deliverPipeline("order/later", 30, "main", "success")); // comes behind them
        QVERIFY(waitFor(tileOf(u"order/later"_s)));
        QVERIFY(waitFor(tile));
        QVERIFY(!m_browser.evaluate(u"window.wasGone === true"_s).toBool());
        QVERIFY(!m_browser.evaluate(u"Boolean(%1)"_s.arg(tileOf(u"ghost/api"_s))).toBool());
        QVERIFY(remove("order/later", "main"));
        QVERIFY(waitFor(u'!' + tileOf(u"order/later"_s)));
    }

    void htmlInAProjectIsShownAsText()
    {
        const QString project = u"<img src=x onerror=document.title=1><b>Bo</b>"_s;
        QVERIFY(deliverPipeline(project.toUtf8(), 20, "<i>main</i>", "failed"));
        QVERIFY(waitFor(tileOf(project) + ".querySelector('.ref').textContent === '<i>main</i>'"_L1));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('main :is(img, b, i)').length"_s).toInt(), 0);
    }

    void whoLooksIntoItIsSeenByEverybody()
    {
        const QString tile = tileOf(u"shop/api"_s);
        QVERIFY(m_browser.evaluate(u"(localStorage.clear(), true)"_s).toBool());
        QVERIFY(click(tile + ".querySelector('.claim')"_L1));
        QVERIFY(enter(u"name"_s, u"Ada <b>W</b>"_s));
        QVERIFY(waitFor(tile + ".querySelector('.who').textContent === 'Ada <b>W</b> looks into it'"_L1));
        const QByteArray path = "/ci/runs/" + textOfId(tile);
        QCOMPARE(m_wall.ask("GET", path).json()["claim"_L1]["by"_L1].toString(), u"Ada <b>W</b>"_s);
        QVERIFY(openAnew(u"/#/ci"_s));
        QVERIFY(waitFor(tile + ".querySelector('.who').textContent === 'Ada <b>W</b> looks into it'"_L1));
        QVERIFY(click(tile + ".querySelector('.claim')"_L1)); // let go: the browser knows the name
        QVERIFY(waitFor(tile + ".querySelector('.who').hidden"_L1));
        QVERIFY(!m_wall.ask("GET", path).json().contains("claim"_L1));
    }

    void aRunThatGoesOnShowsHowFarItIs()
    {
        for (int id = 30; id < 34; ++id)
            QVERIFY(deliverPipeline("slow/one", id, "main", "success"));
        const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1();
        QVERIFY(deliver("Pipeline Hook",
                        R"({"object_kind":"pipeline","object_attributes":{"id":34,"ref":"main","status":"running"},
            "project":{"path_with_namespace":"slow/one"},"builds":[{"id":1,"name":"build","stage":"build","status":"running","started_at":")"
                                + now + R"("}]})"));
        const QString tile = tileOf(u"slow/one"_s);
        QVERIFY(waitFor(tile + ".querySelector('.progress').offsetParent"_L1));
        QVERIFY(waitFor(tile
                        + ".querySelector('.words').textContent.startsWith('overdue')"_L1)); // usually three seconds
    }

    void theTableIsFilteredByTheWall()
    {
        QVERIFY(open(u"/#/ci/runs"_s));
        QVERIFY(waitFor(rows + ".length > 6"_L1));
        QVERIFY(choose(u"runs-project"_s, u"order/succ"_s)); // a part that is one's alone
        QVERIFY(waitFor(rows + ".length === 4"_L1));
        QVERIFY(choose(u"runs-state"_s, u"failed"_s));
        QVERIFY(waitFor(rows + ".length === 2 && "_L1 + rows + ".every((row) => row.dataset.state === 'failed')"_L1));
        QCOMPARE(m_browser.evaluate(u"location.hash"_s).toString(),
                 u"#/ci/runs?project=order%2Fsuccess&state=failed"_s);
        QVERIFY(openAnew(u"/#/ci/runs?project=order%2Fsuccess&state=failed"_s));
        QVERIFY(waitFor(rows + ".length === 2"_L1));
        QVERIFY(deliverPipeline("order/success", 14, "main", "failed"));
        QVERIFY(waitFor(rows + ".length === 3"_L1));
        QVERIFY(deliverPipeline("order/success", 15, "main", "success"));
        QVERIFY(deliverPipeline("order/success", 16, "main", "failed"));
        QVERIFY(waitFor(rows + ".length === 4 && "_L1 + rows + ".every((row) => row.dataset.state === 'failed')"_L1));
        QVERIFY(click(marked(u"runs-clear"_s)));
        QVERIFY(waitFor(rows + ".length > 6"_L1));
        QVERIFY(choose(u"runs-search"_s, u"slow MAIN"_s));
        QVERIFY(waitFor(rows + ".length === 5"_L1));
        QVERIFY(choose(u"runs-search"_s, {}));
    }

    void theTableGoesOnFurtherBack()
    {
        for (int id = 200; id < 310; ++id)
            QVERIFY(deliverPipeline("many/runs", id, "main", "success"));
        QVERIFY(openAnew(u"/#/ci/runs"_s));
        QVERIFY(waitFor(rows + ".length === 100"_L1));
        // The list may be read anew once more after the page is live, and begins with its first page then.
        bool isFurther = false;
        for (int tries = 0; tries < 4 && !isFurther; ++tries) {
            QVERIFY(click(marked(u"runs-more"_s)));
            isFurther = m_browser.waitFor(rows + ".length > 110"_L1, std::chrono::seconds(5));
        }
        QVERIFY(isFurther);
        QVERIFY(waitFor(marked(u"runs-more"_s) + ".hidden"_L1));
    }

    void onTelevisionTheTilesHaveNoControls()
    {
        QVERIFY(deliverPipeline("red/again", 60, "main", "failed"));
        QVERIFY(deliverPipeline("red/again", 61, "main", "running"));
        QVERIFY(m_browser.open(m_wall.url(u"/?tv"_s)));
        QVERIFY(waitFor(u"document.querySelector('.in-trouble').textContent.includes('shop/api')"_s));
        const QString mark
                = u"[...document.querySelectorAll('.in-trouble li')].find((row) => row.textContent.includes('red/again')).querySelector('.state')"_s;
        QVERIFY(waitFor(mark + ".textContent === 'still broken'"_L1));
        QVERIFY(waitFor(u"((state) => state.scrollWidth <= state.clientWidth)(%1)"_s.arg(mark)));
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=ci-wall] .run-tile')?.offsetParent || (window.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'})), false)"_s));
        QVERIFY(waitFor(states + ".startsWith('failed')"_L1));
        QCOMPARE(
                m_browser
                        .evaluate(
                                u"[...document.querySelectorAll('button, input, select, nav')].filter((control) => control.offsetParent).length"_s)
                        .toInt(),
                0);
        QVERIFY(openAnew(u"/"_s));
    }

private:
    static bool run(const QString &command)
    {
        QProcess shell;
        shell.start(u"sh"_s, {u"-c"_s, command + " --silent --show-error --fail"_L1});
        return shell.waitForFinished(20000) && shell.exitCode() == 0;
    }

    QByteArray textOfId(const QString &tile)
    {
        return m_browser.evaluate(tile + ".dataset.id"_L1).toString().toLatin1();
    }
};

QTEST_GUILESS_MAIN(PageCiTest)
#include "page_ci_test.moc"
