// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/cctray.h"
#include "core/ci/cctray_observation.h"

#include <QFile>
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

QByteArray fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/core/ci/data/cctray/"_L1 + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
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
    void whatTheFormatDoesNotNameIsPassedOver();
    void whatIsNoFeedIsRefused_data();
    void whatIsNoFeedIsRefused();
    void otherEncodingsAreRead();
    void timesAreReadAsServicesWriteThem_data();
    void timesAreReadAsServicesWriteThem();
    void limitsHold();
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

void CctrayTest::whatTheFormatDoesNotNameIsPassedOver()
{
    const auto entries = readCctray(fixture(u"attributes_in_another_order_and_unknown_elements.xml"_s));
    QVERIFY2(entries, entries ? "" : qPrintable(entries.error().message));
    const QList<CctrayEntry> expected{{.name = u"shop :: deliver :: pack"_s,
                                       .activity = CctrayActivity::Building,
                                       .lastBuildStatus = u"Failure"_s,
                                       .lastBuildLabel = u"648"_s,
                                       .lastBuildTime = fromUnixMs(1'795'214'160'000),
                                       .webUrl = u"https://ci.example.com/shop"_s},
                                      {.name = u"api »main« & more"_s,
                                       .activity = CctrayActivity::Sleeping,
                                       .lastBuildStatus = u"Success"_s,
                                       .lastBuildLabel = u"build.828"_s,
                                       .lastBuildTime = fromUnixMs(1'795'214'160'500),
                                       .webUrl = u"3"_s},
                                      {.name = u"loud"_s,
                                       .activity = CctrayActivity::Pending,
                                       .lastBuildStatus = u"Unknown"_s,
                                       .lastBuildLabel = {},
                                       .lastBuildTime = fromUnixMs(1'795'214'160'000),
                                       .webUrl = {}}};
    QVERIFY(*entries == expected);
}

void CctrayTest::whatIsNoFeedIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence"); // a part of it
    QTest::newRow("nothing") << QByteArray() << u"empty"_s;
    QTest::newRow("blanks") << QByteArray(" \n") << u"empty"_s;
    QTest::newRow("text") << QByteArray("Go away!") << u"plain text"_s;
    QTest::newRow("JSON") << QByteArray("{\"runs\":[]}") << u"JSON"_s;
    QTest::newRow("bytes") << QByteArray("\x00\xFF\x1F\x8B<", 5) << u"not XML"_s;
    QTest::newRow("login page") << fixture(u"login_page.html"_s) << u"web page"_s;
    QTest::newRow("login page in bad HTML") << fixture(u"login_page_without_a_document_type.html"_s) << u"web page"_s;
    QTest::newRow("entities") << fixture(u"entities_in_entities.xml"_s) << u"document type"_s;
    QTest::newRow("file") << fixture(u"entity_from_a_file.xml"_s) << u"document type"_s;
    QTest::newRow("twice") << fixture(u"an_attribute_twice.xml"_s) << u"line 1"_s;
    QTest::newRow("cut off") << fixture(u"cut_off.xml"_s) << u"not XML"_s;
    QTest::newRow("root") << fixture(u"another_root.xml"_s) << u"<hudson>"_s;
    QTest::newRow("entity") << QByteArray("<Projects><Project name=\"&evil;\"/></Projects>") << u"line 1"_s;
    QTest::newRow("encoding") << QByteArray("<?xml version=\"1.0\" encoding=\"klingon\"?><Projects/>") << u"not XML"_s;
}

void CctrayTest::whatIsNoFeedIsRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, sentence);
    const auto entries = readCctray(bytes);
    QVERIFY(!entries);
    QCOMPARE(entries.error().code, ErrorCode::NotUnderstood);
    QVERIFY2(entries.error().message.contains(sentence), qPrintable(entries.error().message));
}

void CctrayTest::otherEncodingsAreRead()
{
    const auto latin = readCctray("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                                  "<Projects><Project name=\"M\xFCnchen\"/></Projects>");
    QVERIFY(latin);
    QCOMPARE(latin->value(0).name, u"München"_s);
    const QString text = u"\uFEFF<Projects><Project name=\"München\"/></Projects>"_s;
    const auto wide = readCctray(
            QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(char16_t))));
    QVERIFY(wide);
    QCOMPARE(wide->value(0).name, u"München"_s);
}

void CctrayTest::timesAreReadAsServicesWriteThem_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected"); // Unix ms; 0: nothing
    QTest::newRow("UTC") << QByteArray("2026-11-20T22:36:00Z") << qint64(1'795'214'160'000);
    QTest::newRow("offset") << QByteArray("2026-11-20T23:36:00+01:00") << qint64(1'795'214'160'000);
    QTest::newRow("offset without a colon") << QByteArray("2026-11-20T17:36:00.5-0500") << qint64(1'795'214'160'500);
    QTest::newRow("CruiseControl.NET") << QByteArray("2026-11-20T23:36:00.6362160+01:00") << qint64(1'795'214'160'636);
    QTest::newRow("CruiseControl.rb") << QByteArray("2026-11-20T22:36:00.000000-00:00") << qint64(1'795'214'160'000);
    QTest::newRow("no zone") << QByteArray("2026-11-20T22:36:00") << qint64(1'795'214'160'000);
    QTest::newRow("a date") << QByteArray("2026-11-20") << qint64(0);
    QTest::newRow("nothing") << QByteArray() << qint64(0);
    QTest::newRow("words") << QByteArray("yesterday") << qint64(0);
    QTest::newRow("only an offset") << QByteArray("+0100") << qint64(0);
}

void CctrayTest::timesAreReadAsServicesWriteThem()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, expected);
    const auto entries = readCctray("<Projects><Project name=\"a\" lastBuildTime=\"" + text + "\"/></Projects>");
    QVERIFY(entries);
    const auto time = entries->value(0).lastBuildTime;
    QCOMPARE(time ? toUnixMs(*time) : 0, expected);
}

void CctrayTest::limitsHold()
{
    const QByteArray project = "<Project name=\"a\"/>";
    QCOMPARE(readCctray("<Projects>" + project.repeated(maxCctrayProjects) + "</Projects>")->size(), maxCctrayProjects);
    const auto many = readCctray("<Projects>" + project.repeated(maxCctrayProjects + 1) + "</Projects>");
    QVERIFY(!many);
    QCOMPARE(many.error().code, ErrorCode::TooLarge);
    const auto large = readCctray("<Projects>" + QByteArray(maxCctrayBytes, ' ') + "</Projects>");
    QVERIFY(!large);
    QCOMPARE(large.error().code, ErrorCode::TooLarge);
    const qsizetype depth = maxCctrayBytes / 7 - 10;
    QVERIFY(readCctray("<Projects>" + QByteArray("<a>").repeated(depth) + QByteArray("</a>").repeated(depth)
                       + "</Projects>"));
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
