// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page in a real browser: values that are hard to show, and whether there is room for what is shown.
#include "tests/page/page_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageWordsTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    // tests/ui/text/tst_format.cpp asks the same of the window.
    void figuresReadAsInTheWindow_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *call, const QString &words) {
            QTest::newRow(call) << QString::fromLatin1(call) << words;
        };
        row("seconds(0)", u"0.00"_s);
        row("seconds(12.34)", u"12.34"_s);
        row("seconds(1204.5)", u"1\u202f204.50"_s);
        row("seconds(1e6)", u"1\u202f000\u202f000"_s);
        row("seconds(0.5)", u"0.50"_s);
        row("seconds(0.9999)", u"1.00"_s);
        row("seconds(0.084)", u"0.084"_s);
        row("seconds(0.012345)", u"0.0123"_s);
        row("seconds(0.0001)", u"0.0001"_s);
        row("seconds(1.5e-9)", u"1.5e-9"_s);
        row("seconds(1.5e12)", u"1.5e12"_s);
        row("seconds(5e-324)", u"4.941e-324"_s);
        row("seconds(1e308)", u"1e308"_s);
        row("price(12.8 - 12.5)", u"0.30"_s);
        row("price(67890.125)", u"67\u202f890.125"_s);
        row("price(1.08, 4)", u"1.0800"_s);
        row("price(0, 4)", u"0.0000"_s);
        row("price(0.30000000000000004)", u"0.30"_s);
        row("price(1e12)", u"1\u202f000\u202f000\u202f000\u202f000.00"_s);
        row("price(123456789012345.6)", u"123\u202f456\u202f789\u202f012\u202f346"_s);
        row("price(1e15)", u"1\u202f000\u202f000\u202f000\u202f000\u202f000"_s);
        row("price(1.2e-7)", u"0.00000012"_s);
        row("price(1.2e-13)", u"1.2e-13"_s);
        row("priceChange(-0.3)", u"▼ 0.30"_s);
        row("priceChange(57.215377, 4)", u"▲ 57.2154"_s);
        row("priceChange(5.551e-17)", u"± 0"_s);
        row("priceChange(-0.004)", u"± 0"_s);
        row("priceChange(123456789012345.6)", u"▲ 123\u202f456\u202f789\u202f012\u202f346"_s);
        row("priceChange(-2e15)", u"▼ 2e15"_s);
        row("price(1.5e15)", u"1.5e15"_s);
        row("rate(0.04)", u"0"_s);
        row("rate(3.46)", u"3.5"_s);
        row("rate(9.96)", u"10"_s);
        row("size(0)", u"0 B"_s);
        row("size(1240000)", u"1.2 MB"_s);
        row("size(999600)", u"1.0 MB"_s);
        row("exact(new Date(2026, 10, 20, 22, 36, 4).getTime())", u"2026-11-20 22:36:04"_s);
        row("ago(0, 9e3)", u"now"_s);
        row("ago(0, 29e3)", u"20 s ago"_s);
        row("ago(0, 180e3)", u"3 min ago"_s);
        row("ago(0, 30 * 86400e3)", u"30 d ago"_s);
        row("clockLength(204)", u"3:24"_s);
        row("clockLength(1e308)", u"1e308 s"_s);
        row("axisLength(0)", u"0 s"_s);
        row("axisLength(0.002)", u"0.002 s"_s);
        row("axisLength(45)", u"45 s"_s);
        row("axisLength(5400)", u"90 min"_s);
        row("axisLength(1e308)", u"1e308 s"_s);
        row("shorten('\\u{1f98a}\\u{1f98a}\\u{1f98a}', 3)", u"\U0001f98a\U0001f98a\U0001f98a"_s);
        row("shorten('\\u{1f98a}\\u{1f98a}\\u{1f98a}\\u{1f98a}', 3)", u"\U0001f98a\U0001f98a…"_s);
        row("plain('a\\u202ebc\\u2066d')", u"abcd"_s);
    }

    void figuresReadAsInTheWindow()
    {
        QFETCH(QString, call);
        QFETCH(QString, words);
        QCOMPARE(m_browser.evaluate("import('/assets/format.js').then((format) => format."_L1 + call + u')').toString(),
                 words);
    }

    void nothingIsSaidOfWhatIsNotKnownYet()
    {
        const QString isFine
                = u"import('/assets/views/lines.js').then(({ Attention }) => { const list = new Attention(); list.render({loaded: %1, attention: [], pipelines: {list: []}, now: () => 0}); return !list.fine.hidden; })"_s;
        QCOMPARE(m_browser.evaluate(isFine.arg(u"false"_s)).toBool(), false);
        QCOMPARE(m_browser.evaluate(isFine.arg(u"true"_s)).toBool(), true);
        QVERIFY(m_browser
                        .evaluate(
                                u"fetch('/', {headers: {accept: 'text/html'}}).then((page) => page.text()).then((text) => text.includes('<body class=\"loading\">'))"_s)
                        .toBool());
    }

    void aKeyThatComesTwiceIsShownOnce()
    {
        QCOMPARE(
                m_browser
                        .evaluate(
                                u"import('/assets/dom.js').then(({ KeyedList, el }) => { const parent = el('ul');"
                                "const list = new KeyedList(parent, {key: (item) => item, make: (item) => el('li', {}, "
                                "item), fill: () => {}});"
                                "for (const items of ['abab', 'ba', 'bcc', 'cab']) list.show([...items]); return parent.textContent; })"_s)
                        .toString(),
                u"cab"_s);
    }

    // An override in a name must not turn what stands beside it around.
    void aNameCannotTurnItsNeighboursAround()
    {
        QVERIFY(open(u"/#/results"_s));
        const qint64 id = post(u"gpj\u202eexe"_s, 4);
        QVERIFY(waitFor(rowOf(id)));
        QCOMPARE(textOf(rowOf(id) + ".querySelector('.name bdi')"_L1), u"gpjexe"_s);
        QVERIFY(open(u"/#/overview"_s));
        QVERIFY(waitFor(u"document.querySelector('[data-testid=live] bdi').textContent === 'gpjexe'"_s));
    }

    void theSmallestAndTheLargestTimeAreDrawn()
    {
        QVERIFY(open(u"/#/results"_s));
        const qint64 huge = post(u"Huge"_s, 1e308);
        const qint64 small = post(u"Small"_s, 0.0001);
        QVERIFY(waitFor(rowOf(huge) + ".querySelector('.number').textContent === '1e308'"_L1));
        QVERIFY(waitFor(rowOf(small) + ".querySelector('.number').textContent === '0.0001'"_L1));
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=fastest] canvas').getAttribute('aria-label').includes('Huge 1e308 seconds')"_s));
        QCOMPARE(
                m_browser
                        .evaluate(
                                u"Object.values(Chart.instances).filter((chart) => "
                                u"chart.canvas.offsetParent).every((chart) =>"
                                "Object.values(chart.scales).every((scale) => [scale.min, scale.max].every(Number.isFinite)))"_s)
                        .toBool(),
                true);
    }

    void namesAndProjectsHaveRoomOnASmallScreen()
    {
        QVERIFY(deliverPipeline("orchard/cider-press", 7, "release/2.4", "failed"));
        QVERIFY(post(u"Bartholomew Featherstone"_s, 4) > 0);
        m_browser.emulate({1024, 700});
        const QString fits
                = u"((cell) => cell.offsetParent && cell.scrollWidth <= cell.clientWidth)(document.querySelector('%1'))"_s;
        QVERIFY(open(u"/#/results"_s));
        QVERIFY(waitFor(fits.arg(u"[data-testid=results-table] td.name"_s)));
        QVERIFY(open(u"/#/ci"_s));
        QVERIFY(waitFor(fits.arg(u"[data-testid=ci-wall] .own"_s)));
        QVERIFY(waitFor(fits.arg(u"[data-testid=ci-wall] .age"_s)));
        QVERIFY(open(u"/#/ci/runs"_s));
        QVERIFY(waitFor(fits.arg(u"[data-testid=ci-table] td.project"_s)));
        QVERIFY(waitFor(fits.arg(u"[data-testid=ci-table] td.ref"_s)));
        QVERIFY(open(u"/#/overview"_s));
        QVERIFY(waitFor(fits.arg(u"[data-testid=attention] .project"_s)));
        QVERIFY(waitFor(fits.arg(u"[data-testid=live] .what"_s)));
        m_browser.emulate({1280, 800});
    }

    // Numbers stand at the end, and the age beside whatever the run did to its lane.
    void theSmallestTileTellsItsLaneAndItsAge()
    {
        QVERIFY(deliverPipeline("an-organisation/platform/service-number-7", 20, "main", "failed"));
        QVERIFY(deliverPipeline("an-organisation/platform/service-number-7", 21, "main", "running"));
        QVERIFY(open(u"/#/ci"_s));
        const QString tile = tileOf(u"an-organisation/platform/service-number-7"_s);
        QVERIFY(waitFor(tile + ".querySelector('.turn[data-tone]')"_L1));
        QVERIFY(resize(tile, 200, 92));
        QVERIFY(waitFor(
                u"((tile, end) => end.textContent === 'umber-7' && end.scrollWidth <= end.clientWidth && end.getBoundingClientRect().right <= tile.getBoundingClientRect().right)(%1, %1.querySelector('.own').lastElementChild)"_s
                        .arg(tile)));
        QVERIFY(waitFor(
                u"((age, state) => age.textContent && age.getBoundingClientRect().top < state.getBoundingClientRect().bottom)(%1.querySelector('.age'), %1.querySelector('.state'))"_s
                        .arg(tile)));
        QVERIFY(waitFor(tile + ".querySelector('.claim span:last-child').getBoundingClientRect().width > 40"_L1));
    }

    void aLongRefTakesASecondLineWhereTheTileHasIt()
    {
        QVERIFY(deliverPipeline("shop/branches", 22, "feature/a-branch-with-a-rather-long-name", "failed"));
        const QString tile = tileOf(u"shop/branches"_s);
        QVERIFY(waitFor(tile));
        const QString lines
                = u"Math.round(%1.querySelector('.where').clientHeight / (1.3 * parseFloat(getComputedStyle(%1.querySelector('.where')).fontSize)))"_s
                          .arg(tile);
        QVERIFY(resize(tile, 240, 140));
        QVERIFY(waitFor(lines + " === 2"_L1));
        QVERIFY(resize(tile, 240, 92));
        QVERIFY(waitFor(lines + " === 1"_L1));
    }

    void aPhoneSaysStillBrokenInWords()
    {
        m_browser.emulate({390, 844});
        QVERIFY(open(u"/#/ci/runs"_s));
        QVERIFY(waitFor(
                u"((word) => word && getComputedStyle(word).clipPath === 'none' && word.scrollWidth <= word.parentElement.clientWidth)(document.querySelector('[data-testid=ci-table] .turn[data-tone] span:last-child'))"_s));
        m_browser.emulate({1280, 800});
    }

    // What covers its whole row or tile is as large as that.
    void aFingerFindsWhatItPresses()
    {
        m_browser.emulate({390, 844});
        const QString small
                = u"[...document.querySelectorAll('main :is(a, button, input, select)')].filter((control) => control.offsetParent && getComputedStyle(control, '::after').position !== 'absolute' && control.getBoundingClientRect().height < 44).map((control) => control.outerHTML).join()"_s;
        for (const QString &path : {u"/#/overview"_s, u"/#/results"_s, u"/#/ci"_s, u"/#/ci/runs"_s, u"/#/ci/run/1"_s,
                                    u"/#/ci/trends"_s, u"/#/ci/deliveries"_s, u"/#/ci/deliveries/1"_s}) {
            QVERIFY(openAnew(path));
            QVERIFY(waitFor(
                    u"document.querySelector('main a:not([hidden])')?.offsetParent || document.querySelector('main input')?.offsetParent"_s));
            QVERIFY2(waitFor(small + " === ''"_L1), qPrintable(m_browser.evaluate(small).toString()));
            QVERIFY(waitFor(u"document.documentElement.scrollWidth <= 390"_s));
        }
        m_browser.emulate({1280, 800});
    }

    void anAgeHasRoomOnTheTelevisionAndTheTitleBesideTheClock()
    {
        QVERIFY(m_browser.open(m_wall.url(u"/?tv"_s)));
        QVERIFY(waitFor(u"document.querySelector('.in-trouble time').offsetParent"_s));
        QVERIFY(waitFor(
                u"((list) => list && (list.classList.remove('few'), list.querySelector('time').textContent = '59 min "
                u"ago', true))"
                "(document.querySelector('.in-trouble .big-runs'))"
                "&& ((time) => time.scrollWidth <= time.clientWidth)(document.querySelector('.in-trouble time'))"_s));
        m_browser.emulate({390, 844});
        QVERIFY(waitFor(
                u"((title, clock) => title.scrollWidth <= title.clientWidth && title.getBoundingClientRect().right < clock.getBoundingClientRect().left)(document.querySelector('.tv-head h1'), document.querySelector('.tv-clock'))"_s));
        m_browser.emulate({1280, 800});
        QVERIFY(openAnew(u"/"_s));
    }

private:
    bool resize(const QString &tile, int width, int height)
    {
        const QString call
                = u"(({ style }) => { style.setProperty('--tile-width', '%2px'); style.setProperty('--tile-height', '%3px'); return true; })(%1)"_s;
        return m_browser.evaluate(call.arg(tile).arg(width).arg(height)).toBool();
    }
};

QTEST_GUILESS_MAIN(PageWordsTest)
#include "page_words_test.moc"
