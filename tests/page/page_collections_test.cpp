// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The view of collections: every one with its newest event, the live log, and one event as JSON.
#include "tests/page/page_fixture.h"

#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

// The rows of the log that are in the page, as texts.
const QString rows
        = u"[...document.querySelectorAll('[data-testid=log] [role=option]')].map((row) => row.textContent)"_s;
const QString note = u"document.querySelector('[data-testid=log-panel] .note').textContent"_s;

QByteArray told(const QByteArray &collection, const QByteArray &data, const QByteArray &more = {})
{
    return R"({"collection":")" + collection + R"(","type":"told","data":)" + data + more + '}';
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
        QVERIFY(waitFor(note + " === '1 of 151 events'"_L1));
        QVERIFY(notify(told("meter", R"({"like":1007})")));
        QVERIFY(waitFor(note + " === '2 of 152 events'"_L1));
        QVERIFY(choose(u"log-search"_s, u"nowhere"_s));
        QVERIFY(waitFor(marked(u"log-none"_s) + ".offsetParent"_L1));
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

    void aChosenEventIsShownAsJsonAndAsText()
    {
        QVERIFY(notify(told("meter", R"({"html":"<img src=x><b>bold</b>"})")));
        QVERIFY(waitFor(rows + "[0].includes('<img src=x')"_L1));
        QVERIFY(click(u"document.querySelector('[data-testid=log] [role=option]')"_s));
        QVERIFY(waitFor("JSON.parse(%1.textContent).data.html.startsWith('<img')"_L1.arg(marked(u"json"_s))));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('main img, .event-detail b').length"_s).toInt(), 0);
        QVERIFY(waitFor(u'!' + marked(u"cut"_s) + ".offsetParent"_L1));
        QVERIFY(click(
                u"[...document.querySelectorAll('.event-detail button')].find((each) => each.textContent === 'Close')"_s));
        QVERIFY(waitFor(u'!' + marked(u"event"_s) + ".offsetParent"_L1));
    }

    void ofALongEventTheBeginningIsShownAndTheRestIsReadWhenAsked()
    {
        QVERIFY(notify(told("meter", '"' + QByteArray(300000, 'x') + "end\"")));
        QVERIFY(waitFor(rows + "[0].includes('xxxx')"_L1));
        QVERIFY(click(u"document.querySelector('[data-testid=log] [role=option]')"_s));
        QVERIFY(waitFor(marked(u"cut"_s) + ".textContent.includes('300.0 KB')"_L1));
        QVERIFY(waitFor(marked(u"json"_s) + ".textContent.length < 3000"_L1));
        QVERIFY(click(
                u"[...document.querySelectorAll('.event-detail button')].find((each) => each.textContent === 'Read it whole')"_s));
        QVERIFY(waitFor(u'!' + marked(u"cut"_s) + ".offsetParent"_L1));
        QVERIFY(click(u"[document.querySelector('.event-detail .more')].find((each) => each.offsetParent)"_s));
        QVERIFY(waitFor(marked(u"json"_s) + ".textContent.includes('xend\"')"_L1));
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

    void aNameThatIsNoneIsSaid()
    {
        letComplain(u"404"_s);
        QVERIFY(open(u"/#/collections/No%20name"_s));
        QVERIFY(waitFor(marked(u"log-none"_s) + ".textContent.includes('could not be read')"_L1));
    }
};

QTEST_GUILESS_MAIN(PageCollectionsTest)
#include "page_collections_test.moc"
