// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the real program starts, and how it refuses to: exit code 2 and one sentence.
#include "tests/support/live.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class StartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void askingForItselfIsAnsweredOnStandardOutput();
    void theReadyLineIsTheOnlyOne();
    void withoutADisplayItRunsHeadless();
    void whatIsKeptIsForItsOwnerAlone();
    void theTokenIsMadeOnceAndKeptForItsOwner();
    void aTokenThatIsTooShortIsRefused();
    void whatCannotStartSaysWhyInOneSentence_data();
    void whatCannotStartSaysWhyInOneSentence();
    void aPortInUseIsNamed();
    void aSecondTallywallOnTheSameDataRefuses();
    void aKilledOneLeavesNoLockThoughItsProcessNumberComesAgain();
    void theDemonstrationFillsTheWallWithinSeconds();

private:
    [[nodiscard]] static Ended refused(const QStringList &arguments)
    {
        return runToEnd(QStringList{u"--headless"_s, u"--listen=127.0.0.1"_s, u"--port=0"_s} + arguments);
    }
};

void StartTest::askingForItselfIsAnsweredOnStandardOutput()
{
    const Ended version = runToEnd({u"--version"_s});
    QCOMPARE(version.code, 0);
    QVERIFY(QRegularExpression(u"^tallywall \\d+\\.\\d+\\.\\d+\\n$"_s)
                    .match(QString::fromUtf8(version.out))
                    .hasMatch());
    QCOMPARE(version.err, QByteArray());
    const Ended help = runToEnd({u"--help"_s, u"--port"_s, u"1"_s});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.contains("--headless"));
    QCOMPARE(help.err, QByteArray());
}

void StartTest::theReadyLineIsTheOnlyOne()
{
    QTemporaryDir data;
    QProcess process;
    process.start(qEnvironmentVariable("TALLYWALL_BINARY"),
                  {u"--headless"_s, u"--listen"_s, u"127.0.0.1"_s, u"--port"_s, u"0"_s, u"--data"_s, data.path()});
    QVERIFY(process.waitForReadyRead(10'000));
    QByteArray out = process.readAllStandardOutput();
    const auto match = QRegularExpression(u"^listening on http://127\\.0\\.0\\.1:(\\d+)\\n$"_s)
                               .match(QString::fromUtf8(out));
    QVERIFY2(match.hasMatch(), out.constData());
    // It is ready when it says so.
    const quint16 port = match.captured(1).toUShort();
    HttpClient client(port);
    QCOMPARE(client.ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
    QCOMPARE(client.ask("GET", "/nothing").status, 404);
    process.terminate();
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
}

void StartTest::withoutADisplayItRunsHeadless()
{
    QTemporaryDir data;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromLatin1(name));
    process.setProcessEnvironment(environment);
    process.start(qEnvironmentVariable("TALLYWALL_BINARY"),
                  {u"--listen=127.0.0.1"_s, u"--port=0"_s, u"--data"_s, data.path()});
    QVERIFY(process.waitForReadyRead(10'000));
    QVERIFY(process.readAllStandardOutput().startsWith("listening on"));
    QVERIFY(process.readAllStandardError().contains("no display"));
    process.terminate();
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitCode(), 0);
}

// In a folder that others may look into, too.
void StartTest::whatIsKeptIsForItsOwnerAlone()
{
    Wall wall;
    QVERIFY(QFile::setPermissions(wall.dataFolder(), QFile::Permissions(0x7755)));
    QVERIFY(wall.start());
    QCOMPARE(wall.ask("POST", "/results", R"({"name":"Ada","time":12.34})").status, 201);
    const QFileInfoList files = QDir(wall.dataFolder()).entryInfoList(QDir::Files | QDir::Hidden);
    QVERIFY(files.size() >= 5); // the store with its log, the lock, and the secrets
    for (const QFileInfo &file : files) {
        QVERIFY2(!(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
                 qPrintable(file.fileName()));
    }
}

void StartTest::theTokenIsMadeOnceAndKeptForItsOwner()
{
    Wall wall;
    QVERIFY(wall.start());
    const QByteArray token = wall.token();
    QVERIFY(QRegularExpression(u"^[A-Za-z0-9_-]{32,}$"_s).match(QString::fromLatin1(token)).hasMatch());
    QCOMPARE(QFile::permissions(wall.dataFolder() + u"/token"_s)
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOwner),
             QFile::Permissions());
    QVERIFY(wall.stop());
    QCOMPARE(wall.process().readAllStandardError().count(token), 1);
    QVERIFY(wall.start());
    QVERIFY(wall.stop());
    QCOMPARE(wall.token(), token);
    QCOMPARE(wall.process().readAllStandardError(), QByteArray());
    // Another wall has another one.
    Wall other;
    QVERIFY(other.start());
    QVERIFY(other.token() != token);
}

void StartTest::aTokenThatIsTooShortIsRefused()
{
    for (const QByteArray &token : {"short"_ba, QByteArray()}) {
        QTemporaryDir data;
        QFile file(data.filePath(u"token"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(token) >= 0);
        file.close();
        const Ended ended = refused({u"--data"_s, data.path()});
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains("token") && ended.err.contains(file.fileName().toUtf8()), ended.err.constData());
    }
}

void StartTest::whatCannotStartSaysWhyInOneSentence_data()
{
    QTest::addColumn<std::function<QStringList(const QString &)>>("prepare"); // in a folder; what to start with
    QTest::addColumn<QByteArray>("says");
    using Prepare = std::function<QStringList(const QString &)>;
    const auto row = [](const char *name, const Prepare &prepare, const QByteArray &says) {
        QTest::newRow(name) << prepare << says;
    };
    const auto file = [](const QString &path, const QByteArray &bytes) {
        QFile out(path);
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
    };
    const auto sql = [](const QString &path, const QStringList &statements) {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"prepare"_s);
            database.setDatabaseName(path);
            database.open();
            for (const QString &statement : statements)
                QSqlQuery(database).exec(statement);
        }
        QSqlDatabase::removeDatabase(u"prepare"_s);
    };
    row(
            "an unknown option", [](const QString &) { return QStringList{u"--colour"_s}; }, "--colour");
    row(
            "no configuration",
            [](const QString &d) {
                return QStringList{u"--config"_s, d + u"/none.toml"_s};
            },
            "none.toml");
    row(
            "a broken configuration",
            [file](const QString &d) {
                file(d + u"/bad.toml"_s, "port = = 1\n");
                return QStringList{u"--config"_s, d + u"/bad.toml"_s};
            },
            "bad.toml, line 1");
    row(
            "a store that is a folder",
            [](const QString &d) {
                return QStringList{u"--store"_s, u"sqlite:"_s + d};
            },
            "cannot be opened");
    row(
            "a store that is a text",
            [file](const QString &d) {
                file(d + u"/tallywall.sqlite"_s, QByteArray("Dear diary\n").repeated(1000));
                return QStringList();
            },
            "not a Tallywall database");
    row(
            "a store of another program",
            [sql](const QString &d) {
                sql(d + u"/tallywall.sqlite"_s, {u"CREATE TABLE recipes (name TEXT)"_s});
                return QStringList();
            },
            "belongs to another program");
    row(
            "a store of a newer Tallywall",
            [sql](const QString &d) {
                sql(d + u"/tallywall.sqlite"_s,
                    {u"CREATE TABLE future (name TEXT)"_s, u"PRAGMA application_id=1415670892"_s,
                     u"PRAGMA user_version=9999"_s});
                return QStringList();
            },
            "newer Tallywall");
    row(
            "a data folder that is a file",
            [file](const QString &d) {
                file(d + u"/file"_s, "x");
                return QStringList{u"--data"_s, d + u"/file"_s};
            },
            "/file");
    row(
            "a data folder below a file",
            [file](const QString &d) {
                file(d + u"/file"_s, "x");
                return QStringList{u"--data"_s, d + u"/file/data"_s};
            },
            "cannot be made");
    row(
            "an address of another machine", [](const QString &) { return QStringList{u"--listen=192.0.2.77"_s}; },
            "192.0.2.77");
}

void StartTest::whatCannotStartSaysWhyInOneSentence()
{
    using Prepare = std::function<QStringList(const QString &)>;
    QFETCH(Prepare, prepare);
    QFETCH(QByteArray, says);
    QTemporaryDir folder;
    QTemporaryDir data; // has its token already, of which nothing has to be said
    for (const QString &path : {folder.path(), data.path()}) {
        QFile token(path + u"/token"_s);
        QVERIFY(token.open(QIODevice::WriteOnly) && token.write("0123456789abcdef0123456789abcdef") > 0);
    }
    const Ended ended = refused(QStringList{u"--data"_s, folder.path()} + prepare(folder.path()));
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.startsWith("tallywall: ") && ended.err.contains(says), ended.err.constData());
    QVERIFY2(ended.err.count('\n') == 1, ended.err.constData());
}

void StartTest::aPortInUseIsNamed()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    QTemporaryDir data;
    const QString port = QString::number(other.serverPort());
    const Ended ended = runToEnd(
            {u"--headless"_s, u"--listen=127.0.0.1"_s, u"--port"_s, port, u"--data"_s, data.path()});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains("port " + port.toLatin1()) && ended.err.contains("in use"), ended.err.constData());
}

void StartTest::aSecondTallywallOnTheSameDataRefuses()
{
    Wall wall;
    QVERIFY(wall.start());
    const QByteArray number = QByteArray::number(wall.process().processId());
    for (const QStringList &same : {QStringList{u"--data"_s, wall.dataFolder()},
                                    QStringList{u"--data"_s, wall.dataFolder() + u"/other"_s, u"--store"_s,
                                                u"sqlite:"_s + wall.dataFolder() + u"/tallywall.sqlite"_s}}) {
        const Ended ended = refused(same);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains("in use by another Tallywall (process " + number + ')'), ended.err.constData());
    }
    QCOMPARE(wall.ask("GET", "/health").status, 200);
    wall.kill();
    QVERIFY(wall.start()); // its death has freed it
}

void StartTest::aKilledOneLeavesNoLockThoughItsProcessNumberComesAgain()
{
    // In a container each start is process 1. A process name space needs rights; where there are none, a user's own.
    QStringList enter{u"--pid"_s, u"--fork"_s, u"--mount-proc"_s, u"--kill-child=KILL"_s};
    if (QProcess::execute(u"unshare"_s, enter + QStringList{u"true"_s}) != 0)
        enter.prepend(u"-r"_s);
    QTemporaryDir data;
    const QStringList wall{qEnvironmentVariable("TALLYWALL_BINARY"),
                           u"--headless"_s,
                           u"--port=0"_s,
                           u"--listen=127.0.0.1"_s,
                           u"--data"_s,
                           data.path()};
    // The killed one is dead a moment after `unshare` is, and holds the lock until then.
    int starts = 0;
    for (int attempts = 0; starts < 2 && attempts < 50; ++attempts) {
        QProcess process;
        process.start(u"unshare"_s, enter + wall);
        const bool spoke = process.waitForReadyRead(10'000) || process.bytesAvailable() > 0;
        if (!spoke && starts == 1) {
            QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished());
            const QByteArray why = process.readAllStandardError();
            QVERIFY2(why.contains("in use by another Tallywall"), why.constData());
            continue;
        }
        QVERIFY(spoke);
        QVERIFY2(process.readAllStandardOutput().startsWith("listening on"),
                 process.readAllStandardError().constData());
        ++starts;
        process.kill();
        QVERIFY(process.waitForFinished());
    }
    QCOMPARE(starts, 2);
}

void StartTest::theDemonstrationFillsTheWallWithinSeconds()
{
    Wall wall({u"--demo"_s});
    QVERIFY(wall.start());
    EventStream stream(wall.port(), "/events");
    const auto json = [&wall](const QByteArray &path) { return wall.ask("GET", path).json(); };
    QTRY_VERIFY(json("/summary")["results"_L1]["total"_L1].toInt() >= 100);
    QTRY_VERIFY(json("/ci")["runs"_L1].toArray().size() >= 8);
    QCOMPARE(json("/health").value("demo"_L1).toBool(), true);
    QCOMPARE(json("/summary").value("demo"_L1).toBool(), true);
    // …and it moves.
    QTRY_VERIFY(std::any_of(stream.events().begin(), stream.events().end(),
                            [](const LiveEvent &one) { return one.type == "said"_L1; }));
    QTRY_VERIFY(stream.events().size() >= 3);
    EventStream prices(wall.port(), "/prices?symbol=ACME");
    QTRY_VERIFY(prices.text().count("data: ") >= 2);
    // What its pipelines deliver can be run again.
    const auto deliveries = [&json] { return json("/ci/deliveries")["deliveries"_L1].toArray(); };
    QTRY_VERIFY_WITH_TIMEOUT(!deliveries().isEmpty(), 30'000); // one in four or so of its beats is one
    const QJsonValue delivery = deliveries().last();
    QVERIFY(delivery["detail"_L1].toString().startsWith("pipeline "_L1));
    const Answer again = wall.ask("POST",
                                  "/ci/deliveries/" + QByteArray::number(delivery["id"_L1].toInteger()) + "/replay");
    QCOMPARE(again.status, 200);
    QVERIFY(again.json().value("ignored"_L1).toString().contains("nothing new"_L1));
    QVERIFY(wall.stop());
}

QTEST_GUILESS_MAIN(StartTest)
#include "start_test.moc"
