// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A full disk: writes are refused with a sentence, nothing of them is stored, reading goes on, and once there is space again
// so does writing, without a restart.
#include "tests/support/live.h"

#include <QtTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

bool write(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

// A mount of our own, which ends with this process: as root, or as the root of a user name space of our own.
bool enterNameSpace()
{
    const uid_t user = ::getuid();
    const gid_t group = ::getgid();
    if (::unshare(CLONE_NEWNS) != 0) {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return false;
        if (!write("/proc/self/setgroups", "deny")
            || !write("/proc/self/uid_map", "0 " + QByteArray::number(user) + " 1")
            || !write("/proc/self/gid_map", "0 " + QByteArray::number(group) + " 1"))
            return false;
    }
    return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

} // namespace

class DiskFullTest : public QObject
{
    Q_OBJECT

public:
    explicit DiskFullTest(bool ownMounts) : m_ownMounts(ownMounts) { }

private Q_SLOTS:
    void initTestCase();
    void aFullDiskRefusesWritesAndRecoversByItself();
    void cleanupTestCase();

private:
    QTemporaryDir m_folder;
    bool m_ownMounts;
    bool m_mounted = false; // else the size of each file of the program is limited instead
};

void DiskFullTest::initTestCase()
{
    m_mounted = m_ownMounts && ::mount("tmpfs", m_folder.path().toLocal8Bit().constData(), "tmpfs", 0, "size=2m") == 0;
    ::signal(SIGXFSZ, SIG_IGN); // the program inherits it: a write past the limit is an error then, not the end
    if (!m_mounted)
        qInfo("no mount of our own here (%s): the size of files is limited instead", std::strerror(errno));
}

void DiskFullTest::aFullDiskRefusesWritesAndRecoversByItself()
{
    // The data folder is given twice; the last one counts.
    Wall wall({u"--data"_s, m_folder.path()});
    QVERIFY(wall.start());
    const auto pid = static_cast<pid_t>(wall.process().processId());
    const QString ballast = m_folder.filePath(u"ballast"_s);
    if (m_mounted) {
        // Space that can be given back later.
        QFile file(ballast);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray(1024 * 1024, 'x')), 1024 * 1024);
    } else {
        const rlimit limit{400'000, RLIM_INFINITY};
        QCOMPARE(::prlimit(pid, RLIMIT_FSIZE, &limit, nullptr), 0);
    }

    HttpClient client = wall.client();
    EventStream stream(wall.port());
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    const QByteArray record = R"({"name":")" + QByteArray(200, 'a') + R"(","time":1})";
    const QByteArray batch = '[' + (record + ',').repeated(99) + record + ']';
    int stored = 0;
    Answer answer;
    for (int i = 0; i < 1000; ++i) {
        answer = client.ask("POST", "/results", batch);
        if (answer.status != 201)
            break;
        stored += 100;
    }
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
    QVERIFY(!answer.field("Retry-After").isEmpty());
    QVERIFY2(answer.detail().contains("disk"_L1), qPrintable(answer.detail()));
    QVERIFY(stored > 0);

    // Again and again, and a change of what is there: nothing of it is stored, and all can be read.
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.ask("POST", "/results", batch).status, 503);
    const QJsonObject summary = client.ask("GET", "/summary").json();
    QCOMPARE(summary["results"_L1]["total"_L1].toInt(), stored);
    QCOMPARE(summary["last_id"_L1].toInt(), stored);
    QCOMPARE(client.ask("GET", "/results?limit=10000").json().value("results"_L1).toArray().size(), stored);
    QCOMPARE(client.ask("GET", "/results/1").status, 200);
    QCOMPARE(client.ask("GET", "/say?name=a&message=b").status, 200);
    const Answer ill = client.ask("GET", "/health");
    QCOMPARE(ill.status, 503);
    QCOMPARE(ill.json().value("status"_L1).toString(), u"down"_s);
    QVERIFY(ill.json().value("store"_L1).toString().contains("disk"_L1));
    QCOMPARE(metric(wall, "tallywall_store_up"), 0.0);
    QVERIFY(metric(wall, "tallywall_store_refused_total") >= 20);

    // There is space again: it finds that out by itself.
    if (m_mounted) {
        QVERIFY(QFile::remove(ballast));
    } else {
        const rlimit limit{RLIM_INFINITY, RLIM_INFINITY};
        QCOMPARE(::prlimit(pid, RLIMIT_FSIZE, &limit, nullptr), 0);
    }
    QTRY_COMPARE_WITH_TIMEOUT(client.ask("GET", "/health").status, 200, 10'000);
    QCOMPARE(client.ask("GET", "/health").json().value("status"_L1).toString(), u"ok"_s);
    const Answer created = client.ask("POST", "/results", R"({"name":"after","time":1})");
    QCOMPARE(created.status, 201);
    QCOMPARE(created.json().value("id"_L1).toInt(), stored + 1); // no id was lost to what was refused
    // The feed shows the same: what was stored, and nothing of what was refused.
    QVERIFY(waitUntil([&] { return stream.lastId() == stored + 1; }));
    QCOMPARE(idsOf(stream.events()).size(), stored + 1);
    QVERIFY(wall.stop());
    QVERIFY(wall.start());
    QCOMPARE(wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInt(), stored + 1);
}

void DiskFullTest::cleanupTestCase()
{
    if (m_mounted)
        QCOMPARE(::umount(m_folder.path().toLocal8Bit().constData()), 0);
}

int main(int argc, char **argv)
{
    const bool ownMounts = enterNameSpace(); // while this process has one thread
    QCoreApplication application(argc, argv);
    DiskFullTest test(ownMounts);
    return QTest::qExec(&test, argc, argv);
}

#include "disk_full_test.moc"
