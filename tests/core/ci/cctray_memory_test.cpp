// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one poll after the other makes of a project: each answer is taken, and merged as the store would merge it.
#include "core/ci/cctray_memory.h"
#include "core/ci/merge.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr TimePoint noon = fromUnixMs(1'795'176'000'000);
constexpr std::chrono::seconds interval{30};

CctrayEntry sleeping(const QString &label, TimePoint time, const QString &status = u"Success"_s)
{
    return {.name = u"shop/api (main)"_s,
            .activity = CctrayActivity::Sleeping,
            .lastBuildStatus = status,
            .lastBuildLabel = label,
            .lastBuildTime = time,
            .webUrl = u"https://ci.example.com/shop"_s};
}

CctrayEntry building(const QString &label, TimePoint time, const QString &status = u"Success"_s)
{
    CctrayEntry entry = sleeping(label, time, status);
    entry.activity = CctrayActivity::Building;
    return entry;
}

// The wall as far as it matters here: what is known of each run.
class Wall
{
public:
    // Takes an answer that comes an interval after the last one; how many runs it changed.
    int take(const QList<CctrayEntry> &entries, std::chrono::seconds later = interval)
    {
        m_now += later;
        const QList<Run> news = takePoll(m_memory, entries, m_now);
        for (const Run &run : news)
            record(run);
        return int(news.size());
    }

    void restart() { m_memory = memoryOf(u"jenkins"_s, lanes()); }
    void restartWithoutAStore() { m_memory = memoryOf(u"jenkins"_s, {}); }

    // In their order, the latest last.
    [[nodiscard]] QList<Run> runs() const { return m_runs; }
    [[nodiscard]] Run latest() const { return m_runs.isEmpty() ? Run() : m_runs.last(); }
    [[nodiscard]] TimePoint now() const { return m_now; }

    // "31 success, 0 running"
    [[nodiscard]] QString told() const
    {
        QStringList parts;
        for (const Run &run : m_runs)
            parts.append(QString::number(run.number) + u' ' + QString::fromLatin1(stateWord(run.state)));
        return parts.join(u", "_s);
    }

    [[nodiscard]] QList<LaneStatus> lanes() const
    {
        QHash<Lane, LaneStatus> lanes;
        for (const Run &run : m_runs) {
            LaneStatus &lane = lanes[laneOf(run)];
            if (isDecisive(lane.latest.state))
                lane.lastDecisive = lane.latest;
            lane.latest = run;
        }
        return lanes.values();
    }

private:
    void record(const Run &delivered)
    {
        const auto known = std::find_if(m_runs.begin(), m_runs.end(), [&delivered](const Run &run) {
            return std::tie(run.provider, run.project, run.key, run.attempt)
                    == std::tie(delivered.provider, delivered.project, delivered.key, delivered.attempt);
        });
        if (known != m_runs.end()) {
            *known = merge(*known, delivered);
        } else {
            m_runs.append(merge({}, delivered));
            m_runs.last().id = RunId(m_runs.size());
        }
        std::sort(m_runs.begin(), m_runs.end(), [](const Run &a, const Run &b) { return isLater(b, a); });
    }

    CctrayMemory m_memory{.feed = u"jenkins"_s, .lanes = {}, .polled = {}};
    TimePoint m_now = noon;
    QList<Run> m_runs;
};

// What a CI tells of the last build while the next one is under way.
enum class Meanwhile : quint8 {
    AsBefore,
    StartOfTheNext, // and nothing else: Drone
    Nothing,        // Woodpecker
};

struct Style {
    Meanwhile meanwhile = Meanwhile::AsBefore;
    bool hasNumbers = false; // else its labels are names
    bool hasTimes = false;
    bool tellsStart = false; // the time is that of the build's start, not of its end
};

// A CI that builds, and now and then stops a build.
class Ci
{
public:
    explicit Ci(const Style &style) : m_style(style) { }

    void goOn(QRandomGenerator &random, TimePoint now)
    {
        m_clock = std::max(m_clock + std::chrono::seconds(1), now);
        if (!m_building) {
            m_began = m_clock;
        } else if (random.bounded(5) > 0) { // else it is stopped
            ++m_number;
            m_last = random.bounded(3) == 0 ? State::Failed : State::Success;
            m_time = m_style.tellsStart ? m_began : m_clock;
        }
        m_building = !m_building;
    }

    [[nodiscard]] CctrayEntry entry() const
    {
        CctrayEntry entry = sleeping(m_style.hasNumbers ? QString::number(m_number) : u"build.%1"_s.arg(m_number),
                                     m_time, m_last == State::Success ? u"Success"_s : u"Failure"_s);
        if (m_building) {
            entry.activity = CctrayActivity::Building;
            if (m_style.meanwhile != Meanwhile::AsBefore) {
                entry.lastBuildStatus = u"Unknown"_s;
                entry.lastBuildLabel = u"Unknown"_s;
                entry.lastBuildTime = m_began;
            }
            if (m_style.meanwhile == Meanwhile::Nothing)
                entry.lastBuildTime.reset();
        }
        if (!m_style.hasTimes)
            entry.lastBuildTime.reset();
        return entry;
    }

    [[nodiscard]] bool isBuilding() const { return m_building; }
    [[nodiscard]] State last() const { return m_last; }

private:
    Style m_style;
    TimePoint m_clock = noon;
    TimePoint m_began = noon;
    TimePoint m_time = noon;
    bool m_building = false;
    int m_number = 30;
    State m_last = State::Success;
};

} // namespace

Q_DECLARE_METATYPE(Style)

class CctrayMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResultIsARun();
    void theSameAnswerTellsNothing();
    void aBuildIsOneRunFromItsBeginningToItsEnd();
    void aBuildThatNobodySawBecomesARun();
    void oneBuildEndsAndTheNextBeginsBetweenTwoPolls();
    void aBuildThatLeavesNothingWasCanceled();
    void afterACanceledBuildTheNextOneIsAnother();
    void aBuildThatHasNoResultWasCanceled();
    void aProjectThatIsGoneIsNotBuiltAnyMore();
    void aBuildCanWaitForItsTurn();
    void afterARestartNothingIsNew();
    void aBuildGoesOnOverARestart();
    void aBuildEndsDuringARestart();
    void severalBuildsEndWhileNobodyAsked();
    void withoutAStoreTheKeysAreTheSame();
    void whereTheResultIsHiddenMeanwhileItIsKept();
    void aClockThatIsSlowOrTurnedBackKeepsTheOrder_data();
    void aClockThatIsSlowOrTurnedBackKeepsTheOrder();
    void anAnswerFromACacheIsPassedOver();
    void aResultCanChange();
    void labelsNeedNotBeNumbers();
    void aProjectThatWasNeverBuiltIsNotShown();
    void projectsDoNotMix();
    void textsOfStrangersAreTidied();
    void aBuildWithoutLabelOrTimeIsFollowedByItsStatus();
    void manyProjectsAreForgottenAgain();
    void whateverComesTheSameAgainTellsNothing();
    void theWallFollowsACi_data();
    void theWallFollowsACi();
};

void CctrayMemoryTest::aResultIsARun()
{
    Wall wall;
    QCOMPARE(wall.take({sleeping(u"31"_s, noon, u"Failure"_s)}), 1);
    const Run run = wall.latest();
    QCOMPARE(run.provider, u"jenkins"_s);
    QCOMPARE(run.project, u"shop/api"_s);
    QCOMPARE(run.ref, u"main"_s);
    QCOMPARE(run.state, State::Failed);
    QCOMPARE(run.number, 31);
    QCOMPARE(run.finished, noon);
    QVERIFY(!run.started);
    QVERIFY(!run.duration);
    QCOMPARE(run.url, u"https://ci.example.com/shop"_s);
    QCOMPARE(run.updated, wall.now());
}

void CctrayMemoryTest::theSameAnswerTellsNothing()
{
    for (const CctrayEntry &entry :
         {sleeping(u"31"_s, noon), sleeping(u"31"_s, noon, u"Unknown"_s), building(u"31"_s, noon),
          building(u"Unknown"_s, noon, u"Unknown"_s), sleeping({}, {}), building({}, {}), building({}, {}, {})}) {
        Wall wall;
        wall.take({entry});
        for (int i = 0; i < 3; ++i)
            QCOMPARE(wall.take({entry}), 0);
    }
}

void CctrayMemoryTest::aBuildIsOneRunFromItsBeginningToItsEnd()
{
    Wall wall;
    wall.take({sleeping(u"31"_s, noon)});
    QCOMPARE(wall.take({building(u"31"_s, noon)}), 1);
    QCOMPARE(wall.told(), u"31 success, 0 running"_s);
    const Run running = wall.latest();
    QCOMPARE(running.started, wall.now());
    QCOMPARE(wall.take({building(u"31"_s, noon)}), 0);
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Failure"_s)}), 1);
    QCOMPARE(wall.told(), u"31 success, 32 failed"_s);
    QCOMPARE(wall.latest().key, running.key);
    QCOMPARE(wall.latest().started, running.started);
    QCOMPARE(wall.latest().finished, wall.now());
    QCOMPARE(wall.latest().duration, 60.0);
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Failure"_s)}), 0);
}

void CctrayMemoryTest::aBuildThatNobodySawBecomesARun()
{
    Wall wall;
    wall.take({sleeping(u"31"_s, noon)});
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Exception"_s)}), 1);
    QCOMPARE(wall.told(), u"31 success, 32 error"_s);
    QVERIFY(!wall.latest().duration);
}

void CctrayMemoryTest::oneBuildEndsAndTheNextBeginsBetweenTwoPolls()
{
    Wall wall;
    wall.take({building(u"31"_s, noon)});
    QCOMPARE(wall.take({building(u"32"_s, noon + interval, u"Failure"_s)}), 2);
    QCOMPARE(wall.told(), u"31 success, 32 failed, 0 running"_s);
    QCOMPARE(wall.take({sleeping(u"33"_s, noon + 2 * interval)}), 1);
    QCOMPARE(wall.told(), u"31 success, 32 failed, 33 success"_s);
}

void CctrayMemoryTest::aBuildThatLeavesNothingWasCanceled()
{
    Wall wall;
    wall.take({building(u"31"_s, noon)});
    QCOMPARE(wall.take({sleeping(u"31"_s, noon)}), 1);
    QCOMPARE(wall.told(), u"31 success, 0 canceled"_s);
    QCOMPARE(wall.take({sleeping(u"31"_s, noon)}), 0);
}

void CctrayMemoryTest::afterACanceledBuildTheNextOneIsAnother()
{
    Wall wall;
    wall.take({building(u"31"_s, noon)});
    wall.take({sleeping(u"31"_s, noon)});
    QCOMPARE(wall.take({building(u"31"_s, noon)}), 1);
    QCOMPARE(wall.told(), u"31 success, 0 canceled, 0 running"_s);
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval)}), 1);
    QCOMPARE(wall.told(), u"31 success, 0 canceled, 32 success"_s);
}

void CctrayMemoryTest::aBuildThatHasNoResultWasCanceled()
{
    Wall wall;
    wall.take({building(u"31"_s, noon)});
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Unknown"_s)}), 1);
    QCOMPARE(wall.told(), u"31 success, 32 canceled"_s);
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Unknown"_s)}), 0);
    QCOMPARE(wall.take({building(u"32"_s, noon + interval, u"Unknown"_s)}), 1);
    QCOMPARE(wall.take({sleeping(u"33"_s, noon + 2 * interval)}), 1);
    QCOMPARE(wall.told(), u"31 success, 32 canceled, 33 success"_s);
}

void CctrayMemoryTest::aProjectThatIsGoneIsNotBuiltAnyMore()
{
    Wall wall;
    wall.take({building(u"31"_s, noon)});
    QCOMPARE(wall.take({}), 1);
    QCOMPARE(wall.told(), u"31 success, 0 canceled"_s);
    QCOMPARE(wall.take({}), 0);
    QCOMPARE(wall.take({sleeping(u"31"_s, noon)}), 0);
}

void CctrayMemoryTest::aBuildCanWaitForItsTurn()
{
    CctrayEntry pending = sleeping(u"31"_s, noon);
    pending.activity = CctrayActivity::Pending;
    Wall wall;
    wall.take({sleeping(u"31"_s, noon)});
    QCOMPARE(wall.take({pending}), 1);
    QCOMPARE(wall.told(), u"31 success, 0 queued"_s);
    QVERIFY(!wall.latest().started);
    QCOMPARE(wall.take({building(u"31"_s, noon)}), 1);
    QCOMPARE(wall.told(), u"31 success, 0 running"_s);
    QCOMPARE(wall.latest().started, wall.now());
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval)}), 1);
    QCOMPARE(wall.told(), u"31 success, 32 success"_s);
}

void CctrayMemoryTest::afterARestartNothingIsNew()
{
    Wall wall;
    wall.take({building(u"31"_s, noon)});
    wall.take({sleeping(u"32"_s, noon + interval, u"Failure"_s)});
    wall.restart();
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval, u"Failure"_s)}), 0);
    QCOMPARE(wall.take({building(u"32"_s, noon + interval, u"Failure"_s)}), 1);
    wall.restart();
    QCOMPARE(wall.take({building(u"32"_s, noon + interval, u"Failure"_s)}), 0);
}

void CctrayMemoryTest::aBuildGoesOnOverARestart()
{
    Wall wall;
    wall.take({sleeping(u"31"_s, noon)});
    wall.take({building(u"31"_s, noon)});
    const Run running = wall.latest();
    wall.restart();
    QCOMPARE(wall.take({building(u"31"_s, noon)}), 0);
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval)}), 1);
    QCOMPARE(wall.told(), u"31 success, 32 success"_s);
    QCOMPARE(wall.latest().started, running.started);
}

void CctrayMemoryTest::aBuildEndsDuringARestart()
{
    Wall wall;
    wall.take({sleeping(u"31"_s, noon)});
    wall.take({building(u"31"_s, noon)});
    wall.restart();
    const TimePoint end = noon + std::chrono::minutes(10);
    QCOMPARE(wall.take({sleeping(u"32"_s, end)}, std::chrono::hours(2)), 1);
    QCOMPARE(wall.told(), u"31 success, 32 success"_s);
    QCOMPARE(wall.latest().finished, end); // not when the wall came back
}

void CctrayMemoryTest::severalBuildsEndWhileNobodyAsked()
{
    Wall wall;
    wall.take({sleeping(u"31"_s, noon)});
    wall.take({building(u"31"_s, noon)});
    const std::chrono::hours night{8};
    QCOMPARE(wall.take({building(u"40"_s, noon + night, u"Failure"_s)}, night), 3);
    QCOMPARE(wall.told(), u"31 success, 0 unknown, 40 failed, 0 running"_s);
    QVERIFY(!wall.latest().started);
}

void CctrayMemoryTest::withoutAStoreTheKeysAreTheSame()
{
    Wall wall;
    wall.take({building(u"31"_s, noon)});
    wall.restartWithoutAStore();
    wall.take({building(u"31"_s, noon)});
    QCOMPARE(wall.told(), u"31 success, 0 running"_s);
}

void CctrayMemoryTest::whereTheResultIsHiddenMeanwhileItIsKept()
{
    // Drone: while a build is under way it tells the time of its start, and neither label nor result.
    Wall wall;
    wall.take({sleeping(u"31"_s, noon, u"Failure"_s)});
    QCOMPARE(wall.take({building(u"Unknown"_s, noon + interval, u"Unknown"_s)}), 1);
    QCOMPARE(wall.told(), u"31 failed, 0 running"_s);
    QCOMPARE(wall.take({sleeping(u"32"_s, noon + interval)}), 1);
    QCOMPARE(wall.told(), u"31 failed, 32 success"_s);
}

void CctrayMemoryTest::aClockThatIsSlowOrTurnedBackKeepsTheOrder_data()
{
    QTest::addColumn<int>("minutes"); // by which the service's clock is off
    QTest::newRow("slow") << -600;
    QTest::newRow("right") << 0;
    QTest::newRow("fast") << 600;
    QTest::newRow("so fast that it is not believed") << 60 * 24 * 300;
}

void CctrayMemoryTest::aClockThatIsSlowOrTurnedBackKeepsTheOrder()
{
    QFETCH(const int, minutes);
    const TimePoint clock = noon + std::chrono::minutes(minutes);
    Wall wall;
    wall.take({sleeping(u"31"_s, clock)});
    wall.take({building(u"31"_s, clock)});
    QCOMPARE(wall.told(), u"31 success, 0 running"_s);
    wall.take({sleeping(u"32"_s, clock + interval)});
    wall.take({sleeping(u"33"_s, clock - std::chrono::hours(1), u"Failure"_s)}); // the end of summer time
    QCOMPARE(wall.told(), u"31 success, 32 success, 33 failed"_s);
    wall.take({building(u"33"_s, clock - std::chrono::hours(1), u"Failure"_s)});
    QCOMPARE(wall.told(), u"31 success, 32 success, 33 failed, 0 running"_s);
    wall.take({sleeping(u"34"_s, clock)});
    QCOMPARE(wall.told(), u"31 success, 32 success, 33 failed, 34 success"_s);
}

void CctrayMemoryTest::anAnswerFromACacheIsPassedOver()
{
    Wall wall;
    wall.take({sleeping(u"31"_s, noon)});
    wall.take({sleeping(u"32"_s, noon + interval)});
    wall.take({building(u"32"_s, noon + interval)});
    QCOMPARE(wall.take({sleeping(u"30"_s, noon - interval, u"Failure"_s)}), 0);
    QCOMPARE(wall.take({sleeping(u"33"_s, noon + 2 * interval)}), 1);
    QCOMPARE(wall.told(), u"31 success, 32 success, 33 success"_s);

    Wall other; // whose builds have no numbers
    other.take({sleeping(u"build.a"_s, noon)});
    other.take({sleeping(u"build.b"_s, noon + interval)});
    QCOMPARE(other.take({sleeping(u"build.a"_s, noon)}), 0);
    QCOMPARE(other.take({building(u"build.a"_s, noon)}), 0);
    QCOMPARE(other.take({sleeping(u"build.c"_s, noon + 2 * interval)}), 1);
    QCOMPARE(other.runs().size(), 3);
}

void CctrayMemoryTest::aResultCanChange()
{
    Wall wall;
    wall.take({sleeping(u"31"_s, noon)});
    QCOMPARE(wall.take({sleeping(u"31"_s, noon, u"Failure"_s)}), 1);
    QCOMPARE(wall.told(), u"31 failed"_s);
    QCOMPARE(wall.take({sleeping(u"31"_s, noon, u"Failure"_s)}), 0);
}

void CctrayMemoryTest::labelsNeedNotBeNumbers()
{
    Wall wall;
    wall.take({sleeping(u"build.31"_s, noon)});
    QCOMPARE(wall.latest().number, 0);
    QCOMPARE(wall.latest().message, u"build.31"_s);
    wall.take({building(u"build.31"_s, noon)});
    QCOMPARE(wall.take({sleeping(u"build.32"_s, noon)}), 1); // the time is that of the configuration, say
    QCOMPARE(wall.runs().size(), 2);
    QCOMPARE(wall.latest().message, u"build.32"_s);
    wall.restart();
    QCOMPARE(wall.take({sleeping(u"build.32"_s, noon)}), 0);
}

void CctrayMemoryTest::aProjectThatWasNeverBuiltIsNotShown()
{
    Wall wall;
    CctrayEntry never = sleeping({}, fromUnixMs(0), u"Unknown"_s);
    QCOMPARE(wall.take({never}), 0);
    never.activity = CctrayActivity::Building;
    QCOMPARE(wall.take({never}), 1);
    QCOMPARE(wall.told(), u"0 running"_s);
    QCOMPARE(wall.take({sleeping(u"1"_s, noon)}), 1);
    QCOMPARE(wall.told(), u"1 success"_s);
}

void CctrayMemoryTest::projectsDoNotMix()
{
    QList<CctrayEntry> entries;
    for (const QString &name : {u"shop :: api"_s, u"shop :: web"_s, u"shop"_s, u"shop (main)"_s, u"shop (next)"_s}) {
        entries.append(building(u"31"_s, noon));
        entries.last().name = name;
    }
    Wall wall;
    QCOMPARE(wall.take(entries), 10);
    QCOMPARE(wall.runs().size(), 10);
    QCOMPARE(wall.lanes().size(), 5);
    QCOMPARE(wall.take(entries), 0);
    for (CctrayEntry &entry : entries)
        entry.lastBuildLabel = u"32"_s;
    entries.append(entries.first()); // twice: the first counts
    entries.last().lastBuildLabel = u"33"_s;
    QCOMPARE(wall.take(entries), 10);
    QCOMPARE(wall.runs().size(), 15);
}

void CctrayMemoryTest::textsOfStrangersAreTidied()
{
    CctrayEntry entry = building(u"<b>31</b>\n"_s + u"x"_s.repeated(1000), noon);
    entry.name = u"a\u001bb"_s + u"c"_s.repeated(1000);
    entry.webUrl = u"javascript:alert(1)"_s;
    Wall wall;
    QCOMPARE(wall.take({entry}), 2);
    QCOMPARE(wall.take({entry}), 0);
    const Run run = wall.runs().first();
    QCOMPARE(run.project.size(), 200);
    QVERIFY(run.project.startsWith(u"a b"_s));
    QVERIFY(run.message.size() <= 200);
    QVERIFY(run.url.isEmpty());
    CctrayEntry nameless = sleeping(u"1"_s, noon);
    nameless.name = QChar(1);
    QCOMPARE(wall.take({entry, nameless}), 0);
}

void CctrayMemoryTest::aBuildWithoutLabelOrTimeIsFollowedByItsStatus()
{
    CctrayEntry entry{.name = u"shop"_s,
                      .activity = CctrayActivity::Sleeping,
                      .lastBuildStatus = u"Success"_s,
                      .lastBuildLabel = {},
                      .lastBuildTime = {},
                      .webUrl = {}};
    Wall wall;
    QCOMPARE(wall.take({entry}), 1);
    entry.activity = CctrayActivity::Building;
    QCOMPARE(wall.take({entry}), 1);
    entry.activity = CctrayActivity::Sleeping;
    entry.lastBuildStatus = u"Failure"_s;
    QCOMPARE(wall.take({entry}), 1);
    QCOMPARE(wall.told(), u"0 success, 0 failed"_s);
}

void CctrayMemoryTest::manyProjectsAreForgottenAgain()
{
    CctrayMemory memory{.feed = u"jenkins"_s, .lanes = {}, .polled = {}};
    for (int round = 0; round < 6; ++round) {
        QList<CctrayEntry> entries;
        for (int i = 0; i < maxCctrayProjects; ++i) {
            entries.append(sleeping(u"1"_s, noon));
            entries.last().name = u"%1-%2"_s.arg(round).arg(i);
        }
        QCOMPARE(takePoll(memory, entries, noon).size(), maxCctrayProjects);
        QVERIFY(memory.lanes.size() <= 3 * maxCctrayProjects);
    }
}

void CctrayMemoryTest::whateverComesTheSameAgainTellsNothing()
{
    QRandomGenerator random(20261120); // the same in every run
    const auto oneOf = [&random](const auto &list) { return list.at(random.bounded(list.size())); };
    const QStringList labels{QString(), u"30"_s, u"31"_s, u"32"_s, u"33"_s, u"build.5"_s, u"Unknown"_s, u"-1"_s};
    const QStringList statuses{u"Success"_s, u"Failure"_s, u"Exception"_s, u"Unknown"_s, QString(), u"?"_s};
    const QList<CctrayActivity> activities{CctrayActivity::Sleeping, CctrayActivity::Building, CctrayActivity::Pending};
    for (int i = 0; i < 300; ++i) {
        Wall wall;
        for (int poll = 0; poll < 30; ++poll) {
            CctrayEntry entry = sleeping(oneOf(labels), noon + random.bounded(4) * interval, oneOf(statuses));
            entry.activity = oneOf(activities);
            if (random.bounded(4) == 0)
                entry.lastBuildTime.reset();
            if (random.bounded(5) == 0)
                wall.restart();
            wall.take({entry});
            QCOMPARE(wall.take({entry}), 0);
        }
    }
}

void CctrayMemoryTest::theWallFollowsACi_data()
{
    QTest::addColumn<Style>("style");
    const QList<std::pair<Meanwhile, QString>> kinds{{Meanwhile::AsBefore, u"as before"_s},
                                                     {Meanwhile::StartOfTheNext, u"start of the next"_s},
                                                     {Meanwhile::Nothing, u"nothing"_s}};
    for (const auto &[meanwhile, name] : kinds) {
        for (const bool hasNumbers : {false, true}) {
            const QString labels = name + (hasNumbers ? u", numbers"_s : u", names"_s);
            QTest::newRow(qPrintable(labels)) << Style{meanwhile, hasNumbers, false, false};
            QTest::newRow(qPrintable(labels + u", end"_s)) << Style{meanwhile, hasNumbers, true, false};
            QTest::newRow(qPrintable(labels + u", start"_s)) << Style{meanwhile, hasNumbers, true, true};
        }
    }
}

void CctrayMemoryTest::theWallFollowsACi()
{
    QFETCH(const Style, style);
    QRandomGenerator random(20261120);
    for (int i = 0; i < 40; ++i) {
        Ci ci(style);
        Wall wall;
        for (int poll = 0; poll < 40; ++poll) {
            for (int step = random.bounded(4); step > 0; --step)
                ci.goOn(random, wall.now());
            wall.take({ci.entry()});
            const QString told = wall.told();
            if (ci.isBuilding())
                QVERIFY2(wall.latest().state == State::Running, qPrintable(told));
            else
                QCOMPARE(wall.latest().state == State::Canceled || wall.latest().state == ci.last(), true);
            QCOMPARE(wall.take({ci.entry()}), 0);
            wall.restart();
            wall.take({ci.entry()});
            QCOMPARE(wall.told(), told);
        }
        for (const Run &run : wall.runs()) // what began has ended
            QVERIFY2(isFinished(run.state) || run == wall.latest() || run.state == State::Unknown,
                     qPrintable(wall.told()));
    }
}

QTEST_GUILESS_MAIN(CctrayMemoryTest)
#include "cctray_memory_test.moc"
