// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/ci/wall/lanes_model.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

QList<LaneTile> tilesOf(const QStringList &projects, ci::State state = ci::State::Success)
{
    QList<LaneTile> tiles;
    for (const QString &project : projects)
        tiles.append({.run = sampleRun(1, state, project)});
    return tiles;
}

struct Spies {
    explicit Spies(LanesModel &model)
        : inserted(&model, &QAbstractItemModel::rowsInserted)
        , removed(&model, &QAbstractItemModel::rowsRemoved)
        , changed(&model, &QAbstractItemModel::dataChanged)
        , moved(&model, &QAbstractItemModel::layoutChanged)
        , reset(&model, &QAbstractItemModel::modelReset)
    { }
    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy changed;
    QSignalSpy moved;
    QSignalSpy reset;
};

} // namespace

class TestLanesModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFrameIsFewSignals()
    {
        LanesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Spies spies(model);
        model.setTiles(tilesOf({u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}));
        QCOMPARE(spies.inserted.size(), 1);
        model.setTiles(tilesOf({u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s})); // nothing new
        QCOMPARE(spies.inserted.size() + spies.removed.size() + spies.changed.size() + spies.moved.size(), 1);

        QList<LaneTile> tiles = model.tiles();
        tiles[1].run.state = ci::State::Running;
        tiles[3].run.state = ci::State::Running;
        model.setTiles(tiles);
        QCOMPARE(spies.changed.size(), 1);
        QCOMPARE(spies.moved.size(), 0);

        // One goes, two come, one changes, and the order is another.
        tiles = tilesOf({u"f"_s, u"e"_s, u"c"_s, u"b"_s, u"a"_s, u"g"_s});
        model.setTiles(tiles);
        QCOMPARE(model.tiles(), tiles);
        QCOMPARE(spies.removed.size(), 1);
        QCOMPARE(spies.inserted.size(), 2);
        QCOMPARE(spies.moved.size(), 1);
        QCOMPARE(spies.changed.size(), 2);
        QCOMPARE(spies.reset.size(), 0);
    }

    void whoPointsAtALaneStaysWithIt()
    {
        LanesModel model;
        model.setTiles(tilesOf({u"a"_s, u"b"_s, u"c"_s}));
        const QPersistentModelIndex b(model.index(1));
        QList<LaneTile> tiles = tilesOf({u"c"_s, u"new"_s, u"a"_s, u"b"_s});
        tiles[3].run.id = ci::RunId(99); // its next run
        tiles[3].run.state = ci::State::Failed;
        model.setTiles(tiles);
        QCOMPARE(b.row(), 3);
        QCOMPARE(b.data().toString(), u"b"_s);
        QCOMPARE(b.data(IdRole).toLongLong(), 99);
        QCOMPARE(b.data(StateRole).toInt(), int(ci::State::Failed));
    }

    void foldedOnesAreATileOfTheirOwn()
    {
        LanesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTiles({{.run = ci::Run()}, {.folded = 23, .warnings = 2}}); // beside a run of which nothing is known
        QCOMPARE(model.index(1).data().toString(), u"23 passing"_s);
        QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), u"23 passing; 2 with warnings"_s);
        model.setTiles({{.folded = 24, .warnings = 2}, {.run = ci::Run()}});
        QCOMPARE(model.index(0).data().toString(), u"24 passing"_s);
    }

    void wordsFromElsewhereArePlain()
    {
        LanesModel model;
        model.setTiles(tilesOf({u"<b>shop</b>\n\u202eapi"_s}, ci::State::Failed));
        QCOMPARE(model.index(0).data().toString(), u"<b>shop</b>  api"_s);
        QVERIFY(model.index(0).data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;shop"_s));
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(u"failed"_s));
    }

    void anyOrderIsReached()
    {
        LanesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(7);
        for (int turn = 0; turn < 200; ++turn) {
            QStringList projects;
            for (int i = 0; i < 12; ++i) {
                if (random.bounded(3) > 0)
                    projects.append(QString::number(i));
            }
            std::shuffle(projects.begin(), projects.end(), random);
            const auto state = static_cast<ci::State>(random.bounded(4));
            const QList<LaneTile> tiles = tilesOf(projects, state);
            model.setTiles(tiles);
            QCOMPARE(model.tiles(), tiles);
        }
    }
};

QTEST_GUILESS_MAIN(TestLanesModel)
#include "tst_lanes_model.moc"
