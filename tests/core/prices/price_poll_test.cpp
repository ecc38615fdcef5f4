// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prices/price_poll.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

class PricePollTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPriceIsANumberOrATextThatIsOne_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<double>("price");
        QTest::newRow("number") << R"({"price":12.5})"_ba << u"/price"_s << 12.5;
        QTest::newRow("text") << R"({"data":[{"last":" 61.15 "}]})"_ba << u"/data/0/last"_s << 61.15;
        QTest::newRow("the whole answer") << "42.25"_ba << QString() << 42.25;
        QTest::newRow("the whole answer, a text") << "\"42.25\"\n"_ba << QString() << 42.25;
        QTest::newRow("below zero") << R"({"p":"-3e1"})"_ba << u"/p"_s << -30.0;
    }
    void aPriceIsANumberOrATextThatIsOne()
    {
        QFETCH(QByteArray, document);
        QFETCH(QString, pointer);
        const auto price = priceAt(document, *readJsonPointer(pointer));
        QVERIFY(price);
        QTEST(*price, "price");
    }

    void whatIsNoPriceIsSaid_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QString>("says");
        QTest::newRow("a page") << "<html>"_ba << u"not JSON"_s;
        QTest::newRow("a number by itself") << "7"_ba << u"nothing at \"/price\""_s;
        QTest::newRow("two numbers") << "7,8"_ba << u"not JSON"_s;
        QTest::newRow("nothing") << ""_ba << u"not JSON"_s;
        QTest::newRow("elsewhere") << R"({"cost":1})"_ba << u"nothing at \"/price\""_s;
        QTest::newRow("words") << R"({"price":"1,234.5","token":"s3cret"})"_ba << u"that is one: \"1,234.5\""_s;
        QTest::newRow("many words") << "{\"price\":\"" + QByteArray(41, 'a') + "\"}"
                                    << u"that is one: \"%1…\""_s.arg(QString(40, u'a'));
        QTest::newRow("too large") << R"({"price":1e16})"_ba << u"that is one: 1e+16"_s;
        QTest::newRow("no text") << R"({"price":""})"_ba << u"neither a number"_s;
        QTest::newRow("without end") << R"({"price":"inf"})"_ba << u"neither a number"_s;
        QTest::newRow("no number") << R"({"price":"nan"})"_ba << u"neither a number"_s;
        QTest::newRow("null") << R"({"price":null})"_ba << u"that is one: null"_s;
        QTest::newRow("an object") << R"({"price":{"usd":"s3cret"}})"_ba << u"that is one: an object"_s;
    }
    void whatIsNoPriceIsSaid()
    {
        QFETCH(QByteArray, document);
        QFETCH(QString, says);
        const auto price = priceAt(document, *readJsonPointer(u"/price"_s));
        QVERIFY(!price);
        const QString sentence = price.error().sentence();
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
        QVERIFY(!sentence.contains(u"s3cret"_s));
    }
};

QTEST_GUILESS_MAIN(PricePollTest)
#include "price_poll_test.moc"
