// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// More is written than the store takes: what is refused is told so, with Retry-After, and nothing else is lost or stored.
#include "tests/support/live.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QtTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class ResultsOverloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullQueueRefusesAndLosesNothing();
};

void ResultsOverloadTest::aFullQueueRefusesAndLosesNothing()
{
    constexpr int records = 10'000;
    constexpr int arrays = 26; // the queue takes 200 000 records, and one array may be on its way to the disk
    const QByteArray array = '[' + QByteArray(R"({"name":"a","time":1},)").repeated(records).chopped(1) + ']';
    Wall wall;
    QVERIFY(wall.start());
    {
        // Another program holds the database, so that nothing is committed meanwhile.
        QSqlDatabase lock = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s);
        lock.setDatabaseName(wall.dataFolder() + u"/tallywall.sqlite"_s);
        QVERIFY2(lock.open(), qPrintable(lock.lastError().text()));
        QSqlQuery query(lock);
        QVERIFY2(query.exec(u"BEGIN IMMEDIATE"_s), qPrintable(query.lastError().text()));

        std::deque<HttpClient> clients;
        for (int i = 0; i < arrays; ++i) {
            QVERIFY(clients.emplace_back(wall.port())
                            .send("POST /results HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                                  + QByteArray::number(array.size()) + "\r\n\r\n" + array));
        }
        const Answer refused = clients.back().receive();
        QCOMPARE(refused.status, 503);
        QVERIFY(!refused.field("Retry-After").isEmpty());
        QVERIFY(!refused.detail().isEmpty());
        QVERIFY(query.exec(u"ROLLBACK"_s));

        int stored = 0;
        for (int i = 0; i + 1 < arrays; ++i) {
            const Answer answer = clients.at(std::size_t(i)).receive(std::chrono::seconds(60));
            QVERIFY(answer.status == 201 || answer.status == 503);
            stored += answer.status == 201 ? records : 0;
            if (answer.status == 503)
                QVERIFY(!answer.field("Retry-After").isEmpty());
        }
        QVERIFY(stored > 0);
        QCOMPARE(wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInt(), stored);
    }
    QSqlDatabase::removeDatabase(u"lock"_s);
}

QTEST_GUILESS_MAIN(ResultsOverloadTest)
#include "results_overload_test.moc"
