// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prices/price_source.h"

#include <QtTest>

#include <set>

using namespace tallywall;

class PriceSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itMakesAllPricesFrom0To99()
    {
        PriceSource source(17);
        std::set<int> seen;
        for (int i = 0; i < 10'000; ++i)
            seen.insert(source.next());
        QCOMPARE(seen.size(), std::size_t(100));
        QCOMPARE(*seen.begin(), 0);
        QCOMPARE(*seen.rbegin(), 99);
    }

    void eachGoesItsOwnWay()
    {
        PriceSource one(1);
        PriceSource same(1);
        PriceSource other(2);
        int differences = 0;
        for (int i = 0; i < 100; ++i) {
            const int price = one.next();
            QCOMPARE(same.next(), price);
            differences += other.next() != price ? 1 : 0;
        }
        QVERIFY(differences > 50);
    }
};

QTEST_GUILESS_MAIN(PriceSourceTest)
#include "price_source_test.moc"
