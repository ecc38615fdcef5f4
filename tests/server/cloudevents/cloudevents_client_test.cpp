// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Events that a program which is not ours (npm: cloudevents, through cloudevents_client.mjs) makes and sends.
#include "tests/support/wall.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class CloudEventsClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_node = QStandardPaths::findExecutable(u"node"_s);
        if (m_node.isEmpty()
            || !QFile::exists(qEnvironmentVariable("TALLYWALL_NPM") + "/node_modules/cloudevents/package.json"_L1))
            QSKIP("needs node, and the packages of tests/npm: see the test \"npm\"");
        QVERIFY(m_wall.start());
        m_sent = send();
        QVERIFY(!m_sent.isEmpty());
    }

    void whatItSendsIsTaken_data();
    void whatItSendsIsTaken();
    void whatItSendsAgainIsKnown();
    void aWholeEventIsTheOneItMade();
    void aBatchIsTaken();

private:
    // What was sent and answered, by how it was sent: {"how","event","status","answer"}.
    QHash<QString, QJsonObject> send();

    QString m_node;
    Wall m_wall;
    QHash<QString, QJsonObject> m_sent;
};

QHash<QString, QJsonObject> CloudEventsClientTest::send()
{
    QProcess client;
    client.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    client.start(m_node,
                 {qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/server/cloudevents/cloudevents_client.mjs"_L1,
                  m_wall.url(u"/cloudevents"_s)});
    QHash<QString, QJsonObject> sent;
    if (!client.waitForFinished(60'000) || client.exitCode() != 0)
        return sent;
    const QByteArrayList lines = client.readAllStandardOutput().trimmed().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject one = QJsonDocument::fromJson(line).object();
        sent.insert(one["how"_L1].toString(), one);
    }
    return sent;
}

void CloudEventsClientTest::whatItSendsIsTaken_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QJsonValue>("data");
    const QJsonObject bytes{{"data_base64"_L1, "AP8BgA=="_L1}, {"datacontenttype"_L1, "image/png"_L1}};
    const QJsonObject object{{"sum"_L1, 7}, {"note"_L1, u"é 😀"_s}};
    for (const QString &mode : {u"binary"_s, u"structured"_s, u"emitter"_s, u"transport"_s, u"stream"_s}) {
        QTest::addRow("an object, %s", qPrintable(mode)) << mode + " object"_L1 << QJsonValue(object);
        QTest::addRow("text, %s", qPrintable(mode)) << mode + " text"_L1 << QJsonValue(u"hello, wall"_s);
        QTest::addRow("bytes, %s", qPrintable(mode)) << mode + " bytes"_L1 << QJsonValue(bytes);
    }
}

void CloudEventsClientTest::whatItSendsIsTaken()
{
    QFETCH(QString, how);
    const QJsonObject sent = m_sent.value(how);
    QCOMPARE(sent["status"_L1].toInt(), 201);
    QCOMPARE(sent["answer"_L1]["collection"_L1].toString(), u"orders"_s);
    QCOMPARE(sent["answer"_L1]["type"_L1].toString(), u"com.example.paid"_s);
    QTEST(sent["answer"_L1]["data"_L1], "data");
}

void CloudEventsClientTest::whatItSendsAgainIsKnown()
{
    QCOMPARE(m_sent["again"_L1]["status"_L1].toInt(), 200);
    QCOMPARE(m_sent["again"_L1]["answer"_L1], m_sent["structured object"_L1]["answer"_L1]);
}

void CloudEventsClientTest::aWholeEventIsTheOneItMade()
{
    for (const QString &how : {u"whole object"_s, u"whole bytes"_s})
        QCOMPARE(m_sent[how]["answer"_L1]["data"_L1], m_sent[how]["event"_L1]);
}

void CloudEventsClientTest::aBatchIsTaken()
{
    QCOMPARE(m_sent["batch"_L1]["status"_L1].toInt(), 201);
    QCOMPARE(m_sent["batch"_L1]["answer"_L1]["events"_L1].toArray().size(), 3);
}

QTEST_GUILESS_MAIN(CloudEventsClientTest)
#include "cloudevents_client_test.moc"
