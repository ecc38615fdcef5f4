// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The view of collections: every one with its newest event, and the live log.
#include "tests/page/page_fixture.h"
#include "tests/page/shown_log.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QString note = u"document.querySelector('[data-testid=log-panel] .note').textContent"_s;

// Presses a key; true where the page has taken it.
QString press(const QString &element, const QString &key)
{
    return u"!%1.dispatchEvent(new KeyboardEvent('keydown', { key: '%2', bubbles: true, cancelable: true }))"_s.arg(
            element, key);
}

} // namespace

class PageCollectionsTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyWallSaysHowToPublishAndTheCommandWorks()
    {
        QVERIFY(open(u"/#/collections"_s));
        const QString empty = u"document.querySelector('.view.collections .empty')"_s;
        QVERIFY(waitFor(empty + ".offsetParent"_L1));
        const QStringList words = QProcess::splitCommand(
                m_browser
                        .evaluate(
                                empty
                                + ".querySelector('code').textContent.replaceAll(\"'\", '').replaceAll('\"', '\"\"\"')"_L1)
                        .toString());
        QProcess curl;
        curl.start(words.constFirst(), QStringList{u"--silent"_s, u"--show-error"_s} + words.sliced(1));
        QVERIFY(curl.waitForFinished(20000));
        QVERIFY(waitFor(rows + ".some((row) => row.includes('{\"sum\":7}'))"_L1));
        QVERIFY(waitFor(u'!' + empty + ".offsetParent"_L1));
        QVERIFY(waitFor(marked(u"collections"_s) + ".textContent.includes('orders1paid, now')"_L1));
    }

    void whatIsPublishedIsInTheLogAtOnceStoredOrNot()
    {
        QVERIFY(notify(told("stock", R"({"left":3})")));
        QVERIFY(notify(told("stock", R"({"left":2})", R"(,"store":false)")));
        QVERIFY(waitFor(rows + "[0]?.includes('{\"left\":2}')"_L1));
        QVERIFY(waitFor(rows + "[1]?.includes('{\"left\":3}')"_L1));
    }

    void oneCollectionShowsWhatIsStoredOfIt()
    {
        for (int i = 0; i < 150; ++i)
            QVERIFY(notify(told("meter", QByteArray::number(1000 + i))));
        QVERIFY(openAnew(u"/#/collections/meter"_s));
        QVERIFY(waitFor(note + " === '100 events'"_L1));
        QVERIFY(waitFor(rows + "[0].endsWith('told1149')"_L1));
        QVERIFY(waitFor(rows + ".length < 60"_L1)); // of a hundred
        QVERIFY(click(u"[document.querySelector('[data-testid=log-older]')].find((button) => button.offsetParent)"_s));
        QVERIFY(waitFor(note + " === '150 events'"_L1));
        QVERIFY(waitFor(u'!' + marked(u"log-older"_s) + ".offsetParent"_L1));
        QVERIFY(notify(told("stock", "1")));
        QVERIFY(notify(told("meter", "2000")));
        QVERIFY(waitFor(note + " === '151 events'"_L1));
        QVERIFY(waitFor(rows + "[0].endsWith('told2000')"_L1));
    }

    void aSearchFindsOldAndNewOnes()
    {
        QVERIFY(choose(u"log-search"_s, u"1007"_s));
        QVERIFY(waitFor(u"/^1 of 151 events, back to 2\\d{3}-.{14}$/.test("_s + note + u')'));
        QVERIFY(notify(told("meter", R"({"like":1007})")));
        QVERIFY(waitFor(note + ".startsWith('2 of 152 events, back to ')"_L1));
        QVERIFY(choose(u"log-search"_s, u"nowhere"_s));
        QVERIFY(waitFor(marked(u"log-none"_s) + ".offsetParent"_L1));
        QVERIFY(waitFor(marked(u"log-none"_s) + ".textContent.startsWith('No event has this in it, back to 2')"_L1));
        QVERIFY(choose(u"log-search"_s, {}));
        QVERIFY(waitFor(note + " === '152 events'"_L1));
    }

    void aPauseHoldsTheLogAndCounts()
    {
        const QString space
                = u"document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }))"_s;
        QCOMPARE(m_browser.evaluate(space).toBool(), false); // it was taken
        QVERIFY(waitFor(note + " === 'Paused'"_L1));
        QVERIFY(notify(told("meter", "3001")));
        QVERIFY(notify(told("meter", "3002")));
        QVERIFY(waitFor(note + " === 'Paused, 2 came meanwhile'"_L1));
        QVERIFY(waitFor(rows + "[0].endsWith('{\"like\":1007}')"_L1));
        QVERIFY(click(marked(u"log-pause"_s)));
        QVERIFY(waitFor(rows + "[0].endsWith('told3002')"_L1));
        QVERIFY(waitFor(note + " === '154 events'"_L1));
    }

    void whoScrolledDownKeepsWhatTheyLookAt()
    {
        const QString scroll = u"document.querySelector('.seen-rows')"_s;
        const QString at
                = u"[...document.querySelectorAll('[data-testid=log] [role=option]')].find((row) => row.textContent.endsWith('told1100'))?.getBoundingClientRect().top"_s;
        QVERIFY(m_browser.evaluate(u'(' + scroll + ".scrollTop = 49 * 32, true)"_L1).toBool());
        QVERIFY(waitFor(at));
        const double before = m_browser.evaluate(at).toDouble();
        QVERIFY(notify(told("meter", "3003")));
        QVERIFY(waitFor(note + " === '155 events'"_L1));
        QVERIFY(waitFor("Math.abs(%1 - %2) < 1"_L1.arg(at).arg(before)));
        QVERIFY(m_browser.evaluate(u'(' + scroll + ".scrollTop = 0, true)"_L1).toBool());
    }

    // While events come the log is drawn between a scroll and the event that tells of it: as here, where no time is between the two.
    void whoScrollsWhileEventsComeIsNotHeldBack()
    {
        const QString scrolled
                = u"import('/assets/views/seen_rows.js').then(async ({ SeenRows }) => {"
                  "const { el } = await import('/assets/dom.js');"
                  "const rows = new SeenRows({ label: '', testid: 'probe', make: () => el('li', {}) });"
                  "rows.element.style.height = '320px'; document.querySelector('main').append(rows.element);"
                  "while (!(rows.height > 0)) await new Promise(requestAnimationFrame);"
                  "let items = Array.from({ length: 500 }, (_, key) => ({ key })); rows.show(items);"
                  "const { element, rowHeight } = rows; const places = [];"
                  "for (let i = 0; i < 20; i++) { element.scrollTop += 2 * rowHeight; items = [{ key: -1 - i }, "
                  "...items]; rows.show(items);"
                  "places.push(items[Math.round(element.scrollTop / rowHeight)].key); }"
                  "element.remove(); return places.join(); })"_s;
        QStringList wanted;
        for (int i = 1; i <= 20; ++i)
            wanted.append(QString::number(2 * i));
        QCOMPARE(m_browser.evaluate(scrolled).toString(), wanted.join(u','));
    }

    void readingTheListsAnewLeavesTheLogAlone()
    {
        QVERIFY(click(u"document.querySelectorAll('[data-testid=log] [role=option]')[1]"_s));
        QVERIFY(waitFor(marked(u"event"_s) + ".offsetParent"_L1));
        QVERIFY(deliverPipeline("shop/api", 1, "main", "success"));
        QVERIFY(waitFor(marked(u"collections"_s) + ".textContent.includes('ci1')"_L1));
        const int before = timesAsked(u"/ci/runs"_s);
        QVERIFY(remove("shop/api", "main"));
        QTRY_VERIFY_WITH_TIMEOUT(timesAsked(u"/ci/runs"_s) > before, 15000);
        QVERIFY(waitFor(marked(u"event"_s) + ".offsetParent"_L1));
        QVERIFY(waitFor(note + " === '155 events'"_L1)); // of which a page has 100
    }

    void escapeClosesTheEventAndTheLogHasTheFocus()
    {
        QVERIFY(m_browser.evaluate(press(u"document.querySelector('[data-testid=json]')"_s, u"Escape"_s)).toBool());
        QVERIFY(waitFor(u'!' + marked(u"event"_s) + ".offsetParent"_L1));
        QVERIFY(waitFor("document.activeElement === "_L1 + marked(u"log"_s)));
    }

    void theChosenRowIsNamedOnlyWhileItIsInThePage()
    {
        const QString active
                = u"document.getElementById(document.querySelector('[data-testid=log]').getAttribute('aria-activedescendant'))"_s;
        QVERIFY(m_browser.evaluate(press(marked(u"log"_s), u"ArrowDown"_s)).toBool());
        QVERIFY(waitFor(active + ".getAttribute('aria-posinset') === '1'"_L1));
        QVERIFY(waitFor(active + ".getAttribute('aria-setsize') === '155'"_L1));
        QVERIFY(m_browser.evaluate(u"(document.querySelector('.seen-rows').scrollTop = 4000, true)"_s).toBool());
        QVERIFY(waitFor(u"!document.querySelector('[data-testid=log]').hasAttribute('aria-activedescendant')"_s));
        QVERIFY(m_browser.evaluate(u"(document.querySelector('.seen-rows').scrollTop = 0, true)"_s).toBool());
        QVERIFY(m_browser.evaluate(press(marked(u"log"_s), u"Escape"_s)).toBool());
    }

    void onAPhoneTheArrowsKeepTheLogAndEnterOpensTheEvent()
    {
        m_browser.emulate({390, 844}, Browser::Device::Phone);
        QVERIFY(waitFor(u"matchMedia('(max-width: 860px)').matches"_s));
        QVERIFY(m_browser.evaluate(press(marked(u"log"_s), u"ArrowDown"_s)).toBool());
        QVERIFY(waitFor(u"document.querySelector('[data-testid=log] [aria-selected=true]')"_s));
        QVERIFY(m_browser.evaluate(u'!' + marked(u"event"_s) + ".offsetParent"_L1).toBool());
        (void)m_browser.evaluate(press(marked(u"log"_s), u"Enter"_s));
        QVERIFY(waitFor("document.activeElement === "_L1 + marked(u"event"_s)));
        QVERIFY(m_browser.evaluate(press(marked(u"event"_s), u"Escape"_s)).toBool());
        QVERIFY(waitFor("document.activeElement === "_L1 + marked(u"log"_s)));
        m_browser.emulate({1280, 800});
    }

    void onAPhoneTheListOfCollectionsLeadsToOneAndBack()
    {
        const QString list = marked(u"collections"_s);
        m_browser.emulate({390, 844}, Browser::Device::Phone);
        QVERIFY(waitFor(u"matchMedia('(max-width: 860px)').matches"_s));
        QVERIFY(open(u"/#/collections"_s));
        QVERIFY(waitFor(list + ".offsetParent"_L1));
        QVERIFY(waitFor(u"/meter\\d+told, /.test("_s + list
                        + ".textContent)"_L1)); // with its rate and its newest event
        QVERIFY(waitFor(u'!' + marked(u"log"_s) + ".offsetParent"_L1));
        QVERIFY(click(list + ".querySelector('[href$=stock]')"_L1));
        QVERIFY(waitFor(u'!' + list + ".offsetParent"_L1));
        QVERIFY(waitFor(rows + "[0]?.endsWith('told1')"_L1));
        QVERIFY(click(marked(u"log-back"_s)));
        QVERIFY(waitFor(list + ".offsetParent"_L1));
        QVERIFY(click(list + ".querySelector('a')"_L1)); // all collections
        QVERIFY(waitFor(rows + ".some((row) => row.includes('meter'))"_L1));
        m_browser.emulate({1280, 800});
        QVERIFY(waitFor(list + ".offsetParent"_L1));
        QVERIFY(waitFor(u'!' + marked(u"log-back"_s) + ".offsetParent"_L1));
        QVERIFY(waitFor(list + ".querySelector('[aria-current]').textContent.startsWith('All collections')"_L1));
    }

    void allCollectionsAreReadFurtherBack()
    {
        QVERIFY(notify(told("early", R"({"only":"one"})")));
        QJsonArray records;
        for (int i = 0; i < 310; ++i)
            records.append(QJsonObject{{"collection"_L1, "late"_L1}, {"type"_L1, "told"_L1}, {"data"_L1, i}});
        QVERIFY(notify(QJsonDocument(records).toJson(QJsonDocument::Compact)));
        QVERIFY(openAnew(u"/#/collections"_s));
        QVERIFY(waitFor(note + " === '300 events'"_L1));
        QVERIFY(choose(u"log-search"_s, u"\"only\""_s));
        QVERIFY(waitFor(marked(u"log-none"_s) + ".offsetParent"_L1));
        QVERIFY(click(u"[document.querySelector('[data-testid=log-older]')].find((button) => button.offsetParent)"_s));
        QVERIFY(waitFor(rows + ".length === 1"_L1));
        QVERIFY(waitFor(note + ".startsWith('1 of ')"_L1));
        QVERIFY(waitFor(u'!' + marked(u"log-older"_s) + ".offsetParent"_L1)); // that was all of it
        QVERIFY(choose(u"log-search"_s, {}));
    }

    void aPriceReadsAsOne()
    {
        QVERIFY(notify(R"({"collection":"prices","type":"changed","data":{"symbol":"ACME","price":12.5}})"));
        QVERIFY(open(u"/#/collections/prices"_s));
        QVERIFY(waitFor(rows + "[0]?.endsWith('changedACME 12.50')"_L1));
        QVERIFY(open(u"/#/overview"_s));
        QVERIFY(waitFor(marked(u"live"_s) + ".textContent.includes('ACME 12.50')"_L1));
    }

    void aPauseGoesOnInAnotherCollection()
    {
        QVERIFY(open(u"/#/collections/meter"_s));
        QVERIFY(waitFor(rows + "[0]?.endsWith('told3003')"_L1));
        QVERIFY(click(marked(u"log-pause"_s)));
        QVERIFY(open(u"/#/collections/stock"_s));
        QVERIFY(waitFor(rows + "[0]?.endsWith('told1')"_L1));
        QVERIFY(notify(told("stock", "77")));
        QVERIFY(waitFor(note + " === 'Paused, 1 came meanwhile'"_L1));
        QVERIFY(choose(u"log-search"_s, u"nowhere"_s));
        QVERIFY(waitFor(note + " === 'Paused'"_L1)); // none that has it
        QVERIFY(choose(u"log-search"_s, {}));
        QVERIFY(click(marked(u"log-pause"_s)));
        QVERIFY(waitFor(rows + "[0]?.endsWith('told77')"_L1));
    }

    void aFloodIsBounded()
    {
        QVERIFY(open(u"/#/collections"_s));
        QJsonArray records;
        for (int i = 0; i < 4000; ++i)
            records.append(QJsonObject{{"name"_L1, u"Runner %1"_s.arg(i)}, {"time"_L1, 30 + i * 0.01}});
        QVERIFY(post(records));
        QVERIFY(waitFor(rows + "[0]?.includes('Runner 3999')"_L1));
        QVERIFY(waitFor(note + ".startsWith('the last 1')"_L1));
        QVERIFY(waitFor(rows + ".length < 60"_L1));
        QVERIFY(waitFor(marked(u"collections"_s) + ".textContent.includes('results4')"_L1)); // thousands
    }

    // Nobody has stored it: the stream itself does not bring it to a page that was not there.
    void afterAStopAndAStartTheCollectionsOfMeanwhileAreThere()
    {
        letLoadsFail();
        QVERIFY(m_wall.stop());
        QVERIFY(waitFor(away));
        QVERIFY(m_wall.start());
        QVERIFY(notify(told("meanwhile", "1", R"(,"store":false)")));
        QVERIFY(waitFor(live));
        QVERIFY(waitFor(marked(u"collections"_s) + ".textContent.includes('meanwhile1told')"_L1));
    }

    void whatCannotBeReadIsSaidAndTriedAgain()
    {
        letLoadsFail();
        m_browser.block({u"*/notify"_s});
        QVERIFY(openAnew(u"/#/collections"_s));
        const QString unread = u"document.querySelector('.view.collections .unread')"_s;
        QVERIFY(waitFor(unread + ".offsetParent"_L1));
        m_browser.block({});
        QVERIFY(click(unread + ".querySelector('button')"_L1));
        QVERIFY(waitFor(u'!' + unread + ".offsetParent"_L1));
        QVERIFY(waitFor(marked(u"collections"_s) + ".textContent.includes('orders')"_L1));
    }

    void aNameThatIsNoneIsSaid()
    {
        letComplain(u"422"_s);
        QVERIFY(open(u"/#/collections/No%20name"_s));
        QVERIFY(waitFor(marked(u"log-none"_s) + ".textContent.includes('could not be read')"_L1));
    }
};

QTEST_GUILESS_MAIN(PageCollectionsTest)
#include "page_collections_test.moc"
