// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `tallywall send` with one event, the real program.
#include "tests/app/client/client_program.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tallywall::test;

class SendTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helpExplainsItWithExamples();
    void everyHelpIsAscii_data();
    void everyHelpIsAscii();
    void aWordThatIsNoCommandIsNamed();
    void oneEventIsPrintedAsTheWallHasIt_data();
    void oneEventIsPrintedAsTheWallHasIt();
    void aFileIsOneValueHoweverManyLinesItHas();
    void inputThatNobodyReadsIsSaid();
    void mistakesAreNamedBeforeAnythingIsSent_data();
    void mistakesAreNamedBeforeAnythingIsSent();
    void theTokenComesFromTheEnvironmentOrAFile();
    void aWrongTokenIsNotAMissingOne();
    void aRedirectionIsNotFollowed();
    void whatCannotBeSentSaysWhy_data();
    void whatCannotBeSentSaysWhy();
    void aServerWithoutTlsIsNotWaitedForLong();
    void aBusyWallIsAskedAgain();

private:
    QTemporaryFile m_large; // of one value, which fits in a body, but not with what stands around it
};

void SendTest::initTestCase()
{
    QVERIFY(m_large.open());
    const QByteArray value = '"' + QByteArray(1024 * 1024 - 2, 'x') + '"';
    QCOMPARE(m_large.write(value), value.size());
    QVERIFY(m_large.flush());
}

void SendTest::helpExplainsItWithExamples()
{
    const Ended ended = runToEnd({u"send"_s, u"--help"_s});
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.err, QByteArray());
    for (const char *part : {"--collection", "--lines", "--retry", "TALLYWALL_TOKEN", "  tallywall send --collection"})
        QVERIFY2(ended.out.contains(part), part);
    const Ended all = runToEnd({u"--help"_s});
    QVERIFY(all.out.contains("tallywall send") && all.out.contains("tallywall watch"));
}

void SendTest::everyHelpIsAscii_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("send") << QStringList{u"send"_s, u"--help"_s};
    QTest::newRow("watch") << QStringList{u"watch"_s, u"--help"_s};
    QTest::newRow("the program") << QStringList{u"--help"_s};
}

void SendTest::everyHelpIsAscii()
{
    QFETCH(const QStringList, arguments);
    const QByteArray help = runToEnd(arguments).out;
    QVERIFY(help.contains("tallywall"));
    for (const char c : help)
        QVERIFY2((c >= ' ' && c <= '~') || c == '\n', help.constData()); // however a terminal reads it
}

void SendTest::aWordThatIsNoCommandIsNamed()
{
    const Ended near = runToEnd({u"sned"_s});
    QCOMPARE(near.code, 2);
    QCOMPARE(near.err, "tallywall: sned: there is no such command: did you mean \"tallywall send\"?\n"_ba);
    const Ended far = runToEnd({u"frobnicate"_s});
    QCOMPARE(far.code, 2);
    QVERIFY(far.err.contains("tallywall --help"));
}

void SendTest::oneEventIsPrintedAsTheWallHasIt_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("prints"); // all but the time
    QTest::newRow("without data") << QStringList() << R"({"id":1,"collection":"orders","type":"created"})"_ba;
    QTest::newRow("an object") << QStringList{u"--data"_s, u"{\"b\": 2.50, \"a\":[\"ä\"]}"_s}
                               << R"({"id":1,"collection":"orders","type":"created","data":{"b":2.50,"a":["ä"]}})"_ba;
    QTest::newRow("a text, not kept") << QStringList{u"--data=\"a\""_s, u"--no-store"_s}
                                      << R"({"collection":"orders","type":"created","data":"a"})"_ba;
}

void SendTest::oneEventIsPrintedAsTheWallHasIt()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, prints);
    Wall wall;
    QVERIFY(wall.start());
    ClientProgram program(sending(wall.url(u"/"_s), options));
    QVERIFY(runWith(program, {}));
    QVERIFY2(program.code() == 0, program.errors().constData());
    QCOMPARE(program.lines().size(), 1);
    QString line = QString::fromUtf8(program.lines().constFirst());
    QCOMPARE(line.remove(QRegularExpression(u",\"time\":\"[^\"]+Z\""_s)).toUtf8(), prints);
    QCOMPARE(program.errors(), QByteArray());
}

void SendTest::aFileIsOneValueHoweverManyLinesItHas()
{
    Wall wall;
    QVERIFY(wall.start());
    QTemporaryFile file;
    QVERIFY(file.open() && file.write("{\n  \"n\":\n  7\n}\n") > 0 && file.flush());
    ClientProgram program(sending(wall.url(), {u"--data"_s, u'@' + file.fileName()}));
    QVERIFY(runWith(program, {}));
    QVERIFY2(program.code() == 0, program.errors().constData());
    EventStream stream(wall.port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return stream.events().size() == 1; }));
    QCOMPARE(stream.events().constFirst().data["n"_L1].toInt(), 7);
}

void SendTest::inputThatNobodyReadsIsSaid()
{
    ScriptedServer server({ScriptedServer::answer("201 Created", R"({"id":1})")});
    QTemporaryFile file;
    QVERIFY(file.open() && file.write("{\"n\":7}\n") > 0 && file.flush());
    for (const QStringList &options : {QStringList(), QStringList{u"--data=7"_s}}) {
        ClientProgram program(sending(server.url(), options));
        program.process.setStandardInputFile(file.fileName());
        program.process.start();
        QVERIFY(program.waitForEnd());
        QCOMPARE(program.code(), 0);
        QCOMPARE(program.errors().contains("standard input was not read"), options.isEmpty());
    }
}

void SendTest::mistakesAreNamedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &says) {
        QTest::newRow(name) << arguments << says;
    };
    const QString nowhere = u"http://127.0.0.1:9"_s;
    row("no collection", {u"send"_s, u"--type=a"_s}, "--collection: has to be given");
    row("no type", {u"send"_s, u"--collection=a"_s}, "--type: has to be given");
    row("a collection outside the grammar", {u"send"_s, u"--collection=A b"_s, u"--type=a"_s},
        "--collection: expected");
    row("the feed's own collection", {u"send"_s, u"--collection=feed"_s, u"--type=a"_s}, "--collection: \"feed\"");
    row("a type that is too long", {u"send"_s, u"--collection=a"_s, u"--type"_s, QString(129, u'x')},
        "--type: has 129 bytes");
    row("data without quotes", sending(nowhere, {u"--data={name:Ada}"_s}), "--data '{\"name\":\"Ada\"}'");
    row("a word", sending(nowhere, {u"--data=hello"_s}),
        "--data: it is not JSON, where a text stands in double quotes");
    row("a word, quoted", sending(nowhere, {u"--data=hello"_s}), "--data '\"hello\"'");
    row("two values", sending(nowhere, {u"--data=1 2"_s}), "--data: it is not JSON");
    row("no such file", sending(nowhere, {u"--data=@/nowhere.json"_s}), "/nowhere.json cannot be read");
    row("no such lines", sending(nowhere, {u"--lines=/nowhere.json"_s}), "/nowhere.json cannot be read");
    row("data and lines", sending(nowhere, {u"--data=1"_s, u"--lines=-"_s}), "--lines:");
    row("an address without http", sending(u"localhost:4000"_s), "--to: expected an address like http://");
    row("a password in the address", sending(u"http://a:b@127.0.0.1"_s), "--to:");
    row("a time that is none", sending(nowhere, {u"--retry=soon"_s}), "--retry: expected a number");
    row("a token with a line end", sending(nowhere, {u"--token=a\nb: c"_s}), "--token: a token has no blanks");
    row("an option of a similar name", sending(nowhere, {u"--progres"_s}), "did you mean --progress?");
    row("a word alone", {u"send"_s, u"orders"_s, u"--type=a"_s}, "did you mean --collection orders?");
    row("a word too many", sending(nowhere, {u"more"_s}), "\"tallywall send --help\" lists them");
    row("a line of nothing", sending(nowhere, {u"--from=2"_s}), "--from: is the number of a line");
    row("a line before the first", sending(nowhere, {u"--lines=-"_s, u"--from=0"_s}),
        "--from: expected a number from 1");
    row("too much data", sending(nowhere, {u"--data=@"_s + m_large.fileName()}), "and a wall takes at most 1048576");
    row("no such option", sending(nowhere, {u"--colour"_s}), "\"tallywall send --help\" lists them");
}

void SendTest::mistakesAreNamedBeforeAnythingIsSent()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const Ended ended = runToEnd(arguments);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.startsWith("tallywall: ") && ended.err.contains(says), ended.err.constData());
    QCOMPARE(ended.err.count('\n'), 1);
}

void SendTest::theTokenComesFromTheEnvironmentOrAFile()
{
    ScriptedServer server({ScriptedServer::answer("201 Created", R"({"id":1})")});
    QTemporaryFile file;
    QVERIFY(file.open() && file.write("from-the-file\n") > 0 && file.flush());
    const QStringList environment{u"TALLYWALL_TOKEN=from-the-environment"_s, u"TALLYWALL_TO="_s + server.url()};
    const QStringList options{u"send"_s, u"--collection=a"_s, u"--type=b"_s};
    ClientProgram byEnvironment(options, environment);
    QVERIFY(runWith(byEnvironment, {}));
    QCOMPARE(byEnvironment.code(), 0);
    ClientProgram byFile(options + QStringList{u"--token-file"_s, file.fileName()}, environment);
    QVERIFY(runWith(byFile, {}));
    QCOMPARE(byFile.code(), 0);
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(server.requests().at(0).contains("Authorization: Bearer from-the-environment\r\n"));
    QVERIFY(server.requests().at(1).contains("Authorization: Bearer from-the-file\r\n"));
}

void SendTest::aWrongTokenIsNotAMissingOne()
{
    ScriptedServer server({ScriptedServer::answer("401 Unauthorized")});
    ClientProgram program(sending(server.url()), {u"TALLYWALL_TOKEN=wrong"_s});
    QVERIFY(runWith(program, {}));
    QCOMPARE(program.code(), 1);
    QVERIFY2(program.errors().contains("the token is not this wall's"), program.errors().constData());
}

void SendTest::aRedirectionIsNotFollowed()
{
    ScriptedServer other({ScriptedServer::answer("201 Created", "{}")});
    ScriptedServer server(
            {ScriptedServer::answer("307 Temporary Redirect", {}, "Location: " + other.url().toLatin1() + "\r\n")});
    ClientProgram program(sending(server.url()), {u"TALLYWALL_TOKEN=secret"_s});
    QVERIFY(runWith(program, {}));
    QCOMPARE(program.code(), 1);
    QVERIFY2(program.errors().contains("it answers 307"), program.errors().constData());
    QCOMPARE(other.requests().size(), 0);
}

void SendTest::whatCannotBeSentSaysWhy_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("401") << ScriptedServer::answer("401 Unauthorized") << "TALLYWALL_TOKEN"_ba;
    QTest::newRow("404") << ScriptedServer::answer("404 Not Found") << "it answers 404"_ba;
    QTest::newRow("200 of an API") << ScriptedServer::answer("200 OK", R"({"ok":true})")
                                   << "is this the address of a wall?"_ba;
    QTest::newRow("200 of something else")
            << ScriptedServer::answer("200 OK", "<html>") << "is this the address of a wall?"_ba;
    QTest::newRow("a detail that would control the terminal")
            << ScriptedServer::answer("422 Unprocessable Content", R"({"detail":"no \u001b[2J\u009b such\nthing"})")
            << "it answers 422: no  [2J  such thing\n"_ba;
}

void SendTest::whatCannotBeSentSaysWhy()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, says);
    ScriptedServer server({answer});
    ClientProgram program(sending(server.url()));
    QVERIFY(runWith(program, {}));
    QCOMPARE(program.code(), 1);
    QVERIFY2(program.errors().startsWith("tallywall: not sent: ") && program.errors().contains(says),
             program.errors().constData());
    QCOMPARE(server.requests().size(), 1);
}

void SendTest::aServerWithoutTlsIsNotWaitedForLong()
{
    QTcpServer silent; // as one that waits for the end of a head
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    ClientProgram program(sending(u"https://127.0.0.1:%1"_s.arg(silent.serverPort()), {u"--retry=0"_s}));
    QVERIFY(runWith(program, {}));
    QCOMPARE(program.code(), 1);
    QCOMPARE(program.errors(), "tallywall: not sent: it cannot be reached in time: is it http://?\n"_ba);
}

void SendTest::aBusyWallIsAskedAgain()
{
    ScriptedServer server({ScriptedServer::answer("503 Service Unavailable", {}, "Retry-After: 0\r\n"),
                           ScriptedServer::answer("429 Too Many Requests", {}, "Retry-After: 0\r\n"),
                           ScriptedServer::answer("201 Created", R"({"id":1})")});
    ClientProgram program(sending(server.url()));
    QVERIFY(runWith(program, {}));
    QCOMPARE(program.code(), 0);
    QCOMPARE(program.lines(), QByteArrayList{R"({"id":1})"});
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(program.errors().count("trying again"), 1);
    // Not without end.
    ScriptedServer full({ScriptedServer::answer("503 Service Unavailable", R"({"detail":"the disk is full"})")});
    ClientProgram hasty(sending(full.url(), {u"--retry=0"_s}));
    QVERIFY(runWith(hasty, {}));
    QCOMPARE(hasty.code(), 1);
    QCOMPARE(hasty.errors(), "tallywall: not sent: it answers 503: the disk is full\n"_ba);
}

QTEST_GUILESS_MAIN(SendTest)
#include "send_test.moc"
