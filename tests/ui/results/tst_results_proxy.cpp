// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/results/results_model.h"
#include "ui/results/results_proxy.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

QList<qint64> idsOf(const ResultsProxy &proxy)
{
    QList<qint64> ids;
    for (int row = 0; row < proxy.rowCount(); ++row)
        ids.append(static_cast<qint64>(proxy.at(row).id));
    return ids;
}

} // namespace

class TestResultsProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<ResultsModel>();
        m_proxy = std::make_unique<ResultsProxy>(*m_model);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_proxy.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_proxy.reset();
        m_model.reset();
    }

    void newestIsOnTopUnlessSorted()
    {
        put({sampleResult(1, 3), sampleResult(2, 1), sampleResult(3, 2)});
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{3, 2, 1}));
        m_proxy->sort(ResultsModel::Time, Qt::AscendingOrder);
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{2, 3, 1}));
        m_proxy->sort(ResultsModel::Time, Qt::DescendingOrder);
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{1, 3, 2}));
        m_proxy->sort(-1);
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{3, 2, 1}));
    }

    void namesAreSortedWhateverTheirCase()
    {
        put({sampleResult(1, 1, u"bob"_s), sampleResult(2, 1, u"Ada"_s), sampleResult(3, 1, u"Cid"_s),
             sampleResult(4, 1, u"ada"_s)});
        m_proxy->sort(ResultsModel::Name, Qt::AscendingOrder);
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{4, 2, 1, 3})); // of equals the newer first
    }

    void newRowsGoToTheirPlace()
    {
        m_proxy->sort(ResultsModel::Time, Qt::AscendingOrder);
        put({sampleResult(1, 10), sampleResult(2, 30)});
        QSignalSpy inserted(m_proxy.get(), &QAbstractItemModel::rowsInserted);
        put({sampleResult(3, 20)});
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 1);
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{1, 3, 2}));
    }

    void aFilterIsOneReset()
    {
        QList<TimedResult> rows;
        for (qint64 id = 1; id <= 200; ++id)
            rows.append(sampleResult(id, 1, id % 2 ? u"Ada"_s : u"Bob"_s));
        put(rows);
        QSignalSpy reset(m_proxy.get(), &QAbstractItemModel::modelReset);
        QSignalSpy removed(m_proxy.get(), &QAbstractItemModel::rowsRemoved);
        m_proxy->setFilter(u"AD"_s);
        QCOMPARE(m_proxy->rowCount(), 100);
        QCOMPARE(reset.size(), 1);
        QCOMPARE(removed.size(), 0);
        put({sampleResult(201, 1, u"Bob"_s), sampleResult(202, 1, u"Adam"_s)});
        QCOMPARE(m_proxy->rowCount(), 101);
        QCOMPARE(m_proxy->at(0).name, u"Adam"_s);
        m_proxy->setFilter({});
        QCOMPARE(m_proxy->rowCount(), 202);
    }

    void filterTextIsNoPattern()
    {
        put({sampleResult(1, 1, u"a.c"_s), sampleResult(2, 1, u"abc"_s), sampleResult(3, 1, u"[x]*"_s)});
        m_proxy->setFilter(u"a.c"_s);
        QCOMPARE(idsOf(*m_proxy), QList<qint64>{1});
        m_proxy->setFilter(u"[x]*"_s);
        QCOMPARE(idsOf(*m_proxy), QList<qint64>{3});
    }

    void anUpdateMovesFiltersInAndFiltersOut()
    {
        put({sampleResult(1, 1, u"Ada"_s), sampleResult(2, 2, u"Bob"_s), sampleResult(3, 3, u"Ada"_s)});
        m_proxy->setFilter(u"ada"_s);
        m_proxy->sort(ResultsModel::Time, Qt::AscendingOrder);
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{1, 3}));
        put({sampleResult(1, 9, u"Ada"_s)});
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{3, 1}));
        put({sampleResult(2, 2, u"Adam"_s)});
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{2, 3, 1}));
        put({sampleResult(3, 3, u"Zoe"_s)});
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{2, 1}));
    }

    void severalUpdatesThatComeToMatchAreOneRowEach()
    {
        QList<TimedResult> rows;
        for (qint64 id = 10; id <= 13; ++id)
            rows.append(sampleResult(id, 1, id == 10 ? u"x"_s : u"Ada"_s));
        put(rows);
        m_proxy->setFilter(u"x"_s);
        put({sampleResult(11, 1, u"x"_s), sampleResult(12, 1, u"x"_s), sampleResult(13, 1, u"x"_s)});
        QCOMPARE(idsOf(*m_proxy), (QList<qint64>{13, 12, 11, 10}));
    }

    void whatIsSelectedStaysSelected()
    {
        put({sampleResult(1, 30), sampleResult(2, 10), sampleResult(3, 20)});
        const QPersistentModelIndex held = m_proxy->index(2, 0); // id 1
        m_proxy->sort(ResultsModel::Time, Qt::DescendingOrder);
        QCOMPARE(held.row(), 0);
        put({sampleResult(4, 40)});
        QCOMPARE(held.row(), 1);
        m_model->apply({.upserts = {}, .removed = {ResultId(4)}});
        QCOMPARE(held.row(), 0);
        QCOMPARE(m_proxy->at(held.row()).id, ResultId(1));
    }

    void scatteredChangesAreToldAsABlock()
    {
        QList<TimedResult> rows;
        for (qint64 id = 1; id <= 400; ++id)
            rows.append(sampleResult(id, static_cast<double>(id % 97)));
        put(rows);
        m_proxy->sort(ResultsModel::Time, Qt::AscendingOrder);
        QSignalSpy inserted(m_proxy.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(m_proxy.get(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy layout(m_proxy.get(), &QAbstractItemModel::layoutChanged);
        rows.clear();
        for (qint64 id = 401; id <= 600; ++id)
            rows.append(sampleResult(id, static_cast<double>(id % 89) + 0.5));
        put(rows);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(layout.size(), 1);
        QVERIFY(isSorted());
        RowChanges<TimedResult> changes;
        for (qint64 id = 1; id <= 300; ++id)
            changes.removed.append(ResultId(id));
        m_model->apply(changes);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(m_proxy->rowCount(), 300);
        QVERIFY(isSorted());
    }

    void showsWhatASortedFilteredCopyWould()
    {
        QRandomGenerator random(7);
        m_proxy->setFilter(u"a"_s);
        m_proxy->sort(ResultsModel::Time, Qt::AscendingOrder);
        const QStringList names{u"Ada"_s, u"Bob"_s, u"Clara"_s};
        for (int round = 0; round < 60; ++round) {
            RowChanges<TimedResult> changes;
            for (qint64 id = 1; id <= 80; ++id) {
                const int dice = random.bounded(10);
                if (dice < 2)
                    changes.upserts.append(sampleResult(id, random.bounded(30), names.at(random.bounded(3))));
                else if (dice == 2)
                    changes.removed.append(ResultId(id));
            }
            m_model->apply(changes);
            QList<TimedResult> expected;
            for (int row = 0; row < m_model->count(); ++row) {
                if (m_model->at(row).name.contains(u"a"_s, Qt::CaseInsensitive))
                    expected.append(m_model->at(row));
            }
            std::stable_sort(expected.begin(), expected.end(),
                             [](const auto &a, const auto &b) { return a.time < b.time; });
            QCOMPARE(m_proxy->rowCount(), int(expected.size()));
            for (int row = 0; row < m_proxy->rowCount(); ++row)
                QCOMPARE(m_proxy->at(row), expected.at(row));
        }
    }

    void aReloadEmptiesIt()
    {
        put({sampleResult(1), sampleResult(2)});
        m_model->clear();
        QCOMPARE(m_proxy->rowCount(), 0);
        put({sampleResult(5)});
        QCOMPARE(m_proxy->rowCount(), 1);
    }

private:
    void put(const QList<TimedResult> &rows) { m_model->apply({.upserts = rows, .removed = {}}); }
    [[nodiscard]] bool isSorted() const
    {
        for (int row = 1; row < m_proxy->rowCount(); ++row) {
            if (m_proxy->at(row - 1).time > m_proxy->at(row).time)
                return false;
        }
        return true;
    }

    std::unique_ptr<ResultsModel> m_model;
    std::unique_ptr<ResultsProxy> m_proxy;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestResultsProxy)
#include "tst_results_proxy.moc"
