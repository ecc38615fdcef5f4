// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/connection.h"
#include "store/sqlite/error.h"
#include "tests/store/raw_sqlite.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

#include <limits>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::sqlite;
using tallywall::test::rawSqlite;

class StatementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"a.sqlite"_s);
        m_connection = open();
        QVERIFY(m_connection);
        QVERIFY(m_connection->run("CREATE TABLE t (i INTEGER, r REAL, s TEXT)"));
    }

    void cleanup() { m_connection.reset(); }

    void everyTypeComesBack()
    {
        auto insert = prepared("INSERT INTO t VALUES (?, ?, ?)");
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        QVERIFY(insert.run(most, 0.1 + 0.2, "ä😀"_ba));
        QVERIFY(insert.run(std::numeric_limits<qint64>::min(), -0.0, QByteArrayView()));
        QVERIFY(insert.run(std::optional<qint64>(), std::optional<double>(), std::optional<QByteArrayView>()));
        auto select = prepared("SELECT i, r, s FROM t ORDER BY rowid");
        Rows rows = select.ask();
        QVERIFY(rows.next());
        QCOMPARE(rows.integer(0), most);
        QCOMPARE(rows.real(1), 0.1 + 0.2);
        QCOMPARE(rows.text(2), u"ä😀"_s);
        QVERIFY(rows.next());
        QCOMPARE(rows.integer(0), std::numeric_limits<qint64>::min());
        QCOMPARE(rows.utf8(2).size(), 0);
        QVERIFY(!rows.isNull(2)); // no view is an empty text
        QVERIFY(rows.next());
        for (int column = 0; column < 3; ++column)
            QVERIFY(rows.isNull(column));
        QVERIFY(!rows.next());
        QVERIFY(rows.status());
    }

    void aZeroInATextIsKept()
    {
        const QByteArray odd("a\0b\0", 4);
        QVERIFY(prepared("INSERT INTO t (s) VALUES (?)").run(odd));
        auto select = prepared("SELECT s FROM t WHERE s = ?");
        Rows rows = select.ask(odd);
        QVERIFY(rows.next());
        QCOMPARE(rows.utf8(0).toByteArray(), odd);
        QCOMPARE(rows.text(0).size(), 4);
    }

    void askedTextsMayGoBeforeTheRows()
    {
        QVERIFY(m_connection->run("INSERT INTO t (s) VALUES ('a'), ('a')"));
        auto select = prepared("SELECT rowid FROM t WHERE s = ? AND rowid < ?");
        select.bind(1, QByteArrayView(QByteArray("a")));
        select.bind(2, qint64(10));
        Rows rows = select.askBound();
        QVERIFY(rows.next() && rows.next());
        QVERIFY(!rows.next());
    }

    void rowsThatAreLeftUnreadHoldNothingOpen()
    {
        QVERIFY(m_connection->run("INSERT INTO t (i) VALUES (1), (2), (3)"));
        auto select = prepared("SELECT i FROM t");
        {
            Rows rows = select.ask();
            QVERIFY(rows.next());
        }
        rawSqlite(m_path, {u"DROP TABLE t"_s}); // would be locked
        QVERIFY(!select.ask().next());
    }

    void aFailedStatementMayBeUsedAgain()
    {
        QVERIFY(m_connection->run("CREATE TABLE once (i INTEGER PRIMARY KEY)"));
        auto insert = prepared("INSERT INTO once VALUES (?)");
        QVERIFY(insert.run(1));
        const auto twice = insert.run(1);
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, ErrorCode::Unavailable);
        QCOMPARE(twice.error().message, u"the store failed: UNIQUE constraint failed: once.i (%1)"_s.arg(m_path));
        QVERIFY(insert.run(2));
        QCOMPARE(*m_connection->number("SELECT count(*) FROM once"), 2);
    }

    void aMistakeInAStatementIsAnError()
    {
        const auto statement = m_connection->prepare("SELECT a FROM nowhere");
        QVERIFY(!statement);
        QVERIFY(statement.error().message.contains(u"no such table: nowhere"_s));
        QVERIFY(!m_connection->run("INSERT"));
        QCOMPARE(*m_connection->number("SELECT i FROM t"), 0); // no row
    }

    void whoeverHoldsTheFileLockedIsWaitedForAndNamed()
    {
        auto other = open();
        QVERIFY(other && other->run("BEGIN IMMEDIATE"));
        QVERIFY(m_connection->run("PRAGMA busy_timeout=0")); // the test has no two seconds
        auto begin = prepared("BEGIN IMMEDIATE");
        const auto begun = begin.run();
        QVERIFY(!begun);
        QCOMPARE(begun.error().message,
                 u"the store is locked: close the other program that holds it (%1)"_s.arg(m_path));
        QVERIFY(other->run("COMMIT"));
        QVERIFY(begin.run());
        QVERIFY(m_connection->run("COMMIT"));
        QCOMPARE(*open()->number("PRAGMA busy_timeout"), 2000);
    }

    void aFileThatIsMissingIsMadeOrRefused()
    {
        const QString missing = m_dir->filePath(u"missing.sqlite"_s);
        const auto refused = Connection::open(missing, IfMissing::Refuse);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.startsWith(u"the store cannot be opened: "_s));
        QVERIFY(Connection::open(missing, IfMissing::Create));
    }

    void errorsAreSentences_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("full") << SQLITE_FULL << u"the disk is full: free some space, nothing else is needed (/a)"_s;
        QTest::newRow("read-only")
                << SQLITE_READONLY_DBMOVED
                << u"the store cannot be written: check its permissions and those of its folder (/a)"_s;
        QTest::newRow("locked") << SQLITE_LOCKED_SHAREDCACHE
                                << u"the store is locked: close the other program that holds it (/a)"_s;
        QTest::newRow("damaged")
                << SQLITE_CORRUPT_INDEX
                << u"the store is damaged: restore a backup, or move it away to start with an empty one (/a)"_s;
        QTest::newRow("cannot open")
                << SQLITE_CANTOPEN_ISDIR
                << u"the store cannot be opened: check that its folder exists and that you may write there (/a)"_s;
        QTest::newRow("input or output") << SQLITE_IOERR_FSYNC
                                         << u"the disk reports an error (what it says): check it (/a)"_s;
        QTest::newRow("no database") << SQLITE_NOTADB
                                     << u"the store /a failed: it is not a Tallywall database. Choose another file with"
                                        " --store sqlite:PATH"_s;
        QTest::newRow("anything else") << SQLITE_MISUSE << u"the store failed: what it says (/a)"_s;
    }
    void errorsAreSentences()
    {
        QFETCH(int, code);
        QFETCH(QString, sentence);
        const Error error = errorOf(code, u"what it says"_s, u"/a"_s);
        QCOMPARE(error.code, ErrorCode::Unavailable);
        QCOMPARE(error.sentence(), sentence);
    }

private:
    [[nodiscard]] std::optional<Connection> open() const
    {
        auto opened = Connection::open(m_path);
        return opened ? std::optional(*std::move(opened)) : std::nullopt;
    }

    [[nodiscard]] Statement prepared(QByteArrayView text)
    {
        auto statement = m_connection->prepare(text);
        return statement ? *std::move(statement) : Statement();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::optional<Connection> m_connection;
};

QTEST_GUILESS_MAIN(StatementTest)
#include "statement_test.moc"
