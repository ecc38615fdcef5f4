// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a dashboard that is not ours reads in our cctray feed (npm: gocd-api, through cctray_client.mjs).
#include "tests/support/wall.h"

#include <QJsonDocument>
#include <QStandardPaths>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

// One delivery of GitLab: how pipeline `id` of the project stands.
QByteArray pipeline(const QString &project, int id, const QString &status)
{
    return QJsonDocument(
                   QJsonObject{
                           {"object_kind"_L1, "pipeline"_L1},
                           {"project"_L1, QJsonObject{{"path_with_namespace"_L1, project}}},
                           {"object_attributes"_L1,
                            QJsonObject{{"id"_L1, id},
                                        {"ref"_L1, "main"_L1},
                                        {"status"_L1, status},
                                        {"url"_L1, u"https://ci.test/%1?a=1&b=2"_s.arg(id)},
                                        {"finished_at"_L1, u"2026-11-20 10:%1:07 UTC"_s.arg(id, 2, 10, QChar(u'0'))}}},
                   })
            .toJson();
}

} // namespace

class CctrayClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_node = QStandardPaths::findExecutable(u"node"_s);
        if (m_node.isEmpty()
            || !QFile::exists(qEnvironmentVariable("TALLYWALL_NPM")
                              + "/node_modules/node-expat/build/Release/node_expat.node"_L1))
            QSKIP("needs node, and the packages of tests/npm: see the test \"npm\"");
    }

    void init()
    {
        m_wall = std::make_unique<Wall>();
        QVERIFY(m_wall->start());
    }

    void itReadsHowEveryLaneStands_data();
    void itReadsHowEveryLaneStands();
    void itReadsNamesOfAnyLetters_data();
    void itReadsNamesOfAnyLetters();
    void itReadsManyProjects();

private:
    void post(const QString &project, int id, const QString &status)
    {
        QCOMPARE(m_wall->ask("POST", "/hooks/gitlab", pipeline(project, id, status)).status, 202);
    }
    QList<QJsonObject> projects();

    QString m_node;
    std::unique_ptr<Wall> m_wall;
};

QList<QJsonObject> CctrayClientTest::projects()
{
    QProcess client;
    client.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    client.start(m_node,
                 {qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/server/ci/cctray_client.mjs"_L1,
                  m_wall->url(u"/ci/cc.xml"_s)});
    QList<QJsonObject> all;
    if (!client.waitForFinished(60'000) || client.exitCode() != 0)
        return all;
    const QByteArrayList lines = client.readAllStandardOutput().trimmed().split('\n');
    for (const QByteArray &line : lines)
        all.append(QJsonDocument::fromJson(line).object());
    return all;
}

void CctrayClientTest::itReadsHowEveryLaneStands_data()
{
    QTest::addColumn<QStringList>("statuses"); // of pipelines 1, 2, … of one lane
    QTest::addColumn<QString>("activity");
    QTest::addColumn<QString>("last");
    QTest::addColumn<int>("of"); // the pipeline that the last result is of; 0: none
    QTest::newRow("green") << QStringList{u"success"_s} << u"Sleeping"_s << u"Success"_s << 1;
    QTest::newRow("red") << QStringList{u"success"_s, u"failed"_s} << u"Sleeping"_s << u"Failure"_s << 2;
    QTest::newRow("fixed") << QStringList{u"failed"_s, u"success"_s} << u"Sleeping"_s << u"Success"_s << 2;
    QTest::newRow("building, was green") << QStringList{u"success"_s, u"running"_s} << u"Building"_s << u"Success"_s
                                         << 1;
    QTest::newRow("building, was red") << QStringList{u"failed"_s, u"running"_s} << u"Building"_s << u"Failure"_s << 1;
    QTest::newRow("queued, was red") << QStringList{u"failed"_s, u"pending"_s} << u"Building"_s << u"Failure"_s << 1;
    QTest::newRow("canceled, was green") << QStringList{u"success"_s, u"canceled"_s} << u"Sleeping"_s << u"Success"_s
                                         << 1;
    QTest::newRow("the first one builds") << QStringList{u"running"_s} << u"Building"_s << u"Unknown"_s << 0;
    QTest::newRow("a word nobody knows") << QStringList{u"dancing"_s} << u"Sleeping"_s << u"Unknown"_s << 0;
}
void CctrayClientTest::itReadsHowEveryLaneStands()
{
    QFETCH(QStringList, statuses);
    QFETCH(int, of);
    for (int i = 0; i < statuses.size(); ++i)
        post(u"shop/api"_s, i + 1, statuses.at(i));
    const QList<QJsonObject> seen = projects();
    QCOMPARE(seen.size(), 1);
    const QJsonObject &project = seen.constFirst();
    QTEST(project["activity"_L1].toString(), "activity");
    QTEST(project["lastBuildStatus"_L1].toString(), "last");
    QCOMPARE(project["wasSuccessful"_L1].toBool(), project["lastBuildStatus"_L1] == "Success"_L1);
    QCOMPARE(project["name"_L1].toString(), u"shop/api (main)"_s);
    QCOMPARE(project["webUrl"_L1].toString(), u"https://ci.test/%1?a=1&b=2"_s.arg(statuses.size()));
    // The client makes numbers of what looks like one.
    QCOMPARE(project["lastBuildLabel"_L1].toVariant().toString(), of ? QString::number(of) : QString());
    if (of > 0)
        QCOMPARE(project["lastBuildTime"_L1].toString(), u"2026-11-20T10:%1:07Z"_s.arg(of, 2, 10, QChar(u'0')));
}

void CctrayClientTest::itReadsNamesOfAnyLetters_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("markup") << u"shop/<b>\"api\" & 'more'</b>"_s;
    QTest::newRow("entity") << u"shop/&amp;lt;"_s;
    QTest::newRow("not Latin") << u"магазин/价格 🛒"_s;
}
void CctrayClientTest::itReadsNamesOfAnyLetters()
{
    QFETCH(QString, name);
    post(name, 1, u"success"_s);
    const QList<QJsonObject> seen = projects();
    QCOMPARE(seen.size(), 1);
    QCOMPARE(seen.constFirst()["name"_L1].toString(), name + " (main)"_L1);
}

void CctrayClientTest::itReadsManyProjects()
{
    QStringList names;
    for (int i = 0; i < 100; ++i) {
        names << u"shop/part%1 (main)"_s.arg(i, 3, 10, QChar(u'0'));
        post(names.constLast().chopped(7), 1, i % 2 ? u"success"_s : u"failed"_s);
    }
    QStringList seen;
    const QList<QJsonObject> all = projects();
    for (const QJsonObject &project : all) {
        seen << project["name"_L1].toString();
        QCOMPARE(project["lastBuildStatus"_L1].toString(), seen.size() % 2 ? u"Failure"_s : u"Success"_s);
    }
    QCOMPARE(seen, names);
}

QTEST_GUILESS_MAIN(CctrayClientTest)
#include "cctray_client_test.moc"
