// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/checkpoints.h"
#include "store/store.h"
#include "tests/store/raw_sqlite.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using tallywall::test::rawSqlite;

namespace {

constexpr qint64 mib = 1024 * 1024;

// One event that takes about a MiB of the log.
Change large()
{
    return {RecordEvent{"bulk", "said", '"' + QByteArray(mib, 'x') + '"'}, fromUnixMs(1'000)};
}

} // namespace

class CheckpointsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"wall.sqlite"_s);
        m_store = std::make_unique<Store>();
        QSignalSpy opened(m_store.get(), &Store::opened);
        m_store->open({m_path});
        QVERIFY(opened.wait());
        m_answered = m_refused = m_asked = 0;
        m_longest = 0;
    }

    void cleanup() { m_store.reset(); }

    void theLogStaysShortWhileWritesNeverPause()
    {
        constexpr int events = Checkpoints::most / mib + 50; // more than the log may hold
        write(events, 8);
        QTRY_COMPARE_WITH_TIMEOUT(m_answered, events, 60'000);
        QCOMPARE(m_refused, 0);
        QVERIFY(m_store->health().ok);
        QVERIFY2(m_longest <= Checkpoints::most + 10 * mib, qPrintable(QString::number(m_longest)));
        m_store.reset();
        QVERIFY(!QFileInfo::exists(m_path + u"-wal"_s));
        QCOMPARE(rawSqlite(m_path, {u"SELECT count(*) FROM events WHERE length(data) = %1"_s.arg(mib + 2)}).toInt(),
                 events);
        QCOMPARE(rawSqlite(m_path, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
    }

    void whoeverReadsForLongStopsNoWrite()
    {
        const QString name = u"reader"_s;
        {
            QSqlDatabase reader = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
            reader.setDatabaseName(m_path);
            QVERIFY(reader.open());
            QSqlQuery query(reader);
            QVERIFY(query.exec(u"BEGIN"_s));
            QVERIFY(query.exec(u"SELECT count(*) FROM events"_s) && query.next());
            const int events = Checkpoints::most / mib + 20;
            write(events, 8);
            QTRY_COMPARE_WITH_TIMEOUT(m_answered, events, 60'000);
            QCOMPARE(m_refused, 0);
            QVERIFY(m_store->health().ok);
            QVERIFY(query.exec(u"SELECT count(*) FROM events"_s) && query.next());
            QCOMPARE(query.value(0).toInt(), 0); // its snapshot
            QVERIFY(query.exec(u"COMMIT"_s));
        }
        QSqlDatabase::removeDatabase(name);
        // From here on the log can be begun anew, and is: after the next pass it is no longer than it may be.
        m_longest = 0;
        const int before = m_answered;
        write(40, 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_answered, before + 40, 60'000);
        QVERIFY2(QFileInfo(m_path + u"-wal"_s).size() <= Checkpoints::most,
                 qPrintable(QString::number(QFileInfo(m_path + u"-wal"_s).size())));
    }

    void aCheckpointThatFailsIsToldAndTriedAgain()
    {
        const QString path = m_dir->filePath(u"comes later.sqlite"_s);
        Checkpoints checkpoints;
        QSignalSpy passed(&checkpoints, &Checkpoints::passed);
        checkpoints.open(path);
        QVERIFY(passed.wait());
        QVERIFY(checkpoints.failure().has_value());
        QVERIFY2(checkpoints.failure()->sentence().contains(path), qPrintable(checkpoints.failure()->sentence()));
        m_store.reset();
        QVERIFY(QFile::copy(m_path, path));
        checkpoints.tryAgain();
        QVERIFY(passed.wait());
        QVERIFY(!checkpoints.failure().has_value());
    }

    void onlyALogThatGrewIsCopied()
    {
        Checkpoints checkpoints;
        checkpoints.open(m_dir->filePath(u"missing.sqlite"_s));
        QSignalSpy passed(&checkpoints, &Checkpoints::passed);
        QVERIFY(passed.wait()); // what a kill left is copied first
        checkpoints.grew(Checkpoints::copyAfter - 1);
        QVERIFY(!checkpoints.holds());
        checkpoints.grew(Checkpoints::most);
        QVERIFY(checkpoints.holds());
        QVERIFY(passed.wait());
        QVERIFY(!checkpoints.holds()); // a failure is told, and stops nobody
        QVERIFY(checkpoints.failure().has_value());
        checkpoints.tryAgain();
        QVERIFY(passed.wait());
        QCOMPARE(passed.size(), 3);
    }

private:
    // So many events, a few of them waiting at any time.
    void write(int events, int atATime)
    {
        m_asked += events;
        for (int i = 0; i < atATime; ++i)
            writeNext();
    }

    void writeNext()
    {
        if (m_asked == 0)
            return;
        --m_asked;
        m_store->write(large(), [this](const Result<Applied> &applied) {
            ++(applied ? m_answered : m_refused);
            m_longest = std::max(m_longest, QFileInfo(m_path + u"-wal"_s).size());
            writeNext();
        });
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Store> m_store;
    int m_asked = 0;
    int m_answered = 0;
    int m_refused = 0;
    qint64 m_longest = 0; // bytes of the -wal file
};

QTEST_GUILESS_MAIN(CheckpointsTest)
#include "checkpoints_test.moc"
