// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The view of prices: a ticker of every symbol, and one of them as a chart.
#include "tests/page/page_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PagePricesTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyWallSaysHowToTellAPrice()
    {
        QVERIFY(open(u"/#/prices"_s));
        QVERIFY(waitFor(u"document.querySelector('.view.prices .empty').offsetParent"_s));
        QVERIFY(waitFor(
                u"document.querySelector('.view.prices .empty code').textContent.includes('\"type\":\"changed\",\"data\":{\"symbol\":\"ACME\"')"_s));
    }

    void whereNoneCanBeReadThePageSaysSo()
    {
        QVERIFY(letSummarySay(
                u"body.failing = [{name: 'prices.far', symbol: 'FAR', why: 'no such host', since: ''}]"_s));
        QVERIFY(waitFor(troubleOf(u"FAR"_s) + "?.textContent === 'no such host'"_L1));
        QVERIFY(waitFor(u"!document.querySelector('.view.prices .empty').offsetParent"_s));
        QVERIFY(waitFor(note + u" === 'Cannot be read: no such host · No price of it yet'"_s));
        QVERIFY(letSummarySay({}));
        QVERIFY(waitFor(u"document.querySelector('.view.prices .empty').offsetParent"_s));
    }

    void aPriceAppearsAndGoesUpAndDown()
    {
        QVERIFY(tell("ACME", "12.5"));
        QVERIFY(waitFor(shows(u"ACME"_s, u"12.50"_s, u"± 0"_s)));
        QVERIFY(waitFor(u"!document.querySelector('.view.prices .empty').offsetParent"_s));
        QVERIFY(tell("ACME", "13.75"));
        QVERIFY(waitFor(shows(u"ACME"_s, u"13.75"_s, u"▲ 1.25"_s)));
        QVERIFY(waitFor(tileOfSymbol(u"ACME"_s) + ".querySelector('.change').dataset.tone === 'success'"_L1));
        QVERIFY(tell("ACME", "13.5", ",\"store\":false"));
        QVERIFY(waitFor(shows(u"ACME"_s, u"13.50"_s, u"▼ 0.25"_s)));
        QVERIFY(waitFor(tileOfSymbol(u"ACME"_s) + ".querySelector('.change').dataset.tone === 'failed'"_L1));
        QVERIFY(waitFor(tileOfSymbol(u"ACME"_s) + ".querySelector('.spark .line').getAttribute('d')"_L1));
        QVERIFY(waitFor(chart + ".startsWith('Line chart of 3 prices of ACME')"_L1));
    }

    void whatIsNoPriceIsNotShown()
    {
        QVERIFY(!tell("BAD", R"("high")")); // refused
        QVERIFY(tell("EUR/USD", "1.0842"));
        QVERIFY(waitFor(shows(u"EUR/USD"_s, u"1.0842"_s, u"± 0"_s)));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('.tile.price').length"_s).toInt(), 2);
    }

    void theChosenSymbolHasTheChart()
    {
        QVERIFY(tell("EUR/USD", "1.0841"));
        QVERIFY(click(tileOfSymbol(u"EUR/USD"_s)));
        QVERIFY(waitFor(u"location.hash === '#/prices/EUR%2FUSD'"_s));
        QVERIFY(waitFor(chart + ".startsWith('Line chart of 2 prices of EUR/USD, the newest 1.0841')"_L1));
        QVERIFY(waitFor(tileOfSymbol(u"EUR/USD"_s) + ".getAttribute('aria-current') === 'true'"_L1));
        QVERIFY(open(u"/#/prices/NONE"_s));
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=price-panel]').textContent.includes('Nothing to draw yet')"_s));
    }

    void aNewPageKnowsTheSeries()
    {
        QVERIFY(openAnew(u"/#/prices"_s));
        QVERIFY(waitFor(shows(u"ACME"_s, u"13.50"_s, u"▼ 0.25"_s)));
        QVERIFY(waitFor(chart + ".startsWith('Line chart of 3 prices of ACME')"_L1));
    }

    void aPriceThatIsNotToldOfAnyMoreSaysSo()
    {
        QVERIFY(waitFor(tileOfSymbol(u"ACME"_s) + ".offsetParent"_L1));
        QVERIFY(letSummarySay(u"headers.set('date', new Date(Date.now() + 630e3).toUTCString())"_s));
        QVERIFY(waitFor(troubleOf(u"ACME"_s) + ".offsetParent"_L1));
        QVERIFY(waitFor(u"/^No news for \\d+ min$/.test("_s + troubleOf(u"ACME"_s) + ".textContent)"_L1));
        QVERIFY(waitFor(u"!"_s + tileOfSymbol(u"ACME"_s) + ".querySelector('.change').offsetParent"_L1));
        QVERIFY(waitFor(note + ".startsWith('No news for ')"_L1));
        QVERIFY(letSummarySay({}));
        QVERIFY(tell("ACME", "14"));
        QVERIFY(waitFor(shows(u"ACME"_s, u"14.00"_s, u"▲ 0.50"_s)));
        QVERIFY(waitFor(u'!' + troubleOf(u"ACME"_s) + ".offsetParent"_L1));
    }

    void aPriceThatCannotBeReadSaysWhy()
    {
        QVERIFY(letSummarySay(
                u"body.failing = [{name: 'prices.acme', symbol: 'ACME', why: 'nobody listens', since: ''}, {name: 'prices.far', symbol: 'FAR', why: 'no such host', since: ''}]"_s));
        QVERIFY(waitFor(troubleOf(u"ACME"_s) + "?.textContent === 'nobody listens'"_L1));
        QVERIFY(waitFor(note + ".startsWith('Cannot be read: nobody listens')"_L1));
        QVERIFY(waitFor(troubleOf(u"FAR"_s)
                        + "?.textContent === 'no such host'"_L1)); // never read, and here all the same
        QVERIFY(waitFor(tileOfSymbol(u"FAR"_s) + u".querySelector('.figure').textContent === '–'"_s));
        QVERIFY(click(tileOfSymbol(u"FAR"_s)));
        QVERIFY(waitFor(note + u" === 'Cannot be read: no such host · No price of it yet'"_s));
        QVERIFY(letSummarySay({}));
        QVERIFY(waitFor(u'!' + tileOfSymbol(u"FAR"_s)));
        QVERIFY(waitFor(u'!' + troubleOf(u"ACME"_s) + ".offsetParent"_L1));
    }

    void aLongPriceIsNotCut()
    {
        QVERIFY(tell("LONG", "67890.125"));
        QVERIFY(tell("LONG", "-123456789012.5"));
        const QString figure = tileOfSymbol(u"LONG"_s) + "?.querySelector('.figure')"_L1;
        QVERIFY(waitFor("%1?.offsetParent && %1.scrollWidth <= %1.parentElement.clientWidth"_L1.arg(figure)));
    }

    // Nobody has stored them: the stream itself brings none that the page was not there for.
    void afterAStopAndAStartThePricesOfMeanwhileAreThere()
    {
        QVERIFY(openAnew(u"/#/prices/ACME"_s));
        QVERIFY(waitFor(chart + ".startsWith('Line chart of ')"_L1));
        letLoadsFail();
        QVERIFY(m_wall.stop());
        QVERIFY(waitFor(away));
        QVERIFY(m_wall.start());
        for (const char *price : {"20", "21", "22"})
            QVERIFY(tell("BACK", price, R"(,"store":false)"));
        QVERIFY(waitFor(live));
        QVERIFY(open(u"/#/prices/BACK"_s));
        QVERIFY(waitFor(chart + ".startsWith('Line chart of 3 prices of BACK, the newest 22.00')"_L1));
    }

    void theTelevisionShowsThemInTurn()
    {
        QVERIFY(m_browser.open(m_wall.url(u"/?tv"_s)));
        const QString turned
                = u"document.querySelector('[data-testid=tv-prices]').offsetParent !== null || !window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))"_s;
        QTRY_VERIFY_WITH_TIMEOUT(m_browser.evaluate(turned).toBool(), 15000);
        QVERIFY(waitFor(u"document.querySelector('[data-testid=tv-prices]').textContent.includes('ACME14.00')"_s));
        QVERIFY(waitFor(
                u"[...document.querySelectorAll('[data-testid=tv-prices] .tile')].every((tile) => tile.getBoundingClientRect().bottom <= innerHeight)"_s));
    }

private:
    inline static const QString note = u"document.querySelector('[data-testid=price-panel] .note').textContent"_s;
    inline static const QString chart
            = u"String(document.querySelector('[data-testid=price-panel] canvas').getAttribute('aria-label'))"_s;

    bool tell(const QByteArray &symbol, const QByteArray &price, const QByteArray &more = {})
    {
        return notify(R"({"collection":"prices","type":"changed","data":{"symbol":")" + symbol + R"(","price":)" + price
                      + '}' + more + '}');
    }

    static QString tileOfSymbol(const QString &symbol)
    {
        return u"document.querySelector('[data-testid=\"price-%1\"]')"_s.arg(symbol);
    }

    static QString troubleOf(const QString &symbol) { return tileOfSymbol(symbol) + "?.querySelector('.state')"_L1; }

    static QString shows(const QString &symbol, const QString &price, const QString &change)
    {
        const QString tile = tileOfSymbol(symbol);
        return "%1?.querySelector('.figure').textContent === '%2' && %1.querySelector('.change').textContent === '%3'"_L1
                .arg(tile, price, change);
    }
};

QTEST_GUILESS_MAIN(PagePricesTest)
#include "page_prices_test.moc"
