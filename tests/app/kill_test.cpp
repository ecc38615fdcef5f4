// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `kill -9` under a stream of POSTs: every acknowledged record is there after the restart, exactly once.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

// Every record, name to id; a name that is there twice is a failure.
bool readAll(const Wall &wall, QHash<QString, qint64> &rows)
{
    HttpClient client = wall.client();
    QByteArray before;
    do {
        const QJsonObject page = client.ask("GET", "/results?limit=10000" + before).json();
        for (const QJsonValue &row : page.value("results"_L1).toArray()) {
            if (rows.contains(row["name"_L1].toString()))
                return false;
            rows.insert(row["name"_L1].toString(), row["id"_L1].toInteger());
        }
        before = page.contains("next"_L1) ? "&before=" + QByteArray::number(page.value("next"_L1).toInteger())
                                          : QByteArray();
    } while (!before.isEmpty());
    return true;
}

} // namespace

class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAcknowledgedSurvives_data();
    void whatWasAcknowledgedSurvives();
};

void KillTest::whatWasAcknowledgedSurvives_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("normal") << QStringList();
    QTest::newRow("full") << QStringList{u"--durability"_s, u"full"_s};
}

void KillTest::whatWasAcknowledgedSurvives()
{
    QFETCH(QStringList, options);
    QRandomGenerator random(20261121);
    Wall wall(options);
    QHash<QString, qint64> acknowledged;
    qint64 lastEvent = 0; // that a subscriber saw
    for (int round = 0; round < 6; ++round) {
        QVERIFY(wall.start());
        QObject scope;
        EventStream stream(wall.port(), "/events?since=" + QByteArray::number(lastEvent));
        QList<Writer *> writers;
        int written = 0;
        for (int i = 0; i < 6; ++i) {
            writers.append(new Writer(wall.port(), u"%1 of round %2,"_s.arg(i).arg(round), &scope));
            connect(writers.last(), &Writer::progressed, &scope, [&written] { ++written; });
            writers.last()->start(1'000'000);
        }
        const int enough = 100 + random.bounded(600);
        QVERIFY(waitUntil([&] { return written >= enough; }));
        wall.kill();
        QVERIFY(waitUntil([&] {
            return std::none_of(writers.begin(), writers.end(), [](const Writer *one) { return one->isConnected(); });
        }));
        for (const Writer *one : std::as_const(writers))
            acknowledged.insert(one->acknowledged());

        QVERIFY(wall.start());
        QHash<QString, qint64> rows;
        QVERIFY2(readAll(wall, rows), "a record is there twice");
        for (auto it = acknowledged.cbegin(); it != acknowledged.cend(); ++it)
            QVERIFY2(rows.value(it.key(), -1) == it.value(), qPrintable(it.key() + " was acknowledged"_L1));
        // At most the one that each connection had under way was stored without an answer.
        QVERIFY(rows.size() <= acknowledged.size() + 6 * (round + 1));
        // Log and table agree, and what a subscriber saw is in the log: it never was ahead of the disk.
        const QJsonObject summary = wall.ask("GET", "/summary").json();
        QCOMPARE(summary["last_id"_L1].toInteger(), rows.size());
        QVERIFY(stream.lastId() <= rows.size());
        lastEvent = stream.lastId();
        EventStream rest(wall.port(), "/events?since=" + QByteArray::number(lastEvent));
        QVERIFY(waitUntil([&] { return rest.events().size() == rows.size() - lastEvent; }));
        QVERIFY(wall.stop());
    }
}

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
