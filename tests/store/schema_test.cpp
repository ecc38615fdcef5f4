// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal.h"
#include "store/schema.h"
#include "tests/store/raw_sqlite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using tallywall::test::rawSqlite;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "unreadable"_ba;
}

// The sentence with which a file is refused; empty where it is opened.
QString refusal(const QString &path)
{
    const auto journal = Journal::open({path});
    if (journal)
        return {};
    return journal.error().code == ErrorCode::Unavailable ? journal.error().sentence() : u"another code"_s;
}

Change create(const QString &name)
{
    return Change{CreateResults{{{name, 1.5}}, {}}, fromUnixMs(1'000)};
}

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        m_path = m_dir->filePath(u"wall.sqlite"_s);
        // A connection that is closed while somebody still holds it is told as a warning.
        QTest::failOnWarning(QRegularExpression(u"still in use|not open|duplicate connection"_s));
    }

    void aFreshFileIsBroughtToTheNewestVersion()
    {
        QCOMPARE(refusal(m_path), QString());
        QCOMPARE(rawSqlite(m_path, {u"PRAGMA user_version"_s}).toInt(), schemaVersion);
        QCOMPARE(rawSqlite(m_path, {u"PRAGMA application_id"_s}).toInt(), 0x54616c6c);
        QCOMPARE(rawSqlite(m_path, {u"PRAGMA journal_mode"_s}).toString(), u"wal"_s);
        QCOMPARE(rawSqlite(m_path, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
    }

    void anEmptyFileIsAFreshOne()
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QCOMPARE(refusal(m_path), QString());
    }

    void openingAgainKeepsVersionNameAndRows()
    {
        QByteArray name;
        {
            auto journal = Journal::open({m_path, Durability::Full});
            QVERIFY(journal);
            name = (*journal)->storeName();
            QVERIFY(!name.isEmpty());
            QVERIFY(!(*journal)->write({create(u"Ada"_s)}).failure);
        }
        auto journal = Journal::open({m_path});
        QVERIFY(journal);
        QCOMPARE((*journal)->storeName(), name);
        QCOMPARE((*journal)->results().byId(ResultId(1))->name, u"Ada"_s);
        QCOMPARE(rawSqlite(m_path, {u"PRAGMA user_version"_s}).toInt(), schemaVersion);
    }

    void twoFilesHaveDifferentNames()
    {
        auto one = Journal::open({m_path});
        auto other = Journal::open({m_dir->filePath(u"other.sqlite"_s)});
        QVERIFY(one && other);
        QVERIFY((*one)->storeName() != (*other)->storeName());
    }

    void aFileOfANewerTallywallIsRefusedAndKept()
    {
        m_path = m_dir->filePath(u"100%2 wall.sqlite"_s); // a name that a format string would trip over
        QCOMPARE(refusal(m_path), QString());
        rawSqlite(m_path, {u"PRAGMA journal_mode=DELETE"_s, u"PRAGMA user_version=%1"_s.arg(schemaVersion + 1)});
        const QByteArray before = bytesOf(m_path);
        const QString sentence = refusal(m_path);
        QVERIFY2(sentence.contains(u"written by a newer Tallywall (schema %1, this program knows %2)"_s.arg(
                         QString::number(schemaVersion + 1), QString::number(schemaVersion))),
                 qPrintable(sentence));
        QVERIFY2(sentence.contains(m_path), qPrintable(sentence));
        QVERIFY(bytesOf(m_path) == before);
    }

    void anotherProgramsFileIsRefusedAndKept_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::newRow("tables") << QStringList{u"CREATE TABLE bookmarks (url TEXT)"_s,
                                               u"INSERT INTO bookmarks VALUES ('https://example.org/')"_s};
        QTest::newRow("tables named like ours")
                << QStringList{u"CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER)"_s,
                               u"CREATE TABLE results (id INTEGER PRIMARY KEY)"_s};
        QTest::newRow("our version, and its own mark")
                << QStringList{u"CREATE TABLE a (b)"_s, u"PRAGMA user_version=%1"_s.arg(schemaVersion),
                               u"PRAGMA application_id=252006675"_s};
        QTest::newRow("no table, and our version") << QStringList{u"PRAGMA user_version=%1"_s.arg(schemaVersion)};
        QTest::newRow("no table, and its own mark") << QStringList{u"PRAGMA application_id=252006675"_s};
        QTest::newRow("no table, and a high version") << QStringList{u"PRAGMA user_version=9000"_s};
    }
    void anotherProgramsFileIsRefusedAndKept()
    {
        QFETCH(QStringList, statements);
        rawSqlite(m_path, statements);
        const QByteArray before = bytesOf(m_path);
        QVERIFY(before.size() > 100);
        const QString sentence = refusal(m_path);
        QVERIFY2(sentence.contains(u"belongs to another program"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"--store sqlite:PATH"_s), qPrintable(sentence));
        QVERIFY(bytesOf(m_path) == before);
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{u"wall.sqlite"_s});
    }

    void whatIsNoDatabaseIsRefusedAndKept_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a letter") << "x"_ba;
        QTest::newRow("a hundred bytes") << QByteArray(100, 'x');
        QTest::newRow("nearly a page") << QByteArray(511, 'x');
        QTest::newRow("a page") << QByteArray(512, 'x');
        QTest::newRow("its first words alone") << "SQLite format 3\0"_ba;
        QTest::newRow("a text") << "Dear diary,\n"_ba.repeated(1000);
        QTest::newRow("zeroes") << QByteArray(8192, '\0');
        QTest::newRow("a beginning alone") << "SQLite format 3\0"_ba + QByteArray(8192, '\xff');
    }
    void whatIsNoDatabaseIsRefusedAndKept()
    {
        QFETCH(QByteArray, bytes);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const QString sentence = refusal(m_path);
        QVERIFY2(sentence.contains(u"it is not a Tallywall database"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(m_path), qPrintable(sentence));
        QVERIFY(bytesOf(m_path) == bytes);
    }

    void whereNothingCanBeWrittenItSaysSo_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("no such folder") << u"/nowhere/at/all/wall.sqlite"_s;
        QTest::newRow("a folder that takes no files") << u"/proc/wall.sqlite"_s;
        QTest::newRow("a folder") << QDir::tempPath();
    }
    void whereNothingCanBeWrittenItSaysSo()
    {
        QFETCH(QString, path);
        const QString sentence = refusal(path);
        QVERIFY2(sentence.contains(path) && sentence.contains(u"cannot be opened"_s), qPrintable(sentence));
    }

    void aFileThatMayOnlyBeReadIsRefused()
    {
        QCOMPARE(refusal(m_path), QString());
        QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner));
        if (QFile file(m_path); file.open(QIODevice::ReadWrite))
            QSKIP("whoever runs this may write everything");
        QVERIFY2(refusal(m_path).contains(u"cannot be written"_s), qPrintable(refusal(m_path)));
    }

    void aStoreThatLostACounterIsRefused()
    {
        QCOMPARE(refusal(m_path), QString());
        rawSqlite(m_path, {u"DELETE FROM counters WHERE name = 'results'"_s});
        QVERIFY(refusal(m_path).contains(u"lacks the counter \"results\""_s));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

QTEST_GUILESS_MAIN(SchemaTest)
#include "schema_test.moc"
