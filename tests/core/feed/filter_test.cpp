// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/filter.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

QByteArray manyNames(int count)
{
    QByteArrayList names;
    for (int i = 0; i < count; ++i)
        names << "c" + QByteArray::number(i);
    return names.join(',');
}

} // namespace

class FilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wantsAllUntilSomeAreNamed()
    {
        Filter filter;
        QVERIFY(filter.wants("results"));
        QVERIFY(filter.wants("anything"));
        filter.add("results");
        QVERIFY(filter.wants("results"));
        QVERIFY(!filter.wants("ci"));
        QVERIFY(!filter.wants("result"));
        filter.add("ci");
        QVERIFY(filter.wants("ci"));
        QVERIFY(filter.wants("results"));
    }

    void wantsNothingWhenTheLastNameIsTakenAway()
    {
        Filter filter;
        filter.add("results");
        filter.remove("results");
        QVERIFY(!filter.wants("results"));
        QVERIFY(!filter.wants("ci"));
        QVERIFY(filter != Filter{});
    }

    void takingAwayWhatIsNotThereChangesNothing()
    {
        Filter all;
        all.remove("results");
        QCOMPARE(all, Filter{});
        Filter one;
        one.add("ci");
        const Filter before = one;
        one.remove("results");
        QCOMPARE(one, before);
    }

    void equalWishesAreEqual()
    {
        Filter a;
        Filter b;
        for (const char *name : {"results", "ci", "a", "ci", "results"})
            a.add(name);
        for (const char *name : {"a", "results", "ci"})
            b.add(name);
        QCOMPARE(a, b);
        QVERIFY(!(a < b) && !(b < a));
        QCOMPARE(a.collections, (QByteArrayList{"a", "ci", "results"}));
    }

    void isAKeyThatKeepsDifferentWishesApart()
    {
        Filter none;
        none.add("a");
        none.remove("a");
        Filter some;
        some.add("a");
        QList<Filter> filters{some, none, Filter{}};
        std::sort(filters.begin(), filters.end());
        for (qsizetype i = 0; i < filters.size(); ++i) {
            for (qsizetype j = 0; j < filters.size(); ++j)
                QCOMPARE(filters.at(i) < filters.at(j), i < j);
        }
    }

    void aListIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("all");
        QTest::addColumn<QByteArrayList>("collections");
        QTest::newRow("nothing") << ""_ba << true << QByteArrayList{};
        QTest::newRow("commas alone") << ",,"_ba << true << QByteArrayList{};
        QTest::newRow("one") << "ci"_ba << false << QByteArrayList{"ci"};
        QTest::newRow("two, sorted") << "results,ci"_ba << false << QByteArrayList{"ci", "results"};
        QTest::newRow("doubles and blanks") << " ci ,ci,,results "_ba << false << QByteArrayList{"ci", "results"};
    }
    void aListIsRead()
    {
        QFETCH(QByteArray, text);
        const auto filter = parseFilter(text);
        QVERIFY(filter);
        QTEST(filter->all, "all");
        QTEST(filter->collections, "collections");
    }

    void aListIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("capitals") << "Results"_ba << u"\"Results\" cannot be a collection"_s;
        QTest::newRow("one of several") << "ci,a b"_ba << u"\"a b\" cannot be a collection"_s;
        QTest::newRow("a star") << "*"_ba << u"\"*\" cannot be a collection"_s;
        QTest::newRow("too long") << QByteArray(65, 'x') << u"at most 64 of them"_s;
        QTest::newRow("not UTF-8") << "\xff"_ba << u"cannot be a collection"_s;
        QTest::newRow("too many") << manyNames(65) << u"at most 64 collections"_s;
    }
    void aListIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, sentence);
        const auto filter = parseFilter(text);
        QVERIFY(!filter);
        QCOMPARE(filter.error().code, ErrorCode::Invalid);
        QCOMPARE(filter.error().place, u"parameter \"collection\""_s);
        QVERIFY2(filter.error().message.contains(sentence), qPrintable(filter.error().message));
        QVERIFY(filter.error().message.size() < 300);
    }

    void sixtyFourAreAllowedAndDoublesAreNotCounted()
    {
        const auto filter = parseFilter(manyNames(64) + ',' + manyNames(64));
        QVERIFY(filter);
        QCOMPARE(filter->collections.size(), Filter::maxCollections);
    }
};

QTEST_GUILESS_MAIN(FilterTest)
#include "filter_test.moc"
