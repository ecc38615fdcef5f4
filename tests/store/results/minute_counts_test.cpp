// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/results/minute_counts.h"
#include "tests/store/raw_sqlite.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace std::chrono_literals;
using tallywall::test::rawSqlite;

namespace {

constexpr auto first = MinuteCountsTable::Minute::min();
constexpr auto last = MinuteCountsTable::Minute::max();
constexpr MinuteCountsTable::Minute zero{};

} // namespace

class MinuteCountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"wall.sqlite"_s);
        auto database = Database::open({m_path});
        QVERIFY(database);
        m_database = *std::move(database);
        m_counts = std::make_unique<MinuteCountsTable>(*m_database);
        QVERIFY(m_counts->open());
    }

    void cleanup()
    {
        m_counts.reset();
        m_database.reset();
    }

    void nothingCountsAsNothing() { QCOMPARE(*m_counts->count(first, last), 0); }

    void aMinuteHoldsItsFirstMillisecondAndNotTheNextOnes()
    {
        for (const qint64 ms : {-60'001, -60'000, -1, 0, 59'999, 60'000})
            m_counts->add(fromUnixMs(ms), 1);
        QVERIFY(m_counts->flush());
        QCOMPARE(*m_counts->count(zero - 2min, zero - 1min), 1);
        QCOMPARE(*m_counts->count(zero - 1min, zero), 2);
        QCOMPARE(*m_counts->count(zero, zero + 1min), 2);
        QCOMPARE(*m_counts->count(zero + 1min, zero + 2min), 1);
        QCOMPARE(*m_counts->count(zero + 2min, last), 0);
        QCOMPARE(*m_counts->count(first, last), 6);
        QCOMPARE(*m_counts->count(zero + 1min, zero), 0); // backwards
    }

    void changesAddUp()
    {
        m_counts->add(fromUnixMs(5), 1);
        m_counts->add(fromUnixMs(6), 1);
        QVERIFY(m_counts->flush());
        m_counts->add(fromUnixMs(7), 1);
        m_counts->add(fromUnixMs(5), -1);
        m_counts->add(fromUnixMs(6), -1);
        QVERIFY(m_counts->flush());
        QVERIFY(m_counts->flush()); // has nothing to do
        QCOMPARE(*m_counts->count(first, last), 1);
        QCOMPARE(rawSqlite(m_path, {u"SELECT count(*) FROM results_by_minute"_s}).toInt(), 1);
    }

    void whatWasForgottenIsNotCounted()
    {
        m_counts->add(fromUnixMs(5), 1);
        m_counts->forget();
        QVERIFY(m_counts->flush());
        QCOMPARE(*m_counts->count(first, last), 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::shared_ptr<Database> m_database;
    std::unique_ptr<MinuteCountsTable> m_counts;
};

QTEST_GUILESS_MAIN(MinuteCountsTest)
#include "minute_counts_test.moc"
