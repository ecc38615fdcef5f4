// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/cctray.h"
#include "core/ci/cctray_observation.h"

#include <QSet>
#include <QtTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr TimePoint finished = fromUnixMs(1'795'214'160'123); // 2026-11-20T22:36:00.123Z

Run runOf(State state, const QString &project = u"shop/api"_s)
{
    return {.provider = u"gitlab"_s,
            .project = project,
            .ref = u"main"_s,
            .state = state,
            .finished = isFinished(state) ? std::optional(finished) : std::nullopt,
            .url = u"https://ci.example.com/32"_s,
            .number = 32,
            .updated = finished + std::chrono::minutes(5)};
}

Run named(const QString &provider, const QString &project, const QString &pipeline, const QString &ref)
{
    Run run = runOf(State::Success, project);
    run.provider = provider;
    run.pipeline = pipeline;
    run.ref = ref;
    return run;
}

LaneStatus alone(const Run &latest)
{
    return {.latest = latest, .lastDecisive = std::nullopt};
}

LaneStatus after(const Run &latest, State state)
{
    Run before = runOf(state);
    before.number = 31;
    before.finished = finished - std::chrono::hours(1);
    return {.latest = latest, .lastDecisive = before};
}

using Project = QHash<QString, QString>;

// The attributes of each project, by another reader than our own; none at all where it is not well-formed.
QList<Project> projectsIn(const QByteArray &feed)
{
    QList<Project> projects;
    QXmlStreamReader xml(feed);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != "Project"_L1)
            continue;
        Project project;
        for (const QXmlStreamAttribute &attribute : xml.attributes())
            project.insert(attribute.name().toString(), attribute.value().toString());
        projects.append(project);
    }
    return xml.hasError() ? QList<Project>() : projects;
}

QList<Project> projectsOf(const QList<LaneStatus> &lanes)
{
    return projectsIn(cctrayFeed(lanes, u"http://wall:4000"_s));
}

QStringList namesOf(const QList<LaneStatus> &lanes)
{
    QStringList names;
    for (const Project &project : projectsOf(lanes))
        names.append(project.value(u"name"_s));
    return names;
}

} // namespace

class CctrayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachStateIsToldInTheWordsOfTheFormat_data();
    void eachStateIsToldInTheWordsOfTheFormat();
    void aRunThatIsUnderWayKeepsTheResultBeforeIt_data();
    void aRunThatIsUnderWayKeepsTheResultBeforeIt();
    void aProjectWithoutAResultYetIsUnknown();
    void nobodyKnowsWhatAnUnknownStateMeans();
    void aRunWithoutANumberIsLabelledByItsKey();
    void aRunWithoutALinkLeadsToTheWall();
    void aFeedWithoutProjectsIsAFeed();
    void projectsAreInTheOrderOfTheirLanes();
    void noTwoProjectsHaveTheSameName();
    void textsOfStrangersStayTexts();
    void theOwnFeedReadsBack();
    void theOwnLanesReadBack();
    void namesStandForLanes_data();
    void namesStandForLanes();
};

void CctrayTest::eachStateIsToldInTheWordsOfTheFormat_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("activity");
    QTest::addColumn<QString>("status"); // after a success
    QTest::newRow("queued") << State::Queued << u"Building"_s << u"Success"_s;
    QTest::newRow("waiting") << State::Waiting << u"Building"_s << u"Success"_s;
    QTest::newRow("running") << State::Running << u"Building"_s << u"Success"_s;
    QTest::newRow("failing") << State::Failing << u"Building"_s << u"Success"_s;
    QTest::newRow("success") << State::Success << u"Sleeping"_s << u"Success"_s;
    QTest::newRow("warning") << State::Warning << u"Sleeping"_s << u"Success"_s;
    QTest::newRow("failed") << State::Failed << u"Sleeping"_s << u"Failure"_s;
    QTest::newRow("error") << State::Error << u"Sleeping"_s << u"Exception"_s;
    QTest::newRow("canceled") << State::Canceled << u"Sleeping"_s << u"Success"_s;
    QTest::newRow("skipped") << State::Skipped << u"Sleeping"_s << u"Success"_s;
    QTest::newRow("unknown") << State::Unknown << u"Sleeping"_s << u"Unknown"_s;
}

void CctrayTest::eachStateIsToldInTheWordsOfTheFormat()
{
    QFETCH(const State, state);
    const auto projects = projectsOf({after(runOf(state), State::Success)});
    QCOMPARE(projects.size(), 1);
    QTEST(projects.first().value(u"activity"_s), "activity");
    QTEST(projects.first().value(u"lastBuildStatus"_s), "status");
    QCOMPARE(projects.first().value(u"name"_s), u"shop/api (main)"_s);
    QCOMPARE(projects.first().value(u"webUrl"_s), u"https://ci.example.com/32"_s);
}

void CctrayTest::aRunThatIsUnderWayKeepsTheResultBeforeIt_data()
{
    QTest::addColumn<State>("before");
    QTest::addColumn<QString>("status");
    QTest::newRow("success") << State::Success << u"Success"_s;
    QTest::newRow("warning") << State::Warning << u"Success"_s;
    QTest::newRow("failed") << State::Failed << u"Failure"_s;
    QTest::newRow("error") << State::Error << u"Exception"_s;
}

void CctrayTest::aRunThatIsUnderWayKeepsTheResultBeforeIt()
{
    QFETCH(const State, before);
    for (const State state : {State::Queued, State::Waiting, State::Running, State::Failing, State::Canceled}) {
        const Project project = projectsOf({after(runOf(state), before)}).value(0);
        QTEST(project.value(u"lastBuildStatus"_s), "status");
        QCOMPARE(project.value(u"lastBuildLabel"_s), u"31"_s);
        QCOMPARE(project.value(u"lastBuildTime"_s), u"2026-11-20T21:36:00Z"_s);
    }
}

void CctrayTest::aProjectWithoutAResultYetIsUnknown()
{
    const Project project = projectsOf({alone(runOf(State::Running))}).value(0);
    QCOMPARE(project.value(u"activity"_s), u"Building"_s);
    QCOMPARE(project.value(u"lastBuildStatus"_s), u"Unknown"_s);
    QVERIFY(!project.contains(u"lastBuildLabel"_s));
    QCOMPARE(project.value(u"lastBuildTime"_s), u"2026-11-20T22:41:00Z"_s); // the format wants one
}

void CctrayTest::nobodyKnowsWhatAnUnknownStateMeans()
{
    QCOMPARE(projectsOf({alone(runOf(State::Unknown))}).value(0).value(u"lastBuildStatus"_s), u"Unknown"_s);
}

void CctrayTest::aRunWithoutANumberIsLabelledByItsKey()
{
    Run run = runOf(State::Success);
    run.number = 0;
    run.key = u"5034460f-c7c4"_s;
    QCOMPARE(projectsOf({alone(run)}).value(0).value(u"lastBuildLabel"_s), u"5034460f-c7c4"_s);
}

void CctrayTest::aRunWithoutALinkLeadsToTheWall()
{
    Run run = runOf(State::Success);
    run.url.clear();
    QCOMPARE(projectsOf({alone(run)}).value(0).value(u"webUrl"_s), u"http://wall:4000/#/ci/run/0"_s);
}

void CctrayTest::aFeedWithoutProjectsIsAFeed()
{
    const auto entries = readCctray(cctrayFeed({}, {}));
    QVERIFY(entries);
    QCOMPARE(entries->size(), 0);
}

void CctrayTest::projectsAreInTheOrderOfTheirLanes()
{
    const QStringList names{u"a"_s, u"a (main)"_s, u"a :: deploy (main)"_s, u"b (main)"_s};
    QCOMPARE(namesOf({alone(named(u"gitlab"_s, u"b"_s, {}, u"main"_s)),
                      alone(named(u"gitlab"_s, u"a"_s, u"deploy"_s, u"main"_s)),
                      alone(named(u"gitlab"_s, u"a"_s, {}, u"main"_s)), alone(named(u"gitlab"_s, u"a"_s, {}, {}))}),
             names);
}

void CctrayTest::noTwoProjectsHaveTheSameName()
{
    QCOMPARE(namesOf({alone(named(u"gitlab"_s, u"shop"_s, {}, u"main"_s)),
                      alone(named(u"github"_s, u"shop"_s, {}, u"main"_s)),
                      alone(named(u"github"_s, u"wall"_s, {}, u"main"_s))}),
             (QStringList{u"shop (main) [github]"_s, u"wall (main)"_s, u"shop (main) [gitlab]"_s}));
    QCOMPARE(namesOf({alone(named(u"github"_s, u"a"_s, u"b"_s, {})), alone(named(u"github"_s, u"a :: b"_s, {}, {})),
                      alone(named(u"github"_s, u"a :: b [github]"_s, {}, {}))}),
             (QStringList{u"a :: b [github]"_s, u"a :: b [github] 2"_s, u"a :: b [github] 3"_s}));
}

void CctrayTest::textsOfStrangersStayTexts()
{
    const QString name = u"<b>\"shop\"</b> & 'api'\n\tof \U0001F680"_s;
    Run run = named(u"gitlab"_s, name, {}, {});
    run.url = u"https://ci.example.com/?a=1&b=\"2\""_s;
    const QList<Project> projects = projectsOf({alone(run), alone(named(u"gitlab"_s, QChar(0x1B) + u"x"_s, {}, {}))});
    QCOMPARE(projects.size(), 2);
    QCOMPARE(projects.at(0).value(u"name"_s), u"\uFFFDx"_s);
    QCOMPARE(projects.at(1).value(u"name"_s), name);
    QCOMPARE(projects.at(1).value(u"webUrl"_s), run.url);
}

void CctrayTest::theOwnFeedReadsBack()
{
    const Run run = named(u"gitlab"_s, u"shop/api"_s, u"deploy :: production"_s, u"release/1 (old)"_s);
    const auto entries = readCctray(cctrayFeed({after(run, State::Failed), alone(runOf(State::Running))}, {}));
    QVERIFY(entries);
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->at(0).activity, CctrayActivity::Building);
    QCOMPARE(entries->at(0).lastBuildStatus, u"Unknown"_s);
    const CctrayEntry &entry = entries->at(1);
    QCOMPARE(entry.activity, CctrayActivity::Sleeping);
    QCOMPARE(entry.lastBuildStatus, u"Success"_s);
    QCOMPARE(entry.lastBuildLabel, u"32"_s);
    QCOMPARE(entry.lastBuildTime, fromUnixMs(1'795'214'160'000));
    QCOMPARE(entry.webUrl, run.url);
}

void CctrayTest::theOwnLanesReadBack()
{
    const QList<Lane> lanes{{u"gitlab"_s, u"shop"_s, {}, u"release (old)"_s},
                            {u"gitlab"_s, u"shop (main)"_s, {}, {}},
                            {u"gitlab"_s, u"a :: b"_s, u"c :: d (e)"_s, u"main"_s},
                            {u"gitlab"_s, u"a"_s, u"b :: c :: d (e)"_s, u"main"_s}, // of the same name
                            {u"gitlab"_s, u"wall [github] 2"_s, u"test"_s, u"feature/[x] \"y\" & <z>"_s},
                            {u"github"_s, u"api"_s, u"tests"_s, u"main"_s}, // nobody else has it
                            {u"github"_s, u"twin"_s, {}, u"main"_s},
                            {u"gitlab"_s, u"twin"_s, {}, u"main"_s}};
    QList<LaneStatus> statuses;
    QSet<Lane> expected;
    for (const Lane &lane : lanes) {
        statuses.append(alone(named(lane.provider, lane.project, lane.pipeline, lane.ref)));
        const bool twin = lane.project
                == "twin"_L1; // they differ by their provider alone, and must not end each other's runs
        expected.insert({u"far"_s, twin ? u"twin [%1]"_s.arg(lane.provider) : lane.project, lane.pipeline, lane.ref});
    }
    const auto entries = readCctray(cctrayFeed(statuses, {}));
    QVERIFY(entries);
    QSet<Lane> read;
    for (const CctrayEntry &entry : *entries)
        read.insert(laneOfEntry(u"far"_s, entry));
    QCOMPARE(read, expected);
    QCOMPARE(entries->size(), lanes.size());
    // Of others there is nothing but the name.
    const auto other = readCctray("<Projects><Project name=\"shop :: build\" project=\"x\" ref=\"y\"/></Projects>");
    QVERIFY(other);
    QVERIFY(laneOfEntry(u"far"_s, other->value(0)) == laneOfName(u"far"_s, u"shop :: build"_s));
}

void CctrayTest::namesStandForLanes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("plain") << u"shop"_s << QStringList{u"shop"_s, {}, {}};
    QTest::newRow("ref") << u"shop/api (main)"_s << QStringList{u"shop/api"_s, {}, u"main"_s};
    QTest::newRow("all") << u"shop :: deploy (v1)"_s << QStringList{u"shop"_s, u"deploy"_s, u"v1"_s};
    QTest::newRow("GoCD") << u"shop :: build :: pack"_s << QStringList{u"shop"_s, u"build :: pack"_s, {}};
    QTest::newRow("parenthesis first") << u"(main)"_s << QStringList{u"(main)"_s, {}, {}};
    QTest::newRow("empty parenthesis") << u"shop ()"_s << QStringList{u"shop ()"_s, {}, {}};
    QTest::newRow("colons first") << u" :: shop"_s << QStringList{u" :: shop"_s, {}, {}};
    QTest::newRow("colons last") << u"shop :: "_s << QStringList{u"shop :: "_s, {}, {}};
    QTest::newRow("two parentheses") << u"shop (old) (main)"_s << QStringList{u"shop (old)"_s, {}, u"main"_s};
}

void CctrayTest::namesStandForLanes()
{
    QFETCH(const QString, name);
    const Lane lane = laneOfName(u"jenkins"_s, name);
    QCOMPARE(lane.provider, u"jenkins"_s);
    QTEST((QStringList{lane.project, lane.pipeline, lane.ref}), "parts");
}

QTEST_GUILESS_MAIN(CctrayTest)
#include "cctray_test.moc"
