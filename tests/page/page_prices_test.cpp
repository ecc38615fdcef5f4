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

private:
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

    static QString shows(const QString &symbol, const QString &price, const QString &change)
    {
        const QString tile = tileOfSymbol(symbol);
        return "%1?.querySelector('.figure').textContent === '%2' && %1.querySelector('.change').textContent === '%3'"_L1
                .arg(tile, price, change);
    }
};

QTEST_GUILESS_MAIN(PagePricesTest)
#include "page_prices_test.moc"
