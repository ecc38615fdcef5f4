// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/ci/wall/lane_tile.h"
#include "ui/ci/wall/tile_words.h"

#include <QTest>

#include <algorithm>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

QList<ci::State> statesOf(const QList<LaneTile> &tiles)
{
    QList<ci::State> states;
    for (const LaneTile &tile : tiles)
        states.append(tile.run.state);
    return states;
}

QStringList projectsOf(const QList<LaneTile> &tiles)
{
    QStringList projects;
    for (const LaneTile &tile : tiles)
        projects.append(tile.folded > 0 ? foldedTitle(tile) : tile.run.project);
    return projects;
}

} // namespace

class TestLaneTile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void troubleComesFirst()
    {
        using ci::State;
        const QList<State> wanted{State::Failing, State::Failed,  State::Error,   State::Waiting, State::Running,
                                  State::Queued,  State::Unknown, State::Warning, State::Success, State::Canceled};
        QList<ci::Run> latest;
        for (const State state : wanted)
            latest.append(sampleRun(1, state, u"p%1"_s.arg(latest.size())));
        for (int turn = 0; turn < latest.size(); ++turn) { // whatever the order they come in
            std::rotate(latest.begin(), latest.begin() + 1, latest.end());
            QCOMPARE(statesOf(laneTiles(latest, Green::Shown)), wanted);
        }
    }

    void anAgeThatStandsWithTheAuthorComesFirst()
    {
        ci::Run run = sampleRun(1, ci::State::Running);
        run.author = u"Ada\nLovelace"_s;
        QCOMPARE(bylineOf(run, {}), u"Ada Lovelace"_s);
        QCOMPARE(bylineOf(run, u"4 min"_s), u"4 min · Ada Lovelace"_s);
        run.author.clear();
        QCOMPARE(bylineOf(run, u"4 min"_s), u"4 min"_s);
    }

    void whatIsStillRedComesRightAfterTrouble()
    {
        using ci::State;
        QList<ci::Run> latest{sampleRun(1, State::Waiting, u"a"_s),  sampleRun(2, State::Running, u"b"_s),
                              sampleRun(3, State::Running, u"y"_s),  sampleRun(4, State::Success, u"c"_s),
                              sampleRun(5, State::Canceled, u"x"_s), sampleRun(6, State::Error, u"z"_s)};
        for (const int red : {2, 4}) // under way, and without a result
            latest[red].transition = ci::Transition::StillBroken;
        QCOMPARE(projectsOf(laneTiles(latest, Green::Shown)),
                 (QStringList{u"z"_s, u"x"_s, u"y"_s, u"a"_s, u"b"_s, u"c"_s}));
    }

    void theNewestTroubleIsOnTopAndAllElseStaysByItsName()
    {
        const QList<ci::Run> latest{sampleRun(9, ci::State::Success, u"b"_s), sampleRun(8, ci::State::Success, u"C"_s),
                                    sampleRun(7, ci::State::Success, u"a"_s), sampleRun(6, ci::State::Failed, u"x"_s),
                                    sampleRun(5, ci::State::Failed, u"a"_s),  sampleRun(4, ci::State::Skipped, u"z"_s),
                                    sampleRun(3, ci::State::Canceled, u"y"_s)};
        QCOMPARE(projectsOf(laneTiles(latest, Green::Shown)),
                 (QStringList{u"x"_s, u"a"_s, u"a"_s, u"b"_s, u"C"_s, u"y"_s, u"z"_s}));
    }

    void numbersInNamesGoByTheirValue()
    {
        const QList<ci::Run> latest{sampleRun(1, ci::State::Success, u"app-10"_s),
                                    sampleRun(2, ci::State::Success, u"App-2"_s),
                                    sampleRun(3, ci::State::Success, u"app-1"_s)};
        QCOMPARE(projectsOf(laneTiles(latest, Green::Shown)), (QStringList{u"app-1"_s, u"App-2"_s, u"app-10"_s}));
    }

    void lanesOfOneProjectGoByPipelineAndRef()
    {
        QList<ci::Run> latest;
        for (const auto &[pipeline, ref] :
             {std::pair{u"test"_s, u"main"_s}, {u"deploy"_s, u"v2"_s}, {u"deploy"_s, u"v1"_s}}) {
            ci::Run run = sampleRun(1, ci::State::Success);
            run.pipeline = pipeline;
            run.ref = ref;
            latest.append(run);
        }
        const QList<LaneTile> tiles = laneTiles(latest, Green::Shown);
        QCOMPARE(tiles.at(0).run.ref, u"v1"_s);
        QCOMPARE(tiles.at(1).run.ref, u"v2"_s);
        QCOMPARE(tiles.at(2).run.pipeline, u"test"_s);
    }

    void theServiceIsSaidOnlyWhereNamesCollide()
    {
        ci::Run other = sampleRun(2, ci::State::Failed);
        other.provider = u"github"_s;
        ci::Run branch = sampleRun(3, ci::State::Failed);
        branch.ref = u"next"_s;
        const QList<ci::Run> latest{sampleRun(4, ci::State::Success, u"docs"_s), branch, other,
                                    sampleRun(1, ci::State::Success)};
        int namesakes = 0;
        for (const LaneTile &tile : laneTiles(latest, Green::Shown)) {
            QCOMPARE(tile.isNamesake, tile.run.project == other.project && tile.run.ref == other.ref);
            namesakes += tile.isNamesake ? 1 : 0;
        }
        QCOMPARE(namesakes, 2);
        QVERIFY(laneTiles(latest, Green::Folded).at(1).isNamesake); // though the other one is folded
    }

    void whatPassesFoldsIntoOne()
    {
        const QList<ci::Run> latest{sampleRun(5, ci::State::Success, u"a"_s), sampleRun(4, ci::State::Failed, u"b"_s),
                                    sampleRun(3, ci::State::Warning, u"c"_s), sampleRun(2, ci::State::Skipped, u"d"_s),
                                    sampleRun(1, ci::State::Success, u"e"_s)};
        const QList<LaneTile> tiles = laneTiles(latest, Green::Folded);
        QCOMPARE(projectsOf(tiles), (QStringList{u"b"_s, u"3 passing"_s, u"d"_s}));
        QCOMPARE(tiles.at(1).folded, 3);
        QCOMPARE(foldedNote(tiles.at(1)), u"1 with warnings"_s);
        QVERIFY(foldedNote({.folded = 2}).isEmpty());
        QCOMPARE(laneTiles({latest.at(1)}, Green::Folded).size(), 1); // nothing to fold, no such tile
        QCOMPARE(projectsOf(laneTiles(latest.first(2), Green::Folded)), (QStringList{u"b"_s, u"a"_s})); // one stays
        QVERIFY(laneTiles({}, Green::Folded).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLaneTile)
#include "tst_lane_tile.moc"
