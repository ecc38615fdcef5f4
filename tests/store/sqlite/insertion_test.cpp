// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/insertion.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::sqlite;

namespace {

struct Row {
    qint64 id = 0;
    QByteArray text;
    std::optional<double> number;
};

QList<Row> rowsUpTo(qint64 count)
{
    QList<Row> rows;
    for (qint64 id = 1; id <= count; ++id)
        rows.append({id, "text " + QByteArray::number(id), static_cast<double>(id) / 3});
    return rows;
}

auto valuesOf(const Row &row)
{
    return std::tuple(row.id, QByteArrayView(row.text), row.number);
}

} // namespace

class InsertionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto connection = Connection::open(m_dir->filePath(u"a.sqlite"_s));
        QVERIFY(connection);
        m_connection = *std::move(connection);
        QVERIFY(m_connection->run("CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT NOT NULL, r REAL) STRICT"));
        auto insert = Insertion::prepare(*m_connection, "t (id, s, r)", 3);
        QVERIFY(insert);
        m_insert = *std::move(insert);
    }

    void cleanup()
    {
        m_insert = {};
        m_connection.reset();
    }

    void anyNumberOfRowsIsInserted_data()
    {
        QTest::addColumn<qint64>("count");
        for (const qint64 count : {0, 1, 3, 4, 5, 15, 16, 17, 20, 21, 10'000})
            QTest::addRow("%lld", count) << count;
    }
    void anyNumberOfRowsIsInserted()
    {
        QFETCH(qint64, count);
        const QList<Row> rows = rowsUpTo(count);
        QVERIFY(m_connection->run("BEGIN"));
        QVERIFY(m_insert.run(rows, valuesOf));
        QVERIFY(m_connection->run("COMMIT"));
        QCOMPARE(*m_connection->number("SELECT count(*) FROM t"), count);
        auto select = m_connection->prepare("SELECT id, s, r FROM t ORDER BY id");
        Rows got = select->ask();
        for (const Row &row : rows) {
            QVERIFY(got.next());
            QCOMPARE(got.integer(0), row.id);
            QCOMPARE(got.utf8(1).toByteArray(), row.text);
            QCOMPARE(got.real(2), *row.number);
        }
    }

    void nothingOfARowStaysForTheNextOne()
    {
        QList<Row> rows = rowsUpTo(16);
        QVERIFY(m_insert.run(rows, valuesOf));
        for (Row &row : rows)
            row = {row.id + 16, row.id == 7 ? QByteArray("a\0b", 3) : QByteArray(), std::nullopt};
        QVERIFY(m_insert.run(rows, valuesOf));
        QCOMPARE(*m_connection->number("SELECT count(*) FROM t WHERE id > 16 AND r IS NULL"), 16);
        QCOMPARE(*m_connection->number("SELECT count(*) FROM t WHERE id > 16 AND s = ''"), 15);
        QCOMPARE(*m_connection->number("SELECT length(CAST(s AS BLOB)) FROM t WHERE id = 23"), 3);
    }

    void aRowThatFailsIsAnErrorAndMayBeRolledBack_data()
    {
        QTest::addColumn<qsizetype>("place");
        for (const qsizetype place : {0, 7, 15, 16, 19, 20})
            QTest::addRow("row %lld", static_cast<qint64>(place)) << place;
    }
    void aRowThatFailsIsAnErrorAndMayBeRolledBack()
    {
        QFETCH(qsizetype, place);
        QVERIFY(m_insert.run(QList<Row>{{.id = 100, .text = "was here"}}, valuesOf));
        QList<Row> rows = rowsUpTo(21);
        rows[place].id = 100;
        QVERIFY(m_connection->run("BEGIN"));
        const auto done = m_insert.run(rows, valuesOf);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Unavailable);
        QVERIFY(done.error().message.contains(u"UNIQUE constraint failed: t.id"_s));
        QVERIFY(m_connection->run("ROLLBACK"));
        QCOMPARE(*m_connection->number("SELECT count(*) FROM t"), 1);
        QVERIFY(m_insert.run(rowsUpTo(21), valuesOf));
        QCOMPARE(*m_connection->number("SELECT count(*) FROM t"), 22);
    }

    void aTableThatIsMissingIsAnError() { QVERIFY(!Insertion::prepare(*m_connection, "nowhere (a)", 1)); }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<Connection> m_connection;
    Insertion m_insert;
};

QTEST_GUILESS_MAIN(InsertionTest)
#include "insertion_test.moc"
