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

// A file of schema version 1, with a result created at each of the times.
void makeVersion1(const QString &path, const QList<TimePoint> &created)
{
    QStringList statements{
            u"CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"_s,
            u"INSERT INTO counters VALUES ('events', 1), ('results', %1), ('runs', 0)"_s.arg(created.size()),
            u"CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"_s,
            u"INSERT INTO facts VALUES ('store', 'c0ffee')"_s,
            u"CREATE TABLE events (id INTEGER PRIMARY KEY, collection TEXT NOT NULL, type TEXT NOT NULL,"
            " time INTEGER NOT NULL, data TEXT) STRICT"_s,
            u"CREATE INDEX events_by_collection ON events (collection, id)"_s,
            u"INSERT INTO events VALUES (1, 'free', 'said', 5, '{}')"_s,
            u"CREATE TABLE results (id INTEGER PRIMARY KEY, name TEXT NOT NULL, time REAL NOT NULL,"
            " created INTEGER NOT NULL) STRICT"_s,
            u"CREATE INDEX results_by_time ON results (time, id)"_s,
            u"CREATE INDEX results_by_name ON results (name, id)"_s,
            u"CREATE INDEX results_by_created ON results (created)"_s,
            u"CREATE TABLE ci_runs (id INTEGER PRIMARY KEY, provider TEXT NOT NULL, project TEXT NOT NULL,"
            " ref TEXT NOT NULL, number INTEGER NOT NULL, attempt INTEGER NOT NULL, \"commit\" TEXT NOT NULL,"
            " message TEXT NOT NULL, author TEXT NOT NULL, state TEXT NOT NULL, started INTEGER, finished INTEGER,"
            " duration REAL, url TEXT NOT NULL, updated INTEGER NOT NULL, generation INTEGER NOT NULL,"
            " steps INTEGER NOT NULL, jobs TEXT NOT NULL, UNIQUE (provider, project, number, attempt)) STRICT"_s,
            u"CREATE INDEX ci_runs_by_project ON ci_runs (project, ref, id)"_s,
            u"CREATE TABLE ci_latest (provider TEXT NOT NULL, project TEXT NOT NULL, ref TEXT NOT NULL,"
            " number INTEGER NOT NULL, attempt INTEGER NOT NULL, run INTEGER NOT NULL REFERENCES ci_runs (id),"
            " PRIMARY KEY (provider, project, ref)) STRICT, WITHOUT ROWID"_s,
            u"PRAGMA application_id=%1"_s.arg(0x54616c6c),
            u"PRAGMA user_version=1"_s,
            u"PRAGMA journal_mode=WAL"_s,
    };
    for (qsizetype i = 0; i < created.size(); ++i) {
        statements << u"INSERT INTO results VALUES (%1, 'Ada', 1.5, %2)"_s.arg(i + 1).arg(toUnixMs(created.at(i)));
    }
    rawSqlite(path, statements);
}

// Leads a file of the newest version back to version 5, one of that back to version 4, and one of that back to version 3.
const QStringList undoStep6{
        u"ALTER TABLE followed DROP COLUMN store"_s,
        u"PRAGMA user_version=5"_s,
};
const QStringList undoStep5{
        u"DROP TABLE followed"_s,
        u"DROP TABLE event_keys"_s,
        u"ALTER TABLE events DROP COLUMN via"_s,
        u"PRAGMA user_version=4"_s,
};
const QStringList undoStep4{
        u"DROP INDEX ci_lanes_by_run"_s,
        u"DROP INDEX ci_lanes_by_ref"_s,
        u"DROP INDEX ci_runs_by_lane"_s,
        u"DROP INDEX ci_runs_decisive_of_lane"_s,
        u"DROP INDEX ci_runs_decisive_of_pipeline"_s,
        u"DROP INDEX ci_runs_green_of_lane"_s,
        u"DROP INDEX ci_runs_green_of_pipeline"_s,
        u"CREATE INDEX ci_runs_by_lane ON ci_runs (provider)"_s, // whatever they were: they are made anew
        u"CREATE INDEX ci_runs_decisive_of_lane ON ci_runs (provider)"_s,
        u"CREATE INDEX ci_runs_decisive_of_pipeline ON ci_runs (provider)"_s,
        u"CREATE INDEX ci_runs_green_of_lane ON ci_runs (provider)"_s,
        u"CREATE INDEX ci_runs_green_of_pipeline ON ci_runs (provider)"_s,
        u"ALTER TABLE ci_lanes DROP COLUMN key"_s,
        u"ALTER TABLE ci_runs DROP COLUMN measured"_s,
        u"ALTER TABLE ci_runs DROP COLUMN text_ranks"_s,
        u"PRAGMA user_version=3"_s};

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

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

    void aFileOfVersion1AnswersAsBefore()
    {
        using namespace std::chrono_literals;
        const TimePoint now = fromUnixMs(1'795'214'160'123); // 2026-11-20 in the evening
        const TimePoint midnight = std::chrono::floor<std::chrono::days>(now);
        const QList<TimePoint> created{
                now,       midnight,      midnight - 1ms, midnight - 24h,      midnight - 24h - 1ms, now - 24h - 1min,
                now - 23h, fromUnixMs(0), fromUnixMs(-1), fromUnixMs(-60'000), fromUnixMs(-60'001)};
        makeVersion1(m_path, created);
        for (int pass = 0; pass < 2; ++pass) {
            auto journal = Journal::open({m_path});
            QVERIFY(journal);
            const auto summary = (*journal)->results().summary(now);
            QCOMPARE(summary->total, created.size());
            QCOMPARE(summary->today, 2);
            QCOMPARE(summary->yesterdayByNow, 2);
            const auto page = (*journal)->results().page({});
            QCOMPARE(page->results.size(), created.size());
            for (const TimedResult &row : page->results)
                QCOMPARE(row.created, created.at(static_cast<qsizetype>(row.id) - 1));
            QCOMPARE((*journal)->storeName(), "c0ffee"_ba);
            QCOMPARE((*journal)->log().tail()->size(), 1);
            QCOMPARE(rawSqlite(m_path, {u"PRAGMA user_version"_s}).toInt(), schemaVersion);
        }
        QCOMPARE(rawSqlite(m_path,
                           {u"SELECT group_concat(minute || ':' || results, ' ') FROM results_by_minute"
                            " WHERE minute < 1"_s})
                         .toString(),
                 u"-2:1 -1:2 0:1"_s);
        QVERIFY(rawSqlite(m_path, {u"SELECT 1 FROM sqlite_schema WHERE name = 'results_by_created'"_s}).isNull());
        // Nothing tells it from a fresh one.
        const auto schemaOf = [](const QString &path) {
            return rawSqlite(path, {u"SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema ORDER BY name)"_s})
                    .toString();
        };
        const QString fresh = m_dir->filePath(u"fresh.sqlite"_s);
        QCOMPARE(refusal(fresh), QString());
        QCOMPARE(schemaOf(m_path), schemaOf(fresh));
        auto journal = Journal::open({m_path});
        QCOMPARE((*journal)->write({create(u"next"_s)}).outcomes.constFirst()->results.constFirst().id,
                 ResultId(created.size() + 1));
        QCOMPARE(rawSqlite(m_path, {u"SELECT results FROM results_by_minute WHERE minute = 0"_s}).toInt(), 2);
    }

    void runsOfAnOlderFileKeepTheirPlace()
    {
        makeVersion1(m_path, {});
        const QString columns
                = u"INSERT INTO ci_runs VALUES (%1, 'gitlab', 'group/wall', '%2', %3, %4, 'abc', 'Add it', 'Ada',"
                  " '%5', 1000, 2000, 1.0, 'https://example.org/', 3000, 12, 2, '[]')"_s;
        rawSqlite(m_path,
                  {columns.arg(QString::number(1), u"main"_s, u"31"_s, u"1"_s, u"failed"_s),
                   columns.arg(QString::number(2), u"main"_s, u"32"_s, u"1"_s, u"failing"_s),
                   columns.arg(QString::number(3), u"main"_s, u"30"_s, u"1"_s, u"success"_s),
                   columns.arg(QString::number(4), u"other"_s, u"29"_s, u"2"_s, u"success"_s),
                   u"INSERT INTO ci_latest VALUES ('gitlab', 'group/wall', 'main', 32, 1, 2)"_s,
                   u"INSERT INTO ci_latest VALUES ('gitlab', 'group/wall', 'other', 29, 2, 4)"_s,
                   u"UPDATE counters SET value = 4 WHERE name = 'runs'"_s});
        auto journal = Journal::open({m_path});
        QVERIFY(journal);
        const auto latest = (*journal)->runs().latest();
        QCOMPARE(latest->size(), 2);
        const auto kept = (*journal)->runs().byId(ci::RunId(2));
        QCOMPARE(kept->key, u"32"_s);
        QCOMPARE(kept->sequence, 32);
        QCOMPARE(kept->transition, ci::Transition::StillBroken); // failing, behind a red one
        QCOMPARE(kept->state, ci::State::Failing);
        QCOMPARE(kept->reported, ci::State::Running);
        QCOMPARE(kept->generation, 12);
        // A delivery finds it again.
        ci::Run ended = *kept;
        ended.id = ci::RunId::None;
        ended.reported = ci::State::Failed;
        ended.jobs = {ci::Job{.key = 12, .name = u"a"_s, .state = ci::State::Failed}};
        QCOMPARE((*journal)->write({Change{RecordRun{ended}, fromUnixMs(5'000)}}).events.size(), 1);
        QCOMPARE((*journal)->runs().byId(ci::RunId(2))->state, ci::State::Failed);
        QCOMPARE((*journal)->runs().byId(ci::RunId(2))->transition, ci::Transition::StillBroken);
        QCOMPARE((*journal)->runs().newest(), ci::RunId(4));
    }

    void aFileOfVersion3LosesOldClaimsAndKnowsWhatIsStillBroken()
    {
        {
            auto journal = Journal::open({m_path});
            QVERIFY(journal);
            QList<Change> changes;
            using State = ci::State;
            for (const State state : {State::Success, State::Failed, State::Canceled, State::Running, State::Success,
                                      State::Canceled, State::Failed, State::Running}) {
                const int number = int(changes.size()) + 1;
                changes.append({RecordRun{{.provider = u"gitlab"_s,
                                           .project = u"group/wall"_s,
                                           .ref = u"main"_s,
                                           .reported = state,
                                           .key = QString::number(number),
                                           .number = number,
                                           .sequence = number,
                                           .generation = 1}},
                                fromUnixMs(1'000)});
            }
            QVERIFY(!(*journal)->write(changes).failure);
        }
        QStringList back = undoStep6 + undoStep5 + undoStep4;
        rawSqlite(m_path,
                  back << u"UPDATE ci_runs SET transition = ''"
                          " WHERE state NOT IN ('success', 'warning', 'failed', 'error')"_s
                       << u"UPDATE ci_runs SET claim_by = 'Ada', claim_at = 77 WHERE id IN (2, 4, 7, 8)"_s);
        auto journal = Journal::open({m_path});
        QVERIFY(journal);
        QStringList transitions;
        QStringList claims;
        for (int id = 1; id <= 8; ++id) {
            const auto run = (*journal)->runs().byId(ci::RunId(id));
            transitions << QString::fromLatin1(ci::transitionWord(run->transition));
            if (run->claim != ci::Claim{})
                claims << u"%1 %2"_s.arg(id).arg(run->claim.by);
        }
        QCOMPARE(transitions.join(u' '), u" broken still_broken still_broken fixed  broken still_broken"_s);
        QCOMPARE(claims, QStringList{u"8 Ada"_s}); // the one that stands for the lane
        QCOMPARE(rawSqlite(m_path, {u"PRAGMA user_version"_s}).toInt(), schemaVersion);
        QCOMPARE(rawSqlite(m_path, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
    }

    void aFileOfVersion5KeepsHowFarWasFollowed()
    {
        const FollowPosition position{"berlin", "http://berlin/events", "17"};
        {
            auto journal = Journal::open({m_path});
            QVERIFY(journal);
            QVERIFY(!(*journal)->write({Change{RecordFollowed{{}, position}, fromUnixMs(1'000)}}).failure);
        }
        rawSqlite(m_path, undoStep6);
        auto journal = Journal::open({m_path});
        QVERIFY(journal);
        QCOMPARE(*(*journal)->followed().all(), QList<FollowPosition>{position}); // of which wall is not known
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
