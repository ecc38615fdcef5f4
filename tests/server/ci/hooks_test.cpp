// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /hooks with GitLab's documented payloads, and what GET /ci shows of them.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

QJsonObject fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + u"/tests/server/ci/data/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

// The fixture as another pipeline.
QByteArray pipeline(int id, const QString &ref, const QString &status,
                    const QString &project = u"gitlab-org/gitlab-test"_s)
{
    QJsonObject delivery = fixture(u"pipeline_running.json"_s);
    QJsonObject attributes = delivery.value("object_attributes"_L1).toObject();
    attributes.insert(u"id"_s, id);
    attributes.insert(u"ref"_s, ref);
    attributes.insert(u"status"_s, status);
    attributes.insert(u"url"_s, u"http://gitlab.example.org/%1/-/pipelines/%2"_s.arg(project).arg(id));
    delivery.insert(u"object_attributes"_s, attributes);
    QJsonObject of = delivery.value("project"_L1).toObject();
    of.insert(u"path_with_namespace"_s, project);
    delivery.insert(u"project"_s, of);
    return bytes(delivery);
}

} // namespace

class HooksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPipelineAndItsJobBecomeOneRun();
    void theSameDeliveryTwiceIsIgnoredTheSecondTime();
    void theProviderIsFoundByTheHeaders();
    void whatHasNothingToShowIsIgnored();
    void whatCannotBeReadIsRefused_data();
    void whatCannotBeReadIsRefused();
    void ciShowsTheNewestRunOfEachProjectAndRef();
    void runsAreFilteredAndPaged();
    void filtersAreChecked_data();
    void filtersAreChecked();
    void linksThatAreNoneOfTheWebAreLeftOut();
    void runsOutliveARestart();

private:
    Answer hook(const QByteArray &body, const QByteArray &path = "/hooks/gitlab", const Fields &fields = {})
    {
        return m_wall->ask("POST", path, body, fields);
    }
    QJsonArray runs(const QByteArray &query)
    {
        return m_wall->ask("GET", "/ci" + query).json().value("runs"_L1).toArray();
    }

    std::unique_ptr<Wall> m_wall;
};

void HooksTest::init()
{
    m_wall = std::make_unique<Wall>();
    QVERIFY(m_wall->start());
}

void HooksTest::aPipelineAndItsJobBecomeOneRun()
{
    EventStream stream(m_wall->port(), "/events?collection=ci");
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    const Answer first = hook(bytes(fixture(u"pipeline_running.json"_s)), "/hooks/gitlab",
                              {{"X-Gitlab-Event", "Pipeline Hook"}});
    QCOMPARE(first.status, 202);
    QCOMPARE(first.json().value("events"_L1).toArray(), QJsonArray{1});
    const QJsonArray latest = runs({});
    QCOMPARE(latest.size(), 1);
    const QJsonObject run = latest.at(0).toObject();
    QCOMPARE(run.value("provider"_L1).toString(), u"gitlab"_s);
    QCOMPARE(run.value("project"_L1).toString(), u"gitlab-org/gitlab-test"_s);
    QCOMPARE(run.value("ref"_L1).toString(), u"master"_s);
    QCOMPARE(run.value("commit"_L1).toString(), u"bcbb5ec396a2c0f828686f14fac9b80b780504f2"_s);
    QCOMPARE(run.value("message"_L1).toString(), u"test"_s);
    QCOMPARE(run.value("author"_L1).toString(), u"Administrator"_s);
    QCOMPARE(run.value("number"_L1).toInt(), 31);
    QCOMPARE(run.value("url"_L1).toString(), u"http://gitlab.example.org/gitlab-org/gitlab-test/-/pipelines/31"_s);
    QVERIFY(run.value("started"_L1).toString().startsWith("2026-11-20T15:26:12"_L1));
    QVERIFY(!run.contains("finished"_L1) && !run.contains("duration"_L1)); // absent where unknown

    const Answer second = hook(bytes(fixture(u"job_failed.json"_s)));
    QCOMPARE(second.status, 202);
    const QByteArray path = "/ci/runs/" + QByteArray::number(run.value("id"_L1).toInteger());
    const Answer whole = m_wall->ask("GET", path);
    QCOMPARE(whole.status, 200);
    const QJsonArray jobs = whole.json().value("jobs"_L1).toArray();
    QCOMPARE(jobs.size(), 2);
    const auto job = std::find_if(jobs.begin(), jobs.end(),
                                  [](const QJsonValue &one) { return one["name"_L1].toString() == "test-image"_L1; });
    QVERIFY(job != jobs.end());
    QCOMPARE((*job)["stage"_L1].toString(), u"test"_s);
    QCOMPARE((*job)["state"_L1].toString(), u"failed"_s);
    QCOMPARE((*job)["duration"_L1].toDouble(), 17.1);
    QVERIFY((*job)["finished"_L1].toString().startsWith("2026-11-20T15:26:29"_L1));
    QCOMPARE(runs({}).size(), 1);
    QVERIFY(waitUntil([&] { return stream.events().size() == 2; }));
    QCOMPARE(stream.events().at(1).data.value("id"_L1), run.value("id"_L1));
}

void HooksTest::theSameDeliveryTwiceIsIgnoredTheSecondTime()
{
    for (const QString &name : {u"pipeline_running.json"_s, u"job_failed.json"_s}) {
        QCOMPARE(hook(bytes(fixture(name))).status, 202);
        const Answer again = hook(bytes(fixture(name)));
        QCOMPARE(again.status, 200);
        QVERIFY(!again.json().value("ignored"_L1).toString().isEmpty());
    }
    QCOMPARE(m_wall->ask("GET", "/summary").json()["last_id"_L1].toInt(), 2);
}

void HooksTest::theProviderIsFoundByTheHeaders()
{
    const QByteArray body = bytes(fixture(u"pipeline_running.json"_s));
    QCOMPARE(hook(body, "/hooks", {{"x-gitlab-event", "Pipeline Hook"}}).status, 202);
    const Answer unknown = hook(body, "/hooks");
    QCOMPARE(unknown.status, 422);
    QVERIFY(unknown.detail().contains("/hooks/PROVIDER"_L1));
    for (const QByteArray &path : {"/hooks/nobody"_ba, "/hooks/GitLab"_ba, "/hooks/gitlab%00"_ba})
        QCOMPARE(hook(body, path).status, 404);
}

void HooksTest::whatHasNothingToShowIsIgnored()
{
    const Answer answer = hook(bytes(fixture(u"push.json"_s)));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json().value("ignored"_L1).toString().contains("push"_L1));
    QCOMPARE(m_wall->ask("GET", "/summary").json()["last_id"_L1].toInt(), 0);
}

void HooksTest::whatCannotBeReadIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing") << QByteArray() << 400;
    QTest::newRow("not JSON") << "payload=x"_ba << 400;
    QTest::newRow("an array") << "[]"_ba << 422;
    QTest::newRow("no kind") << "{}"_ba << 422;
    QTest::newRow("a pipeline without anything") << R"({"object_kind":"pipeline"})"_ba << 422;
    QTest::newRow("attributes of another type")
            << R"({"object_kind":"pipeline","object_attributes":[1],"project":"x"})"_ba << 422;
    QTest::newRow("a job without anything") << R"({"object_kind":"build"})"_ba << 422;
    QTest::newRow("very deep") << "{\"object_kind\":" + QByteArray(100'000, '[') << 400;
}

void HooksTest::whatCannotBeReadIsRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const Answer answer = hook(body);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
    QVERIFY(!answer.detail().isEmpty());
    QCOMPARE(m_wall->ask("GET", "/summary").json()["last_id"_L1].toInt(), 0);
}

void HooksTest::ciShowsTheNewestRunOfEachProjectAndRef()
{
    for (const QByteArray &body :
         {pipeline(1, u"main"_s, u"running"_s), pipeline(2, u"main"_s, u"success"_s),
          pipeline(3, u"dev"_s, u"failed"_s), pipeline(4, u"main"_s, u"running"_s, u"other/project"_s),
          pipeline(1, u"main"_s, u"failed"_s)})
        QCOMPARE(hook(body).status, 202);
    QSet<QString> shown;
    for (const QJsonValue &run : runs({}))
        shown.insert(u"%1 %2 %3"_s.arg(run["project"_L1].toString(), run["ref"_L1].toString())
                             .arg(run["number"_L1].toInt()));
    QCOMPARE(shown,
             QSet<QString>({u"gitlab-org/gitlab-test main 2"_s, u"gitlab-org/gitlab-test dev 3"_s,
                            u"other/project main 4"_s}));
    const QJsonObject ci = m_wall->ask("GET", "/summary").json()["ci"_L1].toObject();
    QCOMPARE(ci.value("runs"_L1).toInt(), 3);
    QCOMPARE(ci.value("failed"_L1).toInt(), 1);
    QCOMPARE(ci.value("running"_L1).toInt(), 1);
}

void HooksTest::runsAreFilteredAndPaged()
{
    for (int i = 1; i <= 30; ++i)
        QCOMPARE(hook(pipeline(i, i % 2 ? u"main"_s : u"feature/ä b"_s, i % 3 ? u"success"_s : u"failed"_s,
                               i % 5 ? u"a/b"_s : u"c/d"_s))
                         .status,
                 202);
    QCOMPARE(runs("/runs?limit=1000").size(), 30);
    QCOMPARE(runs("/runs?project=a/b").size(), 24);
    QCOMPARE(runs("/runs?project=a%2Fb&ref=main").size(), 12);
    QCOMPARE(runs("/runs?ref=feature/%C3%A4+b").size(), 15);
    QCOMPARE(runs("/runs?status=failed").size(), 10);
    QCOMPARE(runs("/runs?status=failed&ref=main&project=c/d").size(), 1);
    QCOMPARE(runs("/runs?project=none").size(), 0);
    QList<int> numbers;
    QByteArray before;
    do {
        const QJsonObject page = m_wall->ask("GET", "/ci/runs?limit=7&project=a/b" + before).json();
        for (const QJsonValue &run : page.value("runs"_L1).toArray())
            numbers.append(run["number"_L1].toInt());
        before = page.contains("next"_L1) ? "&before=" + QByteArray::number(page.value("next"_L1).toInteger())
                                          : QByteArray();
    } while (!before.isEmpty() && numbers.size() < 100);
    QCOMPARE(numbers.size(), 24);
    QVERIFY(std::is_sorted(numbers.crbegin(), numbers.crend()));
    QCOMPARE(QSet<int>(numbers.begin(), numbers.end()).size(), 24);
}

void HooksTest::filtersAreChecked_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("a state that is none") << "/ci/runs?status=purple"_ba << 422;
    QTest::newRow("a limit that is none") << "/ci/runs?limit=0"_ba << 422;
    QTest::newRow("before nothing") << "/ci/runs?before=x"_ba << 422;
    QTest::newRow("no such run") << "/ci/runs/999"_ba << 404;
    QTest::newRow("a run that is a word") << "/ci/runs/last"_ba << 404;
}

void HooksTest::filtersAreChecked()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    const Answer answer = m_wall->ask("GET", path);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.detail().isEmpty());
}

void HooksTest::linksThatAreNoneOfTheWebAreLeftOut()
{
    QJsonObject delivery = fixture(u"pipeline_running.json"_s);
    QJsonObject attributes = delivery.value("object_attributes"_L1).toObject();
    attributes.insert(u"url"_s, u"javascript:alert(1)"_s);
    delivery.insert(u"object_attributes"_s, attributes);
    delivery.insert(u"project"_s,
                    QJsonObject{{u"path_with_namespace"_s, u"a/b"_s}, {u"web_url"_s, u"data:text/html,x"_s}});
    QCOMPARE(hook(bytes(delivery)).status, 202);
    const QByteArray body = m_wall->ask("GET", "/ci").body;
    QVERIFY(!body.contains("javascript:") && !body.contains("data:text"));
}

void HooksTest::runsOutliveARestart()
{
    QCOMPARE(hook(bytes(fixture(u"pipeline_running.json"_s))).status, 202);
    const QJsonArray before = runs({});
    QVERIFY(m_wall->stop());
    QVERIFY(m_wall->start());
    QCOMPARE(runs({}), before);
    QCOMPARE(hook(bytes(fixture(u"pipeline_running.json"_s))).status, 200);
}

QTEST_GUILESS_MAIN(HooksTest)
#include "hooks_test.moc"
