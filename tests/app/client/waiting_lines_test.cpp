// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which lines go in one body.
#include "app/client/waiting_lines.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

// Lines 1 to `count`, each with its number as its event.
WaitingLines numbered(int count)
{
    WaitingLines lines;
    for (int n = 1; n <= count; ++n)
        lines.append({n, QByteArray::number(n), {}});
    return lines;
}

} // namespace

class WaitingLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAloneGoesAsItIs();
    void severalGoAsAnArray();
    void aBodyHasItsBounds();
    void oneWithAProblemGoesNowhere();
    void whatIsRefusedIsSplitUntilOneIsAlone();
    void theyGrowAgain();
};

void WaitingLinesTest::oneAloneGoesAsItIs()
{
    WaitingLines lines;
    QVERIFY(lines.isEmpty());
    lines.append({7, "{}", {}});
    QCOMPARE(lines.underWay(), 0);
    QCOMPARE(lines.sendNext(), "{}"_ba);
    QCOMPARE(lines.underWay(), 1);
    QCOMPARE(lines.lastUnderWay().number, 7);
    lines.taken();
    QCOMPARE(lines.underWay(), 0);
    QVERIFY(lines.isEmpty());
}

void WaitingLinesTest::severalGoAsAnArray()
{
    WaitingLines lines = numbered(3);
    QCOMPARE(lines.sendNext(), "[1,2,3]"_ba);
    QCOMPARE(lines.underWay(), 3);
    QCOMPARE(lines.first().number, 1);
    QCOMPARE(lines.lastUnderWay().number, 3);
    lines.append({4, "4", {}}); // meanwhile
    lines.taken();
    QCOMPARE(lines.sendNext(), "4"_ba);
}

void WaitingLinesTest::aBodyHasItsBounds()
{
    WaitingLines many = numbered(WaitingLines::mostLines - 1);
    QVERIFY(!many.isFull());
    many.append({WaitingLines::mostLines, "x", {}});
    QVERIFY(many.isFull());
    many.append({WaitingLines::mostLines + 1, "y", {}});
    QVERIFY(many.sendNext().endsWith(",x]"));

    WaitingLines large;
    for (qint64 n = 1; n <= 3; ++n)
        large.append({n, QByteArray(WaitingLines::mostBytes / 2, 'x'), {}});
    QVERIFY(large.isFull());
    (void)large.sendNext();
    QCOMPARE(large.underWay(), 2);
    large.taken();
    QVERIFY(!large.isFull());
    large.append({4, QByteArray(2 * WaitingLines::mostBytes, 'x'), {}}); // more than one may have together
    (void)large.sendNext();
    QCOMPARE(large.underWay(), 1);
    large.taken();
    QCOMPARE(large.sendNext().size(), 2 * WaitingLines::mostBytes);
}

void WaitingLinesTest::oneWithAProblemGoesNowhere()
{
    WaitingLines lines = numbered(2);
    lines.append({3, {}, u"no"_s});
    lines.append({4, "4", {}});
    QCOMPARE(lines.sendNext(), "[1,2]"_ba);
    lines.taken();
    QCOMPARE(lines.first().problem, u"no"_s);
    lines.removeFirst();
    QCOMPARE(lines.sendNext(), "4"_ba);
}

void WaitingLinesTest::whatIsRefusedIsSplitUntilOneIsAlone()
{
    WaitingLines lines = numbered(5);
    for (const QByteArray &body : {"[1,2,3,4,5]"_ba, "[1,2]"_ba}) {
        QCOMPARE(lines.sendNext(), body);
        lines.splitNext();
        QCOMPARE(lines.underWay(), 0);
    }
    QCOMPARE(lines.sendNext(), "1"_ba);
    lines.removeFirst();
    QCOMPARE(lines.underWay(), 0);
    QCOMPARE(lines.sendNext(), "2"_ba);
}

void WaitingLinesTest::theyGrowAgain()
{
    WaitingLines lines = numbered(10);
    (void)lines.sendNext();
    lines.splitNext();
    (void)lines.sendNext();
    lines.splitNext();
    QByteArrayList bodies;
    while (!lines.isEmpty()) {
        bodies << lines.sendNext();
        lines.taken();
    }
    QCOMPARE(bodies, (QByteArrayList{"[1,2]", "[3,4,5,6]", "[7,8,9,10]"}));
}

QTEST_GUILESS_MAIN(WaitingLinesTest)
#include "waiting_lines_test.moc"
