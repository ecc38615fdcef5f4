// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an EventSource that is not ours hears of prices (npm: eventsource, through prices_client.mjs).
#include "tests/support/live.h"

#include <QJsonDocument>
#include <QStandardPaths>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

// The client as a process of its own, with what it has written so far.
struct Client {
    Client(const QString &node, const QString &address, int count)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(node,
                      {qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/server/prices/prices_client.mjs"_L1, address,
                       QString::number(count)});
    }
    [[nodiscard]] bool hasWritten(const QByteArray &line)
    {
        out += process.readAllStandardOutput();
        return out.contains(line + '\n');
    }
    // All of them, once it has ended by itself.
    [[nodiscard]] QList<QJsonObject> messages()
    {
        QList<QJsonObject> all;
        if (!waitUntil([this] { return process.state() == QProcess::NotRunning; }) || process.exitCode() != 0)
            return all;
        out += process.readAllStandardOutput();
        const QByteArrayList lines = out.trimmed().split('\n');
        for (const QByteArray &line : lines.sliced(1)) // behind "open"
            all.append(QJsonDocument::fromJson(line).object());
        return all;
    }

    QProcess process;
    QByteArray out;
};

} // namespace

class PricesClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_node = QStandardPaths::findExecutable(u"node"_s);
        if (m_node.isEmpty()
            || !QFile::exists(qEnvironmentVariable("TALLYWALL_NPM") + "/node_modules/eventsource/package.json"_L1))
            QSKIP("needs node, and the packages of tests/npm: see the test \"npm\"");
        QVERIFY(m_wall.start());
    }
    void aSourceOfOnesOwn();
    void aSeriesThatAllShare();

private:
    [[nodiscard]] double sources() const { return metric(m_wall, "tallywall_price_sources"); }

    QString m_node;
    Wall m_wall;
};

void PricesClientTest::aSourceOfOnesOwn()
{
    Client client(m_node, m_wall.url(u"/prices?every=0.1"_s), 5);
    const QList<QJsonObject> messages = client.messages();
    QCOMPARE(messages.size(), 5);
    for (const QJsonObject &message : messages) {
        QCOMPARE(message["type"_L1].toString(), u"message"_s);
        QCOMPARE(message["lastEventId"_L1].toString(), QString());
        bool isNumber = false;
        const int price = message["data"_L1].toString().toInt(&isNumber);
        QVERIFY(isNumber && price >= 0 && price <= 99);
    }
    QTRY_COMPARE(sources(), 0.0);
}

void PricesClientTest::aSeriesThatAllShare()
{
    Client client(m_node, m_wall.url(u"/prices?symbol=ACME"_s), 2);
    QVERIFY(waitUntil([&] { return client.hasWritten("open"); }));
    QTRY_COMPARE(sources(), 1.0);
    for (const char *price : {"12.5", "-3"}) {
        const QByteArray body = R"({"collection":"prices","type":"changed","data":{"symbol":"ACME","price":)"
                + QByteArray(price) + "}}";
        QCOMPARE(m_wall.ask("POST", "/notify", body).status, 201);
    }
    const QList<QJsonObject> messages = client.messages();
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages.at(0)["data"_L1].toString(), u"12.5"_s);
    QCOMPARE(messages.at(1)["data"_L1].toString(), u"-3"_s);
    QTRY_COMPARE(sources(), 0.0);
}

QTEST_GUILESS_MAIN(PricesClientTest)
#include "prices_client_test.moc"
