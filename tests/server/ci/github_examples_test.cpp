// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GitHub's own examples (npm: @octokit/webhooks-examples), posted to a real wall: each is answered, and those of the CI kinds
// become the right run.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

struct Example {
    QByteArray event;
    int number = 0; // among those of its event
    QByteArray body;
};

QList<Example> examples()
{
    const QString packages = qEnvironmentVariable("TALLYWALL_NPM");
    QFile file(packages + u"/node_modules/@octokit/webhooks-examples/api.github.com/index.json"_s);
    QList<Example> all;
    if (packages.isEmpty() || !file.open(QIODevice::ReadOnly))
        return all;
    const QJsonArray events = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &event : events) {
        int number = 0;
        const QJsonArray bodies = event["examples"_L1].toArray();
        for (const QJsonValue &body : bodies)
            all.append({event["name"_L1].toString().toUtf8(), number++, QJsonDocument(body.toObject()).toJson()});
    }
    return all;
}

Answer post(Wall &wall, const Example &example)
{
    return wall.ask("POST", "/hooks", example.body, {{"X-GitHub-Event", example.event}});
}

} // namespace

class GithubExamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyExampleIsAnswered();
    void thoseOfTheCiKindsBecomeTheRightRun_data();
    void thoseOfTheCiKindsBecomeTheRightRun();

private:
    QList<Example> m_examples;
};

void GithubExamplesTest::initTestCase()
{
    m_examples = examples();
    if (m_examples.isEmpty())
        QSKIP("the packages of tests/npm are not here");
}

void GithubExamplesTest::everyExampleIsAnswered()
{
    Wall wall;
    QVERIFY(wall.start());
    QVERIFY(m_examples.size() > 300);
    for (const Example &example : m_examples) {
        const Answer answer = post(wall, example);
        QVERIFY2(answer.status == 200 || answer.status == 202,
                 example.event + ' ' + QByteArray::number(example.number) + ": " + answer.body);
    }
}

void GithubExamplesTest::thoseOfTheCiKindsBecomeTheRightRun_data()
{
    QTest::addColumn<QByteArrayList>("states"); // of each of its examples, in their order
    const auto states = [](const char *event, const char *words) {
        QTest::newRow(event) << QByteArray(words).split(' ');
    };
    // Read off the examples: status, conclusion and state.
    states("check_run", "queued failed success success queued queued running success success");
    states("check_suite", "success success success success queued queued queued success success");
    states("deployment_status", "success running success success");
    states("status", "success success success success");
    states("workflow_job", "running failed success running running queued queued queued");
    states("workflow_run", "queued success success queued waiting");
}
void GithubExamplesTest::thoseOfTheCiKindsBecomeTheRightRun()
{
    QFETCH(QByteArrayList, states);
    QByteArrayList shown;
    for (const Example &example : std::as_const(m_examples)) {
        if (example.event != QTest::currentDataTag())
            continue;
        Wall wall; // several of them speak of the same run
        QVERIFY(wall.start());
        QCOMPARE(post(wall, example).status, 202);
        const QJsonArray runs = wall.ask("GET", "/ci").json().value("runs"_L1).toArray();
        QCOMPARE(runs.size(), 1);
        const QJsonObject body = QJsonDocument::fromJson(example.body).object();
        QCOMPARE(runs[0]["project"_L1].toString(), body["repository"_L1]["full_name"_L1].toString());
        QVERIFY(!runs[0]["commit"_L1].toString().isEmpty());
        shown << runs[0]["state"_L1].toString().toUtf8();
    }
    QCOMPARE(shown.join(' '), states.join(' '));
}

QTEST_GUILESS_MAIN(GithubExamplesTest)
#include "github_examples_test.moc"
