// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/connection.h"
#include "tests/store/raw_sqlite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::sqlite;
using tallywall::test::rawSqlite;

// What waits to be written is invisible, except that nobody else may ever miss it: another connection, and whoever finds the
// files after a crash.
class GatheringVfsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommitIsSeenByOthersAndSurvivesACrash_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::newRow("as the store is") << "PRAGMA synchronous=NORMAL; PRAGMA cache_spill=OFF"_ba;
        QTest::newRow("synced by each commit") << "PRAGMA synchronous=FULL; PRAGMA cache_spill=OFF"_ba;
        QTest::newRow("pages reach the log before the commit") << "PRAGMA synchronous=NORMAL; PRAGMA cache_size=4"_ba;
        QTest::newRow("small pages") << "PRAGMA page_size=512; PRAGMA synchronous=NORMAL; PRAGMA cache_size=4"_ba;
        QTest::newRow("large pages") << "PRAGMA page_size=65536; PRAGMA synchronous=NORMAL"_ba;
    }
    void everyCommitIsSeenByOthersAndSurvivesACrash()
    {
        QFETCH(QByteArray, settings);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        auto connection = Connection::open(path);
        QVERIFY(connection);
        QVERIFY(connection->run(settings
                                + "; PRAGMA journal_mode=WAL; CREATE TABLE t (i INTEGER PRIMARY KEY, s TEXT);"
                                  "CREATE INDEX by_text ON t (s)"));
        int rows = 0;
        int crashes = 0;
        for (const int more : {1, 2, 300, 1, 3000, 1, 40}) {
            // A transaction that is rolled back leaves its frames behind the log's end.
            QVERIFY(fill(*connection, rows, 500, "ROLLBACK"));
            QVERIFY(fill(*connection, rows, more, "COMMIT"));
            rows += more;
            QCOMPARE(rawSqlite(path, {u"SELECT count(*) FROM t WHERE s <> ''"_s}).toInt(), rows);
            QCOMPARE(rawSqlite(path, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
            // The files as a crash would leave them: SQLite believes what has the right checksums, and no more.
            const QString copy = dir.filePath(u"crash-%1.sqlite"_s.arg(++crashes));
            QVERIFY(QFile::copy(path, copy) && QFile::copy(path + u"-wal"_s, copy + u"-wal"_s));
            QCOMPARE(rawSqlite(copy, {u"SELECT count(*) FROM t WHERE s <> ''"_s}).toInt(), rows);
            QCOMPARE(rawSqlite(copy, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
        }
    }

private:
    // Writes rows and changes each once more, so that pages are written again within the transaction.
    static bool fill(Connection &connection, int from, int count, const QByteArray &end)
    {
        if (!connection.run("BEGIN IMMEDIATE"))
            return false;
        {
            auto insert = connection.prepare("INSERT INTO t VALUES (?, '')");
            auto update = connection.prepare("UPDATE t SET s = hex(randomblob(40)) WHERE i = ?");
            if (!insert || !update)
                return false;
            for (int i = from; i < from + count; ++i) {
                if (!insert->run(i))
                    return false;
            }
            for (int i = from; i < from + count; ++i) {
                if (!update->run(i))
                    return false;
            }
        }
        return connection.run(end).has_value();
    }
};

QTEST_GUILESS_MAIN(GatheringVfsTest)
#include "gathering_vfs_test.moc"
