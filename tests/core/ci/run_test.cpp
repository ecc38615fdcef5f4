// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/run.h"
#include "core/json.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr std::array allStates{State::Queued,   State::Waiting, State::Running, State::Failing,
                               State::Success,  State::Warning, State::Failed,  State::Error,
                               State::Canceled, State::Skipped, State::Unknown};

const Job fullJob{.key = 9'007'199'254'740'993,
                  .name = u"test <one>"_s,
                  .stage = u"test"_s,
                  .state = State::Failed,
                  .started = fromUnixMs(1'000),
                  .finished = fromUnixMs(61'500),
                  .duration = 60.5,
                  .url = u"https://ci.example.com/1"_s,
                  .allowFailure = true};

const Run fullRun{.id = RunId(3),
                  .provider = u"gitlab"_s,
                  .project = u"group/wall"_s,
                  .ref = u"main"_s,
                  .commit = u"abc"_s,
                  .message = u"Add it"_s,
                  .author = u"Ada"_s,
                  .state = State::Failing,
                  .started = fromUnixMs(1'000),
                  .finished = fromUnixMs(62'000),
                  .duration = 61,
                  .url = u"https://ci.example.com/p/31"_s,
                  .number = 31,
                  .sequence = 31,
                  .attempt = 2,
                  .updated = fromUnixMs(63'000),
                  .generation = 12,
                  .jobs = {fullJob}};

} // namespace

class RunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClaimIsMadeInAPlainName_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"Ada Lovelace"_s << u"Ada Lovelace"_s;
        QTest::newRow("blanks") << u"  Ada \t Lovelace\n"_s << u"Ada Lovelace"_s;
        QTest::newRow("control characters") << u"Ada\u0000\u001b\u0085Lovelace\u007f"_s << u"Ada Lovelace"_s;
        QTest::newRow("turned around") << u"\u202eadA\u202c \u2066x\u2069"_s << u"adA x"_s;
        QTest::newRow("right to left") << u"\u05d0\u05d3\u05d4"_s << u"\u05d0\u05d3\u05d4"_s;
        QTest::newRow("HTML stays text") << u"<b>Ada</b>"_s << u"<b>Ada</b>"_s;
        QTest::newRow("nothing") << u""_s << u""_s;
        QTest::newRow("nothing that is seen") << u" \u202e\u0007\u2028 "_s << u""_s;
        QTest::newRow("no width") << u"\u200b"_s << u""_s;
        QTest::newRow("marks") << u"\u200e\u200f\u061c\u2060\ufeff"_s << u""_s;
        QTest::newRow("marks within") << u"\ufeffAda\u200bLovelace\u200f"_s << u"Ada Lovelace"_s;
        QTest::newRow("joiners stay") << u"\u0646\u0645\u06cc\u200c\u062e \u0915\u094d\u200d\u0937"_s
                                      << u"\u0646\u0645\u06cc\u200c\u062e \u0915\u094d\u200d\u0937"_s;
        QTest::newRow("long") << QString(1000, u'x') << QString(Claim::maxName, u'x');
        QTest::newRow("long, of what does not count") << QString(1000, u'\u202e') + u"Ada"_s << u"Ada"_s;
        QTest::newRow("cut at a blank") << QString(79, u'x') + u" Ada"_s << QString(79, u'x');
        QTest::newRow("cut between characters") << QString(79, u'x') + u"😀"_s << QString(79, u'x');
    }
    void aClaimIsMadeInAPlainName()
    {
        QFETCH(QString, typed);
        QTEST(claimName(typed), "name");
        QCOMPARE(claimName(claimName(typed)), claimName(typed));
    }

    void aLengthNeedsABeginningAndAnEnd()
    {
        const TimePoint begun = fromUnixMs(1'000);
        QCOMPARE(secondsBetween(begun, fromUnixMs(2'500)), std::optional(1.5));
        QCOMPARE(secondsBetween(begun, begun), std::optional(0.0));
        QVERIFY(!secondsBetween(begun, fromUnixMs(999)));
        QVERIFY(!secondsBetween(begun, std::nullopt));
        QVERIFY(!secondsBetween(std::nullopt, begun));
    }

    void stateWordsReadBack()
    {
        QSet<QByteArray> words;
        for (const State state : allStates) {
            const QByteArray word = stateWord(state);
            QVERIFY(!word.isEmpty());
            QCOMPARE(word, word.toLower());
            QCOMPARE(stateFromWord(QString::fromLatin1(word)), state);
            words.insert(word);
        }
        QCOMPARE(words.size(), qsizetype(allStates.size()));
        QCOMPARE(stateWord(State::Queued), "queued"_ba);
        QCOMPARE(stateWord(State::Unknown), "unknown"_ba);
    }

    void otherWordsAreUnknown()
    {
        for (const auto &word : {u""_s, u"Success"_s, u"cancelled"_s, u" success"_s, u"passed"_s})
            QCOMPARE(stateFromWord(word), State::Unknown);
    }

    void stateIsFinishedOrTrouble_data()
    {
        QTest::addColumn<bool>("finished");
        QTest::addColumn<bool>("trouble");
        QTest::newRow("queued") << false << false;
        QTest::newRow("waiting") << false << false;
        QTest::newRow("running") << false << false;
        QTest::newRow("failing") << false << true;
        QTest::newRow("success") << true << false;
        QTest::newRow("warning") << true << false;
        QTest::newRow("failed") << true << true;
        QTest::newRow("error") << true << true;
        QTest::newRow("canceled") << true << false;
        QTest::newRow("skipped") << true << false;
        QTest::newRow("unknown") << false << false;
    }
    void stateIsFinishedOrTrouble()
    {
        const State state = stateFromWord(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(isFinished(state), "finished");
        QTEST(isTrouble(state), "trouble");
    }

    // Attempt 2 may well be heard of before attempt 1.
    void theLatestOfALaneIsThatOfTheHighestSequence()
    {
        const Run first{.id = RunId(3), .sequence = 31};
        const Run again{.id = RunId(2), .sequence = 31, .attempt = 2};
        const Run next{.id = RunId(1), .sequence = 32};
        const QList<Run> inOrder{first, again, next};
        for (qsizetype a = 0; a < inOrder.size(); ++a) {
            for (qsizetype b = 0; b < inOrder.size(); ++b)
                QCOMPARE(isLater(inOrder.at(a), inOrder.at(b)), a > b);
        }
        // Two that began at the same time: not by which was heard of first.
        QVERIFY(isLater(Run{.id = RunId(1), .key = u"b"_s}, Run{.id = RunId(2), .key = u"a"_s}));
    }

    void aLaneIsPartOfItsRun()
    {
        Run run = fullRun;
        QCOMPARE(laneOf(run), (Lane{u"gitlab"_s, u"group/wall"_s, {}, u"main"_s}));
        run.pipeline = u"nightly"_s;
        QVERIFY(laneOf(run) != laneOf(fullRun));
        QVERIFY(qHash(laneOf(run)) != qHash(laneOf(fullRun)));
    }

    void transitionWordsReadBack()
    {
        for (const auto &[transition, word] : {std::pair(Transition::None, ""_ba),
                                               {Transition::Broken, "broken"_ba},
                                               {Transition::StillBroken, "still_broken"_ba},
                                               {Transition::Fixed, "fixed"_ba}}) {
            QCOMPARE(transitionWord(transition), word);
            QCOMPARE(transitionFromWord(QString::fromLatin1(word)), transition);
        }
        QCOMPARE(transitionFromWord(u"Broken"), Transition::None);
    }

    void whatTheWallReckonsIsToldWhereItIsKnown()
    {
        const Run run{.sequence = 77,
                      .transition = Transition::StillBroken,
                      .estimate = 60,
                      .overdueAfter = 85.5,
                      .lastGreen = fromUnixMs(1000),
                      .claim = {.by = u"Ada <ada>"_s, .at = fromUnixMs(2000)}};
        const QByteArray json = runJson(run);
        QVERIFY2(json.contains(R"("attempt":1,"sequence":77,)"), json);
        QVERIFY2(json.contains(R"("transition":"still_broken","estimate":60,"overdue_after":85.5,)"
                               R"("last_green":"1970-01-01T00:00:01.000Z",)"
                               R"("claim":{"by":"Ada <ada>","at":"1970-01-01T00:00:02.000Z"})"),
                 json);
        QCOMPARE(runFromJson(*parseJsonObject(json)), run);
    }

    void theRunIsExact()
    {
        const QByteArray expected
                = R"({"id":3,"provider":"gitlab","project":"group/wall","ref":"main","commit":"abc",)"
                  R"("message":"Add it","author":"Ada","state":"failing","started":"1970-01-01T00:00:01.000Z",)"
                  R"("finished":"1970-01-01T00:01:02.000Z","duration":61,"url":"https://ci.example.com/p/31",)"
                  R"("number":31,"attempt":2,"updated":"1970-01-01T00:01:03.000Z",)"
                  R"("jobs":[{"name":"test <one>","stage":"test","state":"failed",)"
                  R"("started":"1970-01-01T00:00:01.000Z","finished":"1970-01-01T00:01:01.500Z","duration":60.5,)"
                  R"("url":"https://ci.example.com/1","allow_failure":true}]})"_ba;
        QCOMPARE(runJson(fullRun), expected);
    }

    void whatIsNotKnownIsAbsent()
    {
        const Run run{.id = RunId(1),
                      .provider = u"gitlab"_s,
                      .project = u"p"_s,
                      .number = 5,
                      .sequence = 5,
                      .updated = fromUnixMs(0),
                      .jobs = {Job{}, Job{.key = 2, .name = u"a"_s}}};
        const QByteArray expected
                = R"({"id":1,"provider":"gitlab","project":"p","state":"unknown","number":5,"attempt":1,)"
                  R"("updated":"1970-01-01T00:00:00.000Z",)"
                  R"("jobs":[{"state":"unknown"},{"name":"a","state":"unknown"}]})"_ba;
        QCOMPARE(runJson(run), expected);
    }

    void aNumberThatTheServiceDoesNotHaveIsAbsent()
    {
        Run run = fullRun;
        run.number = 0;
        run.sequence = 1'795'214'160'123;
        const QByteArray json = runJson(run);
        QVERIFY2(!json.contains("\"number\""), json);
        QVERIFY2(json.contains(R"("attempt":2,"sequence":1795214160123,)"), json);
        const Run read = runFromJson(*parseJsonObject(json));
        QCOMPARE(read.number, 0);
        QCOMPARE(read.sequence, 1'795'214'160'123);
    }

    void aDurationThatIsNoNumberIsAbsent()
    {
        Run run = fullRun;
        run.duration = std::numeric_limits<double>::infinity();
        run.jobs[0].duration = std::numeric_limits<double>::quiet_NaN();
        const auto object = parseJsonObject(runJson(run));
        QVERIFY(object);
        QVERIFY(!object->contains("duration"_L1));
    }

    void theRunReadsBackApartFromWhatOnlyTheWallKnows()
    {
        Run expected = fullRun;
        expected.generation = 0;
        expected.jobs[0].key = 0;
        QCOMPARE(runFromJson(*parseJsonObject(runJson(fullRun))), expected);
        QCOMPARE(runFromJson({}), Run{});
    }

    void aLaneReadsBack()
    {
        const Lane lane{u"gitlab"_s, u"group/wall"_s, {}, u"main"_s};
        QCOMPARE(laneJson(lane),
                 "{\"provider\":\"gitlab\",\"project\":\"group/wall\",\"pipeline\":\"\",\"ref\":\"main\"}"_ba);
        QCOMPARE(laneFromJson(*parseJsonObject(laneJson(lane))), lane);
        QVERIFY(!laneFromJson(*parseJsonObject("{\"provider\":\"gitlab\"}")));
        QVERIFY(!laneFromJson(*parseJsonObject("{\"project\":\"wall\"}")));
    }

    void jobsAreStoredWhole_data()
    {
        QTest::addColumn<QList<Job>>("jobs");
        QTest::newRow("none") << QList<Job>{};
        QTest::newRow("full") << QList<Job>{fullJob};
        QTest::newRow("bare") << QList<Job>{Job{}, Job{.key = 7}};
        Job odd = fullJob;
        odd.key = std::numeric_limits<qint64>::max();
        odd.name = u"]}\"\\\n\u2028😀"_s;
        odd.duration = 0.1 + 0.2;
        QTest::newRow("odd") << QList<Job>{fullJob, odd};
    }
    void jobsAreStoredWhole()
    {
        QFETCH(QList<Job>, jobs);
        QCOMPARE(jobsFromJson(jobsJson(jobs)), jobs);
    }

    void whatIsNoListOfJobsIsNone()
    {
        for (const char *json : {"", "null", "{}", "[", "7"})
            QVERIFY(jobsFromJson(json).isEmpty());
    }
};

QTEST_GUILESS_MAIN(RunTest)
#include "run_test.moc"
