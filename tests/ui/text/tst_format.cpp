// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/format.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsHaveThinSpacesBetweenThousands()
    {
        const QChar thin(0x2009);
        QCOMPARE(formatCount(0), u"0"_s);
        QCOMPARE(formatCount(999), u"999"_s);
        QCOMPARE(formatCount(1284), u"1"_s + thin + u"284"_s);
        QCOMPARE(formatCount(-1234567), u"-1"_s + thin + u"234"_s + thin + u"567"_s);
    }

    void numbersTakeTheirUnit()
    {
        QCOMPARE(formatSeconds(12.345), u"12.35"_s);
        QCOMPARE(formatRate(0), u"0"_s);
        QCOMPARE(formatRate(3.46), u"3.5"_s);
        QCOMPARE(formatRate(37.2), u"37"_s);
        QCOMPARE(formatBytes(0), u"0 B"_s);
        QCOMPARE(formatBytes(1'240'000), u"1.2 MB"_s);
        QCOMPARE(formatBytes(999'600), u"1.0 MB"_s);
        QCOMPARE(formatDuration(4.2), u"0:04"_s);
        QCOMPARE(formatDuration(38), u"0:38"_s);
        QCOMPARE(formatDuration(252), u"4:12"_s);
        QCOMPARE(formatDuration(3723), u"1:02:03"_s);
        QCOMPARE(formatDuration(-1), u"–"_s);
    }

    void secondsKeepTheirMeaningAtEverySize_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << 0.0 << u"0.00"_s;
        QTest::newRow("tiny") << 1.5e-9 << u"1.5e-9"_s;
        QTest::newRow("small") << 0.0001 << u"0.0001"_s;
        QTest::newRow("three digits") << 0.012345 << u"0.0123"_s;
        QTest::newRow("half") << 0.5 << u"0.50"_s;
        QTest::newRow("nearly one") << 0.9999 << u"1.00"_s;
        QTest::newRow("thousands") << 1284.5 << u"1\u2009284.50"_s;
        QTest::newRow("millions") << 1e6 << u"1\u2009000\u2009000"_s;
        QTest::newRow("exponent") << 1.5e12 << u"1.5e12"_s;
        QTest::newRow("largest") << 1e308 << u"1e308"_s;
    }

    void secondsKeepTheirMeaningAtEverySize()
    {
        QFETCH(double, seconds);
        QTEST(formatSeconds(seconds), "text");
        QVERIFY(formatDuration(seconds).size() < 24);
    }

    void pricesKeepWhatWasSent()
    {
        QCOMPARE(formatPrice(12.5), u"12.50"_s);
        QCOMPARE(formatPrice(12.8 - 12.5), u"0.30"_s); // 0.3000000000000007
        QCOMPARE(formatPrice(67890.125), u"67"_s + QChar(0x2009) + u"890.125"_s);
        QCOMPARE(formatPrice(0.000012), u"0.000012"_s);
        QCOMPARE(formatPrice(-4), u"-4.00"_s);
        QCOMPARE(formatPrice(0), u"0.00"_s);
        QCOMPARE(formatPrice(1.5e15), u"1.5e15"_s);
        QCOMPARE(formatPrice(0, 4), u"0.0000"_s);
        QCOMPARE(formatPrice(0.30000000000000004), u"0.30"_s);
        QCOMPARE(plainFigures(formatPrice(1e12)), u"1000000000000.00"_s);
        QCOMPARE(plainFigures(formatPrice(123456789012345.6)), u"123456789012346"_s);
        QCOMPARE(plainFigures(formatPrice(1e15)), u"1000000000000000"_s);
        QCOMPARE(formatPrice(1.2e-7), u"0.00000012"_s);
        QCOMPARE(formatPrice(1.2e-13), u"1.2e-13"_s);
    }

    void priceChanges()
    {
        QCOMPARE(formatPriceChange(57.215377, 4), u"▲ 57.2154"_s);
        QCOMPARE(formatPriceChange(5.551e-17), u"± 0"_s);
        QCOMPARE(formatPriceChange(-0.004), u"± 0"_s);
        QCOMPARE(plainFigures(formatPriceChange(123456789012345.6)), u"▲ 123456789012346"_s);
        QCOMPARE(formatPriceChange(-2e15), u"▼ 2e15"_s);
        QCOMPARE(formatPriceChange(0.3), u"▲ 0.30"_s);
        QCOMPARE(formatPriceChange(-0.3), u"▼ 0.30"_s);
        QCOMPARE(formatPriceChange(0), u"± 0"_s);
    }

    void noCharacterIsCutInTwo()
    {
        const QString text = u"ab\U0001F600c"_s;
        QCOMPARE(firstPart(text, 3), u"ab"_s);
        QCOMPARE(firstPart(text, 4), u"ab\U0001F600"_s);
        QCOMPARE(firstPart(text, 99), text);
        QCOMPARE(firstPart(text, 0), QString());
        QCOMPARE(plainToolTip(u"<b>&\n"_s), u"<qt>&lt;b&gt;&amp;<br></qt>"_s);
    }

    void agesGrowCoarser()
    {
        const TimePoint now = fromUnixMs(1'795'000'000'000);
        QCOMPARE(formatAge(now + 1h, now), u"now"_s); // a clock that is ahead
        QCOMPARE(formatAge(now - 9s, now), u"now"_s);
        QCOMPARE(formatAge(now - 29s, now), u"20 s ago"_s);
        QCOMPARE(formatAge(now - 3min, now), u"3 min ago"_s);
        QCOMPARE(formatAge(now - 5h, now), u"5 h ago"_s);
        QCOMPARE(formatAge(now - 25h, now), u"1 d ago"_s);
        QCOMPARE(formatAge(now - 24h * 30, now), u"30 d ago"_s);
        QCOMPARE(formatSpan(299s), u"4 min"_s);
        QCOMPARE(formatSpan(-1s), u"0 s"_s);
    }

    void changesNeedSomethingToCompareWith()
    {
        QCOMPARE(formatChange(112, 100), u"▲ 12 %"_s);
        QCOMPARE(formatChange(50, 100), u"▼ 50 %"_s);
        QCOMPARE(formatChange(100, 100), u"± 0 %"_s);
        QCOMPARE(formatChange(5, 0), QString());
    }

    void textFromElsewhereBecomesOneLine()
    {
        QCOMPARE(oneLine(u"a\nb\tc\u2028d"_s), u"a b c d"_s);
        QCOMPARE(oneLine(u"safe\u202Eexe.txt"_s), u"safe exe.txt"_s);
        QCOMPARE(oneLine(u"<b>Ada</b>"_s), u"<b>Ada</b>"_s);
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
