// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One event of the view of collections: as JSON, read whole, and copied.
#include "tests/page/page_fixture.h"
#include "tests/page/shown_log.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageCollectionEventTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void aChosenEventIsShownAsJsonAndAsText()
    {
        QVERIFY(open(u"/#/collections/meter"_s));
        QVERIFY(notify(told("meter", R"({"html":"<img src=x><b>bold</b>"})")));
        QVERIFY(waitFor(rows + "[0]?.includes('<img src=x')"_L1));
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
        QVERIFY(waitFor(rows + "[0]?.includes('xxxx')"_L1));
        QVERIFY(click(u"document.querySelector('[data-testid=log] [role=option]')"_s));
        QVERIFY(waitFor(marked(u"cut"_s) + ".textContent.includes('300 kB')"_L1));
        QVERIFY(waitFor(marked(u"json"_s) + ".textContent.length < 3000"_L1));
        QVERIFY(click(
                u"[...document.querySelectorAll('.event-detail button')].find((each) => each.textContent === 'Read it whole')"_s));
        QVERIFY(waitFor(u'!' + marked(u"cut"_s) + ".offsetParent"_L1));
        QVERIFY(click(u"[document.querySelector('.event-detail .more')].find((each) => each.offsetParent)"_s));
        QVERIFY(waitFor(marked(u"json"_s) + ".textContent.includes('xend\"')"_L1));
    }

    void whatIsCopiedIsTheWholeEvent()
    {
        QVERIFY(m_browser
                        .evaluate(
                                u"(document.execCommand = () => (window.copied = document.activeElement.value, true), "
                                "navigator.clipboard && (navigator.clipboard.writeText = async (text) => (window.copied = text)), true)"_s)
                        .toBool());
        const QString copy
                = u"[...document.querySelectorAll('.event-detail button')].find((each) => each.textContent === 'Copy JSON' && each.offsetParent)"_s;
        QVERIFY(notify(told("meter", '"' + QByteArray(300000, 'y') + "end\"")));
        QVERIFY(waitFor(rows + "[0]?.includes('yyyy')"_L1));
        QVERIFY(click(u"document.querySelector('[data-testid=log] [role=option]')"_s));
        QVERIFY(click(copy));
        QVERIFY(waitFor(u"JSON.parse(window.copied).data.length === 300003"_s));
        QVERIFY(notify(told("meter", '"' + QByteArray(300000, 'z') + '"', R"(,"store":false)")));
        QVERIFY(waitFor(rows + "[0]?.includes('zzzz')"_L1));
        QVERIFY(click(u"document.querySelector('[data-testid=log] [role=option]')"_s));
        QVERIFY(waitFor(u"document.querySelector('[data-testid=json]').textContent.includes('zzzz')"_s));
        QVERIFY(waitFor(u'!' + copy));
        // A mark that turns the text around it is shown by its escape.
        QVERIFY(notify(told("meter", R"("one \u202e two")")));
        QVERIFY(waitFor(rows + "[0]?.includes('\"one \\\\u202e two\"')"_L1));
        QVERIFY(click(u"document.querySelector('[data-testid=log] [role=option]')"_s));
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=json]').textContent.includes('\"one \\\\u202e two\"')"_s));
        QVERIFY(click(copy));
        QVERIFY(waitFor(u"JSON.parse(window.copied).data === 'one \\u202e two'"_s));
    }
};

QTEST_GUILESS_MAIN(PageCollectionEventTest)
#include "page_collection_event_test.moc"
