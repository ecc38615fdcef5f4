// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/ci/claims.h"
#include "ui/ci/run/run_facts.h"
#include "ui/ci/run_words.h"
#include "ui/ci/wall/tile_words.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ci::Run runningSince(std::chrono::milliseconds ago, double estimate, double overdueAfter)
{
    ci::Run run = sampleRun(1, ci::State::Running);
    run.started = sampleTime - ago;
    run.estimate = estimate;
    run.overdueAfter = overdueAfter;
    return run;
}

} // namespace

class TestRunWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progressIsTold_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("words");
        QTest::addColumn<double>("part");
        QTest::newRow("just begun") << 0 << u"about 5 min left"_s << 0.0;
        QTest::newRow("their clock is ahead") << -30 << u"about 5 min left"_s << 0.0;
        QTest::newRow("half") << 150 << u"about 3 min left"_s << 0.5;
        QTest::newRow("a minute") << 235 << u"about 1 min left"_s << 235 / 300.0;
        QTest::newRow("seconds") << 265 << u"about 35 s left"_s << 265 / 300.0;
        QTest::newRow("few seconds") << 297 << u"about 5 s left"_s << 0.99;
        QTest::newRow("over") << 320 << u"done any moment"_s << 1.0;
        QTest::newRow("overdue") << 401 << u"overdue, 6:41 so far"_s << 1.0;
    }

    void progressIsTold()
    {
        QFETCH(int, seconds);
        const auto progress = progressOf(runningSince(std::chrono::seconds(seconds), 300, 400), sampleTime);
        QVERIFY(progress);
        QTEST(progress->words, "words");
        QTEST(progress->part.value_or(-1), "part");
        QCOMPARE(progress->overdue, seconds > 400);
    }

    void noProgressWhereNothingIsKnown()
    {
        ci::Run run = runningSince(1min, 300, 400);
        run.state = ci::State::Success;
        QVERIFY(!progressOf(run, sampleTime));
        run = runningSince(1min, 300, 400);
        for (const std::optional<double> estimate : {std::optional<double>(), std::optional<double>(0)}) {
            run.estimate = estimate; // nothing to compare with
            QCOMPARE(progressOf(run, sampleTime), (RunProgress{std::nullopt, false, u"1:00 so far"_s}));
        }
        run.estimate = 30;
        run.overdueAfter.reset();
        QCOMPARE(progressOf(run, sampleTime), (RunProgress{1, true, u"overdue, 1:00 so far"_s}));
        run.estimate = 300;
        run.started.reset();
        QVERIFY(!progressOf(run, sampleTime));
        run = runningSince(1min, 1e300, 1e300); // beyond all reason
        QVERIFY(progressOf(run, sampleTime)->words.endsWith(u" h left"_s));
    }

    void aTileHasOneNote()
    {
        LaneTile tile{.run = runningSince(1min, 300, 400)};
        QCOMPARE(noteOf(tile, sampleTime).words, u"about 4 min left"_s);
        tile.run.state = ci::State::Failing;
        tile.run.claim = {u"Ada"_s, sampleTime};
        QCOMPARE(noteOf(tile, sampleTime), (TileNote{"claim"_L1, u"Ada looks into it"_s, TileNote::Tone::Plain}));
        tile.run.started = sampleTime - 1h;
        QCOMPARE(noteOf(tile, sampleTime),
                 (TileNote{"warning"_L1, u"overdue · Ada looks into it"_s, TileNote::Tone::Warning}));

        tile.run = sampleRun(2, ci::State::Failed);
        QCOMPARE(noteOf(tile, sampleTime).words, QString());
        tile.run.lastGreen = sampleTime - 3h;
        QCOMPARE(noteOf(tile, sampleTime).words, u"last green 3 h ago"_s);
        tile.run.lastGreen = sampleTime - 1s;
        QCOMPARE(noteOf(tile, sampleTime).words, u"last green just now"_s);
        tile.run.state = ci::State::Success;
        tile.run.duration = 252;
        QCOMPARE(noteOf(tile, sampleTime).words, u"took 4:12"_s);
        tile.run.state = ci::State::Unknown;
        tile.run.word = u"hibernating"_s;
        QCOMPARE(noteOf(tile, sampleTime).words, u"“hibernating”"_s);
        QCOMPARE(noteOf({.folded = 5, .warnings = 1}, sampleTime).words, u"1 with warnings"_s);
    }

    void everyTransitionHasItsWords()
    {
        QCOMPARE(transitionWords(ci::Transition::None), QString());
        QCOMPARE(transitionWords(ci::Transition::Broken), u"broken"_s);
        QCOMPARE(transitionWords(ci::Transition::StillBroken), u"still broken"_s);
        QCOMPARE(transitionWords(ci::Transition::Fixed), u"fixed"_s);
    }

    void anUnknownStateHasTheWordOfItsService()
    {
        ci::Run run = sampleRun(1, ci::State::Unknown);
        QCOMPARE(stateWords(run), u"unknown"_s);
        QCOMPARE(ownWords(run), QString());
        run.word = u"<i>hibernating</i>\n"_s;
        QCOMPARE(stateWords(run), u"unknown"_s);
        QCOMPARE(ownWords(run), u"“<i>hibernating</i> ”"_s);
        QVERIFY(runSentence(run, sampleTime).contains(ownWords(run)));
        QVERIFY(stateRest(run, sampleTime).contains(ownWords(run)));
        run.state = ci::State::Failed;
        QCOMPARE(stateWords(run), u"failed"_s);
        QCOMPARE(ownWords(run), QString());
    }

    void aLaneIsStillRedUntilARunSaysOtherwise()
    {
        for (const auto state : {ci::State::Queued, ci::State::Waiting, ci::State::Running, ci::State::Canceled}) {
            ci::Run run = sampleRun(1, state);
            QVERIFY(!isStillRed(run));
            run.transition = ci::Transition::StillBroken;
            QVERIFY(isStillRed(run));
            QVERIFY(runSentence(run, sampleTime).contains(u", still broken"_s));
            run.state = ci::State::Failed; // is red by itself
            QVERIFY(!isStillRed(run));
        }
    }

    void aRedLaneThatBuildsAgainIsTreatedAsRed()
    {
        ci::Run run = sampleRun(1, ci::State::Queued);
        run.lastGreen = sampleTime - 3h;
        QCOMPARE(claimStep(run, u"Ada"_s), ClaimStep::None);
        QCOMPARE(lastGreenWords(run, sampleTime), QString());
        run.transition = ci::Transition::StillBroken;
        QCOMPARE(claimStep(run, u"Ada"_s), ClaimStep::Claim);
        QCOMPARE(noteOf({.run = run}, sampleTime).words, u"last green 3 h ago"_s);
    }

    void anAmpersandInANameIsNoKey()
    {
        ci::Run run = sampleRun(1, ci::State::Failed);
        run.claim.by = u"R&D"_s;
        QCOMPARE(claimStepWords(claimStep(run, u"Ada"_s), run), u"Take over from R&&D"_s);
    }

    void aRunIsNamed()
    {
        ci::Run run = sampleRun(1284, ci::State::Failed);
        run.attempt = 2;
        run.pipeline = u"deploy"_s;
        QCOMPARE(runTitle(run), u"shop/api  main  #1284, attempt 2"_s);
        QCOMPARE(placeWords(run), u"main · deploy"_s);
        QCOMPARE(runTitle(ci::Run()), QString());
        const QString sentence = runSentence(run, sampleTime);
        for (const auto &part : {u"shop/api"_s, u"deploy"_s, u"main"_s, u"failed"_s, u"Ada"_s})
            QVERIFY2(sentence.contains(part), qPrintable(sentence));
    }

    void factsOfWhatRunsCountOn()
    {
        const auto durationOf = [](const QList<Fact> &facts) {
            for (const Fact &fact : facts) {
                if (fact.caption == u"Duration"_s)
                    return fact.value;
            }
            return QString();
        };
        ci::Run run = runningSince(90s, 300, 400);
        QCOMPARE(durationOf(factsOf(run, sampleTime)), u"1:30 so far"_s);
        run.state = ci::State::Success;
        run.duration = 95;
        QCOMPARE(durationOf(factsOf(run, sampleTime)), u"1:35"_s);
    }
};

QTEST_MAIN(TestRunWords)
#include "tst_run_words.moc"
