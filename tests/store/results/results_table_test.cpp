// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/results/results_table.h"

#include <QTemporaryDir>
#include <QTimeZone>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace std::chrono_literals;

namespace {

// A moment by the clock on the wall in Berlin, where the tests of this file live.
TimePoint berlin(const QString &text)
{
    return fromUnixMs(QDateTime(QDate::fromString(text.left(10), Qt::ISODate), QTime::fromString(text.mid(11)),
                                QTimeZone("Europe/Berlin"))
                              .toMSecsSinceEpoch());
}

bool comesBefore(ResultOrder order, const TimedResult &a, const TimedResult &b)
{
    switch (order) {
    case ResultOrder::Newest: return a.id > b.id;
    case ResultOrder::Fastest: return std::tuple(a.time, a.id) < std::tuple(b.time, b.id);
    case ResultOrder::Name: return std::tuple(a.name.toUtf8(), a.id) < std::tuple(b.name.toUtf8(), b.id);
    }
    Q_UNREACHABLE();
}

} // namespace

class ResultsTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto database = Database::open({m_dir->filePath(u"wall.sqlite"_s)});
        QVERIFY(database);
        m_database = *std::move(database);
        m_table = std::make_unique<ResultsTable>(*m_database);
        QVERIFY(m_table->open());
    }

    void cleanup()
    {
        m_table.reset();
        m_database.reset();
    }

    void rowsAreInsertedChangedAndRemoved()
    {
        const auto row = m_table->insert({u"Ada"_s, 12.34}, fromUnixMs(5));
        QCOMPARE(row, (TimedResult{ResultId(1), u"Ada"_s, 12.34, fromUnixMs(5)}));
        QCOMPARE(*m_table->byId(ResultId(1)), row);
        const auto changed = m_table->update(ResultId(1), {u"Eve"_s, 2});
        QCOMPARE(*changed, (TimedResult{ResultId(1), u"Eve"_s, 2, fromUnixMs(5)})); // it keeps its birthday
        QCOMPARE(*m_table->byId(ResultId(1)), *changed);
        QCOMPARE(*m_table->remove(ResultId(1)), *changed);
        for (const auto &gone : {m_table->byId(ResultId(1)), m_table->remove(ResultId(1)),
                                 m_table->update(ResultId(1), {u"x"_s, 1}), m_table->byId(ResultId(-1))}) {
            QVERIFY(!gone);
            QCOMPARE(gone.error().code, ErrorCode::NotFound);
        }
        QCOMPARE(m_table->insert({u"Bob"_s, 1}, fromUnixMs(6)).id, ResultId(2));
    }

    void pagesNeitherSkipNorDouble_data()
    {
        QTest::addColumn<int>("order");
        QTest::addColumn<int>("limit");
        for (const auto &[name, order] :
             {std::pair("newest", ResultOrder::Newest), std::pair("fastest", ResultOrder::Fastest),
              std::pair("name", ResultOrder::Name)}) {
            for (const int limit : {1, 7, 100, 999, 1000, 1001})
                QTest::addRow("%s by %d", name, limit) << int(order) << limit;
        }
    }
    void pagesNeitherSkipNorDouble()
    {
        QFETCH(int, order);
        QFETCH(int, limit);
        QList<TimedResult> expected = fill(1000);
        std::sort(expected.begin(), expected.end(), [order](const TimedResult &a, const TimedResult &b) {
            return comesBefore(ResultOrder(order), a, b);
        });
        QList<TimedResult> got;
        ResultsQuery query{limit, ResultId::None, ResultOrder(order)};
        int pages = 0;
        do {
            const auto page = m_table->page(query);
            QVERIFY(page);
            QVERIFY(page->results.size() <= limit);
            got += page->results;
            query.before = page->next;
            ++pages;
        } while (query.before != ResultId::None && pages <= 1000);
        QCOMPARE(pages, (1000 + limit - 1) / limit);
        QCOMPARE(got.size(), expected.size());
        QVERIFY(got == expected);
    }

    void aPageBehindTheLastRowIsEmpty()
    {
        (void)fill(3);
        for (const auto order : {ResultOrder::Newest, ResultOrder::Fastest, ResultOrder::Name}) {
            const auto all = m_table->page({100, ResultId::None, order});
            QCOMPARE(all->results.size(), 3);
            const auto page = m_table->page({100, all->results.constLast().id, order});
            QVERIFY(page);
            QVERIFY(page->results.isEmpty());
            QCOMPARE(page->next, ResultId::None);
        }
    }

    void aPageWhoseRowIsGoneIsAConflict()
    {
        (void)fill(10);
        QVERIFY(m_table->remove(ResultId(5)));
        for (const ResultOrder order : {ResultOrder::Fastest, ResultOrder::Name}) {
            const auto page = m_table->page({100, ResultId(5), order});
            QVERIFY(!page);
            QCOMPARE(page.error().code, ErrorCode::Conflict);
            QCOMPARE(page.error().place, u"parameter \"before\""_s);
        }
        const auto newest = m_table->page({100, ResultId(5), ResultOrder::Newest}); // an id is a place, row or not
        QVERIFY(newest);
        QCOMPARE(newest->results.size(), 4);
    }

    void rowsThatComeOrGoWhilePagingMoveNoOthers()
    {
        (void)fill(50);
        QSet<ResultId> seen;
        ResultsQuery query{10, ResultId::None, ResultOrder::Newest};
        for (int i = 0;; ++i) {
            const auto page = m_table->page(query);
            for (const TimedResult &row : page->results) {
                QVERIFY(!seen.contains(row.id));
                seen.insert(row.id);
            }
            (void)m_table->insert({u"new"_s, 1}, fromUnixMs(1));
            (void)m_table->remove(ResultId(1 + i)); // at the other end
            if (page->next == ResultId::None)
                break;
            query.before = page->next;
        }
        for (qint64 id = 6; id <= 50; ++id)
            QVERIFY(seen.contains(ResultId(id)));
    }

    void todayBeginsAtLocalMidnight()
    {
        const TimePoint now = berlin(u"2026-11-20 10:00:00"_s);
        (void)m_table->insert({u"older"_s, 9}, berlin(u"2026-11-18 12:00:00"_s));
        (void)m_table->insert({u"yesterday, early"_s, 8}, berlin(u"2026-11-19 00:00:00"_s));
        (void)m_table->insert({u"yesterday, before this time"_s, 7}, berlin(u"2026-11-19 09:59:59"_s));
        (void)m_table->insert({u"yesterday, after this time"_s, 6}, berlin(u"2026-11-19 10:00:00"_s));
        (void)m_table->insert({u"yesterday, late"_s, 5}, berlin(u"2026-11-19 23:59:59"_s));
        (void)m_table->insert({u"today, early"_s, 4}, berlin(u"2026-11-20 00:00:00"_s));
        (void)m_table->insert({u"today"_s, 3}, now);
        const auto summary = m_table->summary(now);
        QVERIFY(summary);
        QCOMPARE(summary->total, 7);
        QCOMPARE(summary->today, 2);
        QCOMPARE(summary->yesterdayByNow, 2);
        QVERIFY(summary->fastest.has_value());
        QCOMPARE(summary->fastest->name, u"today"_s);

        // Over midnight what was today is yesterday.
        const auto next = m_table->summary(berlin(u"2026-11-21 00:00:30"_s));
        QCOMPARE(next->today, 0);
        QCOMPARE(next->yesterdayByNow, 1);
        const auto evening = m_table->summary(berlin(u"2026-11-21 23:00:00"_s));
        QCOMPARE(evening->yesterdayByNow, 2);
        QCOMPARE(evening->total, 7);
    }

    void aDayOf25HoursIsOneDay()
    {
        (void)m_table->insert({u"before the change"_s, 1}, berlin(u"2026-10-25 00:30:00"_s));
        (void)m_table->insert({u"the evening before"_s, 1}, berlin(u"2026-10-24 23:30:00"_s));
        QCOMPARE(m_table->summary(berlin(u"2026-10-25 23:30:00"_s))->today, 1);
        QCOMPARE(m_table->summary(berlin(u"2026-10-26 12:00:00"_s))->yesterdayByNow, 1);
        QCOMPARE(m_table->summary(berlin(u"2026-10-26 12:00:00"_s))->today, 0);
        QCOMPARE(m_table->summary(berlin(u"2026-10-26 00:10:00"_s))->today, 0);
    }

    void insertionsAndDeletionsAreCountedAtOnce()
    {
        const TimePoint now = berlin(u"2026-11-20 10:00:00"_s);
        QCOMPARE(m_table->summary(now)->total, 0);
        QVERIFY(!m_table->summary(now)->fastest.has_value());
        (void)m_table->insert({u"a"_s, 3}, now + 1s);
        (void)m_table->insert({u"yesterday"_s, 2}, berlin(u"2026-11-19 08:00:00"_s));
        auto summary = m_table->summary(now + 2s);
        QCOMPARE(summary->total, 2);
        QCOMPARE(summary->today, 1);
        QCOMPARE(summary->yesterdayByNow, 1);
        QCOMPARE(summary->fastest->id, ResultId(2));
        (void)m_table->update(ResultId(1), {u"a"_s, 1});
        QCOMPARE(m_table->summary(now + 3s)->fastest->id, ResultId(1));
        (void)m_table->remove(ResultId(1));
        summary = m_table->summary(now + 4s);
        QCOMPARE(summary->total, 1);
        QCOMPARE(summary->today, 0);
        QCOMPARE(summary->fastest->id, ResultId(2));
        (void)m_table->remove(ResultId(2));
        summary = m_table->summary(now + 5s);
        QCOMPARE(summary->yesterdayByNow, 0);
        QVERIFY(!summary->fastest.has_value());
    }

    void whatWasRolledBackIsNotCounted()
    {
        const TimePoint now = berlin(u"2026-11-20 10:00:00"_s);
        QCOMPARE(m_table->summary(now)->total, 0);
        QVERIFY(m_database->run(u"BEGIN IMMEDIATE"_s));
        (void)m_table->insert({u"a"_s, 3}, now);
        QVERIFY(m_database->run(u"ROLLBACK"_s));
        m_table->rewind(ResultId::None);
        QCOMPARE(m_table->summary(now)->total, 0);
        QCOMPARE(m_table->insert({u"a"_s, 3}, now).id, ResultId(1));
    }

    void theSummarySaysWhatABruteForceListSays_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void theSummarySaysWhatABruteForceListSays()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto below = [&random](qint64 bound) {
            return std::uniform_int_distribution<qint64>(0, bound - 1)(random);
        };
        TimePoint now = berlin(u"2026-10-24 20:00:00"_s); // before a day of 25 hours
        QList<TimedResult> rows;
        for (int round = 0; round < 60; ++round) {
            const QList<TimedResult> before = rows;
            const ResultId newest = m_table->newest();
            QVERIFY(m_database->run(u"BEGIN IMMEDIATE"_s));
            for (qint64 i = below(30); i > 0; --i) {
                const qsizetype any = rows.isEmpty() ? 0 : below(rows.size());
                const qint64 dice = below(10);
                if (dice == 0 && !rows.isEmpty()) {
                    QCOMPARE(*m_table->remove(rows.at(any).id), rows.at(any));
                    rows.removeAt(any);
                } else if (dice == 1 && !rows.isEmpty()) {
                    rows[any] = *m_table->update(rows.at(any).id, {u"changed"_s, static_cast<double>(below(1000))});
                } else {
                    const auto age = std::chrono::milliseconds(dice < 6 ? below(3) : below(60LL * 60 * 60 * 1000));
                    rows << m_table->insert({u"a"_s, static_cast<double>(below(1000))},
                                            dice == 9 ? fromUnixMs(-below(100'000)) : now - age);
                }
            }
            if (below(5) == 0) {
                QVERIFY(m_database->run(u"ROLLBACK"_s));
                m_table->rewind(newest);
                rows = before;
            } else {
                QVERIFY(m_table->flush());
                QVERIFY(m_database->run(u"COMMIT"_s));
            }
            if (below(10) == 0)
                reopen();
            compareSummary(rows, now);
            now += std::chrono::milliseconds(below(3) == 0 ? below(3LL * 60 * 60 * 1000) : below(40'000));
            compareSummary(rows, now);
        }
    }

private:
    // The table as it is after a start of the program.
    void reopen()
    {
        const ResultId newest = m_table->newest();
        m_table = std::make_unique<ResultsTable>(*m_database);
        QVERIFY(m_table->open());
        m_table->rewind(newest); // its counter is the journal's part
    }

    void compareSummary(const QList<TimedResult> &rows, TimePoint now)
    {
        const QDate today = QDateTime::fromMSecsSinceEpoch(toUnixMs(now)).date();
        const auto dayOf = [](TimePoint time) { return QDateTime::fromMSecsSinceEpoch(toUnixMs(time)).date(); };
        const TimePoint aDayAgo = std::chrono::ceil<std::chrono::minutes>(now - 24h);
        const auto summary = m_table->summary(now);
        QVERIFY(summary);
        QCOMPARE(summary->total, rows.size());
        QCOMPARE(summary->today,
                 std::ranges::count_if(rows, [&](const TimedResult &row) { return dayOf(row.created) >= today; }));
        QCOMPARE(summary->yesterdayByNow, std::ranges::count_if(rows, [&](const TimedResult &row) {
                     return dayOf(row.created) >= today.addDays(-1) && row.created < aDayAgo;
                 }));
        const auto fastest = std::ranges::min_element(
                rows, [](const auto &a, const auto &b) { return comesBefore(ResultOrder::Fastest, a, b); });
        QCOMPARE(summary->fastest, fastest == rows.end() ? std::nullopt : std::optional(*fastest));
    }

    // Rows with many ties of time and of name.
    QList<TimedResult> fill(int count)
    {
        static const QStringList names{u"a"_s, u"B"_s, u"b"_s, u"ä"_s, u"é"_s, u"😀"_s, u"\uffee"_s, u" a"_s, u"aa"_s};
        std::mt19937 random(7);
        QList<TimedResult> rows;
        (void)m_database->run(u"BEGIN"_s);
        for (int i = 0; i < count; ++i) {
            const auto dice = static_cast<qsizetype>(random());
            rows << m_table->insert({names.at(dice % names.size()), static_cast<double>(dice % 5) / 3},
                                    fromUnixMs(i % 10));
        }
        (void)m_table->flush();
        (void)m_database->run(u"COMMIT"_s);
        return rows;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<Database> m_database;
    std::unique_ptr<ResultsTable> m_table;
};

QTEST_GUILESS_MAIN(ResultsTableTest)
#include "results_table_test.moc"
