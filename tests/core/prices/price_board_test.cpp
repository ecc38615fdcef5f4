// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prices/price_board.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

Event priced(qint64 id, const QByteArray &data, qint64 at = 0)
{
    return {EventId(id), "prices", "changed", fromUnixMs(at), data};
}

} // namespace

class PriceBoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeIsWhatAPersonWouldReckon()
    {
        const auto change = [](double before, double latest) {
            return PriceSeries{u"ACME"_s, {{fromUnixMs(1), before}, {fromUnixMs(2), latest}}}.change();
        };
        QCOMPARE(change(12.2, 12.3), 0.1);
        QVERIFY(change(0.3, 0.30000000000000004) == 0);
        QVERIFY(change(0, 0) == 0);
        QVERIFY(change(123456789, 123456789.1) == 0.1);
        QVERIFY(change(-1e15, 1e15) == 2e15);
        QVERIFY(change(1.2e-7, 1.3e-7) == 1e-8);
    }

    void aPriceIsASymbolAndANumber_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("where");
        QTest::newRow("whole") << R"({"symbol":"ACME","price":12.5})"_ba << QString();
        QTest::newRow("below zero") << R"({"symbol":"oil/brent:spot","price":-3})"_ba << QString();
        QTest::newRow("no symbol") << R"({"price":1})"_ba << u"field \"symbol\""_s;
        QTest::newRow("a blank in it") << R"({"symbol":"AC ME","price":1})"_ba << u"field \"symbol\""_s;
        QTest::newRow("too long") << R"({"symbol":"%1","price":1})"_ba.replace("%1", QByteArray(33, 'A'))
                                  << u"field \"symbol\""_s;
        QTest::newRow("a text") << R"({"symbol":"ACME","price":"12"})"_ba << u"field \"price\""_s;
        QTest::newRow("the largest") << R"({"symbol":"ACME","price":1e+15})"_ba << QString();
        QTest::newRow("beyond any sense") << R"({"symbol":"ACME","price":1.1e15})"_ba << u"field \"price\""_s;
        QTest::newRow("as far below zero") << R"({"symbol":"ACME","price":-1e308})"_ba << u"field \"price\""_s;
        QTest::newRow("no price") << R"({"symbol":"ACME"})"_ba << u"field \"price\""_s;
    }
    void aPriceIsASymbolAndANumber()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, where);
        const auto tick = priceFromJson(data);
        QCOMPARE(tick.has_value(), where.isEmpty());
        if (tick)
            QCOMPARE(priceJson(*tick), data);
        else
            QCOMPARE(tick.error().place, where);
    }

    void whatIsNoPriceIsToldWithWhatIsExpected()
    {
        QVERIFY(checkPriced(R"({"symbol":"ACME","price":12.5})"));
        for (const char *data : {"", "null", "[1]", "7", R"({"symbol":"ACME","price":"12"})"}) {
            const auto checked = checkPriced(data);
            QVERIFY2(!checked, data);
            QCOMPARE(checked.error().code, ErrorCode::Invalid);
            QCOMPARE(checked.error().place, u"field \"data\""_s);
            QVERIFY(checked.error().message.contains(u"{\"symbol\":\"ACME\",\"price\":12.5}"_s));
        }
    }

    void pricesGatherBySymbol()
    {
        PriceBoard board;
        QVERIFY(!board.take({EventId(1), "results", "created", {}, R"({"symbol":"ACME","price":1})"}));
        QVERIFY(!board.take(priced(2, "{}")));
        QVERIFY(!board.take(priced(3, {})));
        QVERIFY(board.take(priced(4, R"({"symbol":"ACME","price":10})", 100)));
        QVERIFY(board.take(priced(5, R"({"symbol":"B","price":1})", 150)));
        const PriceSeries *series = board.take(priced(0, R"({"symbol":"ACME","price":12.5})", 200));
        QVERIFY(series);
        QCOMPARE(series->points, (QList<PricePoint>{{fromUnixMs(100), 10}, {fromUnixMs(200), 12.5}}));
        QCOMPARE(series->change(), 2.5);
        QCOMPARE(board.series().keys(), (QStringList{u"ACME"_s, u"B"_s}));
        QCOMPARE(board.find(u"B"_s)->change(), 0);
        QVERIFY(!board.find(u"C"_s));
    }

    void aStoredPriceCountsOnce()
    {
        PriceBoard board;
        board.know({u"ACME"_s, {{fromUnixMs(1), 1}}, EventId(7)});
        QVERIFY(!board.take(priced(7, R"({"symbol":"ACME","price":1})")));
        QVERIFY(board.take(priced(8, R"({"symbol":"ACME","price":2})")));
        QVERIFY(!board.take(priced(8, R"({"symbol":"ACME","price":2})")));
        QVERIFY(board.take(priced(0, R"({"symbol":"ACME","price":2})")));
        QCOMPARE(board.find(u"ACME"_s)->points.size(), 3);
    }

    void itIsBounded()
    {
        PriceBoard board;
        for (int i = 0; i <= PriceSeries::maxPoints; ++i)
            board.take(priced(0, priceJson({u"MANY"_s, double(i)}), 1'000'000));
        QCOMPARE(board.find(u"MANY"_s)->points.size(), PriceSeries::maxPoints);
        QCOMPARE(board.find(u"MANY"_s)->points.constFirst().price, 1);
        for (int i = 1; i < PriceBoard::maxSymbols; ++i)
            board.take(priced(0, priceJson({u"S%1"_s.arg(i), 1}), 2'000'000)); // whatever time they say
        board.take(priced(0, priceJson({u"MANY"_s, 7}), 1'000'000));
        board.take(priced(0, priceJson({u"LATE"_s, 7}), 1'000'000));
        QCOMPARE(board.series().size(), PriceBoard::maxSymbols);
        QVERIFY(board.find(u"MANY"_s));
        QVERIFY(!board.find(u"S1"_s)); // silent for longest
        QVERIFY(board.find(u"S2"_s) && board.find(u"LATE"_s));
    }
};

QTEST_APPLESS_MAIN(PriceBoardTest)
#include "price_board_test.moc"
