// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `tallywall send` with an event for each line, the real program.
#include "tests/app/client/client_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <csignal>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tallywall::test;

namespace {

// {"n":1} to {"n":count}, a line each
QByteArray numbered(int from, int count)
{
    QByteArray lines;
    for (int n = from; n < from + count; ++n)
        lines += "{\"n\":" + QByteArray::number(n) + "}\n";
    return lines;
}

QList<int> numbersOf(const EventStream &stream)
{
    QList<int> numbers;
    for (const LiveEvent &event : stream.events())
        numbers << event.data["n"_L1].toInt();
    return numbers;
}

QList<int> upTo(int last)
{
    QList<int> numbers(last);
    std::iota(numbers.begin(), numbers.end(), 1);
    return numbers;
}

} // namespace

class SendLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyLinesAreStoredInTheirOrder();
    void linesThatWaitGoTogether();
    void aLineThatComesAloneGoesAtOnce();
    void aLineThatIsWrongEndsItThere();
    void aLineThatTheWallRefusesIsNamed();
    void whatHoldsForEveryLineEndsItAllTheSame();
    void everyWrongLineIsLeftOutInItsTurn();
    void theInputIsReadNoFasterThanItIsSent();
    void aKilledWallLosesNothingAndHasNothingTwice();
    void anInterruptionSaysHowFarItCame();
    void itGoesOnFromALine();
    void aLineThatIsNotThereIsTold();
    void oneValueOfManyLinesIsExplained();
    void theShareOfAFileIsTold();
};

void SendLinesTest::manyLinesAreStoredInTheirOrder()
{
    constexpr int count = 5000;
    Wall wall;
    QVERIFY(wall.start());
    ClientProgram program(sending(wall.url(), {u"--data"_s, u"@-"_s, u"--progress"_s}));
    QVERIFY(runWith(program, numbered(1, count)));
    QVERIFY2(program.code() == 0, program.errors().constData());
    QVERIFY(program.errors().endsWith("tallywall: 5\u2009000 sent\n"));
    QCOMPARE(program.lines(), QByteArrayList());
    EventStream stream(wall.port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return stream.events().size() >= count; }));
    QCOMPARE(numbersOf(stream), upTo(count));
}

void SendLinesTest::linesThatWaitGoTogether()
{
    constexpr int count = 1000;
    ScriptedServer server({ScriptedServer::answer("201 Created", "{}")});
    ClientProgram program(sending(server.url(), {u"--data=-"_s, u"--no-store"_s}));
    QVERIFY(runWith(program, numbered(1, count)));
    QCOMPARE(program.errors(), "tallywall: 1\u2009000 sent\n"_ba);
    QVERIFY2(server.requests().size() < count / 20, QByteArray::number(server.requests().size()).constData());
    QList<int> numbers;
    for (const QByteArray &request : server.requests()) {
        const QByteArray body = request.mid(request.indexOf("\r\n\r\n") + 4);
        const QJsonDocument json = QJsonDocument::fromJson(body);
        for (const QJsonValue &event : json.isArray() ? json.array() : QJsonArray{json.object()}) {
            QCOMPARE(event["collection"_L1].toString(), u"orders"_s);
            QCOMPARE(event["store"_L1], QJsonValue(false));
            numbers << event["data"_L1]["n"_L1].toInt();
        }
    }
    QCOMPARE(numbers, upTo(count));
}

void SendLinesTest::aLineThatComesAloneGoesAtOnce()
{
    ScriptedServer server({ScriptedServer::answer("201 Created", "{}")});
    ClientProgram program(sending(server.url(), {u"--data=-"_s}));
    program.process.start();
    for (int n = 1; n <= 3; ++n) {
        program.process.write(numbered(n, 1)); // the next one when this one was sent
        QVERIFY(waitUntil([&] { return server.requests().size() == n; }));
        QVERIFY(server.requests().constLast().endsWith(R"({"collection":"orders","type":"created","data":{"n":)"
                                                       + QByteArray::number(n) + "}}"));
    }
}

void SendLinesTest::aLineThatIsWrongEndsItThere()
{
    Wall wall;
    QVERIFY(wall.start());
    const QByteArray input = "{\"n\":1}\n\n{\"n\":\n" + numbered(2, 1);
    ClientProgram strict(sending(wall.url(), {u"--lines"_s, u"-"_s}));
    QVERIFY(runWith(strict, input));
    QCOMPARE(strict.code(), 1);
    QVERIFY2(strict.errors().startsWith("tallywall: line 3: it is not JSON"), strict.errors().constData());
    QVERIFY(strict.errors().endsWith("tallywall: 1 sent; stopped at line 3, go on there with --from 3\n"));
    EventStream stream(wall.port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return stream.events().size() == 1; }));
    ClientProgram lenient(sending(wall.url(), {u"--lines"_s, u"-"_s, u"--keep-going"_s}));
    QVERIFY(runWith(lenient, input));
    QCOMPARE(lenient.code(), 1);
    QVERIFY(lenient.errors().endsWith("tallywall: 2 sent, 1 left out\n"));
    QVERIFY(waitUntil([&] { return stream.events().size() == 3; }));
    QCOMPARE(numbersOf(stream), (QList<int>{1, 1, 2}));
}

void SendLinesTest::aLineThatTheWallRefusesIsNamed()
{
    const QByteArray refusal = ScriptedServer::answer("422 Unprocessable Content", R"({"detail":"not this one"})");
    const QByteArray taken = ScriptedServer::answer("201 Created", "{}");
    // All three, the first one, the other two, the second one.
    ScriptedServer strict({refusal, taken, refusal, refusal, taken});
    ClientProgram program(sending(strict.url(), {u"--data=-"_s}));
    QVERIFY(runWith(program, numbered(1, 3)));
    QCOMPARE(program.code(), 1);
    QCOMPARE(program.errors(),
             "tallywall: line 2: it answers 422: not this one\n"
             "tallywall: 1 sent; stopped at line 2, go on there with --from 2\n"_ba);
    QCOMPARE(strict.requests().size(), 4);
    ScriptedServer lenient({refusal, taken, refusal, refusal, taken});
    ClientProgram goesOn(sending(lenient.url(), {u"--data=-"_s, u"--keep-going"_s}));
    QVERIFY(runWith(goesOn, numbered(1, 3)));
    QCOMPARE(goesOn.code(), 1);
    QVERIFY(goesOn.errors().endsWith("tallywall: 2 sent, 1 left out\n"));
    QVERIFY(lenient.requests().constLast().endsWith("\"data\":{\"n\":3}}"));
}

void SendLinesTest::whatHoldsForEveryLineEndsItAllTheSame()
{
    ScriptedServer closed({ScriptedServer::answer("403 Forbidden")});
    ClientProgram many(sending(closed.url(), {u"--data=-"_s, u"--keep-going"_s}));
    QVERIFY(runWith(many, numbered(1, 3)));
    QCOMPARE(many.code(), 1);
    QVERIFY2(many.errors().startsWith("tallywall: lines 1 to 3 were not sent: it answers 403"),
             many.errors().constData());
    QVERIFY(many.errors().endsWith("tallywall: 0 sent; stopped at line 1, go on there with --from 1\n"));
    ClientProgram one(sending(closed.url(), {u"--data=-"_s, u"--keep-going"_s}));
    QVERIFY(runWith(one, numbered(1, 1)));
    QVERIFY2(one.errors().startsWith("tallywall: line 1 was not sent: it answers 403"), one.errors().constData());
    QCOMPARE(closed.requests().size(), 2);
}

void SendLinesTest::everyWrongLineIsLeftOutInItsTurn()
{
    constexpr int count = 400;
    const auto price = [](int n) { return R"({"symbol":"ACME","price":)" + QByteArray::number(n) + "}\n"; };
    QByteArray input;
    for (int n = 1; n <= count; ++n)
        input += n == 7 ? "{\"symbol\":\n" : n % 100 == 50 ? "{\"symbol\":\"ACME\"}\n" : price(n); // 5 of them
    Wall wall;
    QVERIFY(wall.start());
    ClientProgram program({u"send"_s, u"--to"_s, wall.url(), u"--collection=prices"_s, u"--type=changed"_s,
                           u"--lines=-"_s, u"--keep-going"_s});
    QVERIFY(runWith(program, input));
    QCOMPARE(program.code(), 1);
    const QByteArrayList said = program.errors().trimmed().split('\n');
    QCOMPARE(said.size(), 6);
    QVERIFY(said.at(0).startsWith("tallywall: line 7: it is not JSON"));
    for (int i = 1; i < 5; ++i) {
        const QByteArray begin = "tallywall: line " + QByteArray::number(i * 100 - 50)
                + ": it answers 422: field \"data";
        QVERIFY2(said.at(i).startsWith(begin), said.at(i).constData());
    }
    QCOMPARE(said.at(5), "tallywall: 395 sent, 5 left out"_ba);
    EventStream stream(wall.port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return stream.events().size() == count - 5; }));
    QList<int> stored;
    for (const LiveEvent &event : stream.events())
        stored << event.data["price"_L1].toInt();
    QList<int> right = upTo(count);
    right.removeIf([](int n) { return n == 7 || n % 100 == 50; });
    QCOMPARE(stored, right);
}

void SendLinesTest::theInputIsReadNoFasterThanItIsSent()
{
    const QByteArray input = numbered(1, 500'000);
    // No answer to the third one.
    const QByteArray taken = ScriptedServer::answer("201 Created", "{}");
    ScriptedServer server({taken, taken, {}});
    ClientProgram program(sending(server.url(), {u"--data=-"_s}));
    program.process.start();
    program.process.write(input);
    QVERIFY(waitUntil([&] { return server.requests().size() == 3; }));
    // A pipe and two chunks, and what Qt hands over at a time, are far less than this.
    QVERIFY(program.process.bytesToWrite() > input.size() - 1024 * 1024);
}

void SendLinesTest::aKilledWallLosesNothingAndHasNothingTwice()
{
    constexpr int count = 2000;
    Wall wall;
    QVERIFY(wall.start());
    ClientProgram program(sending(wall.url(), {u"--data=-"_s}));
    program.process.start();
    program.process.write(numbered(1, count / 2));
    {
        EventStream stream(wall.port(), "/events?since=0");
        QVERIFY(waitUntil([&] { return stream.events().size() >= 300; }));
    }
    wall.kill();
    program.process.write(numbered(count / 2 + 1, count / 2));
    program.process.closeWriteChannel();
    QVERIFY(waitUntil([&] { return program.errors().contains("trying again"); }));
    QVERIFY(wall.start());
    QVERIFY(program.waitForEnd(1min));
    QVERIFY2(program.code() == 0, program.errors().constData());
    EventStream all(wall.port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return !all.events().isEmpty() && numbersOf(all).constLast() == count; }));
    QCOMPARE(numbersOf(all), upTo(count)); // those that were under way, too: once
}

void SendLinesTest::anInterruptionSaysHowFarItCame()
{
    Wall wall;
    QVERIFY(wall.start());
    EventStream stream(wall.port(), "/events");
    ClientProgram program(sending(wall.url(), {u"--data=-"_s}));
    program.process.start();
    program.process.write(numbered(1, 10)); // and no end yet
    QVERIFY(waitUntil([&] { return stream.events().size() == 10; }));
    ::kill(static_cast<pid_t>(program.process.processId()), SIGINT);
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.code(), 130);
    QCOMPARE(program.errors(), "tallywall: 10 sent; stopped before line 11, go on there with --from 11\n"_ba);
}

void SendLinesTest::itGoesOnFromALine()
{
    Wall wall;
    QVERIFY(wall.start());
    ClientProgram program(sending(wall.url(), {u"--lines=-"_s, u"--from=5"_s}));
    QVERIFY(runWith(program, "no JSON\n\n" + numbered(3, 5)));
    QVERIFY2(program.code() == 0, program.errors().constData());
    QCOMPARE(program.errors(), "tallywall: 3 sent\n"_ba);
    EventStream stream(wall.port(), "/events?since=0");
    QVERIFY(waitUntil([&] { return stream.events().size() == 3; }));
    QCOMPARE(numbersOf(stream), (QList<int>{5, 6, 7}));
}

void SendLinesTest::aLineThatIsNotThereIsTold()
{
    ClientProgram program(sending(u"http://127.0.0.1:9"_s, {u"--lines=-"_s, u"--from=5"_s}));
    QVERIFY(runWith(program, numbered(1, 3)));
    QCOMPARE(program.code(), 1);
    QVERIFY2(program.errors().contains("there is no line 5: the input ends before line 4"),
             program.errors().constData());
}

void SendLinesTest::oneValueOfManyLinesIsExplained()
{
    ClientProgram program(sending(u"http://127.0.0.1:9"_s, {u"--data=@-"_s}));
    QVERIFY(runWith(program, "{\n  \"n\": 1\n}\n"));
    QCOMPARE(program.code(), 1);
    QVERIFY2(program.errors().contains("Each line is an event of its own: \"jq -c .\""), program.errors().constData());
}

void SendLinesTest::theShareOfAFileIsTold()
{
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(numbered(1, 20'000)) > 0 && file.flush());
    // No answer to the third one.
    const QByteArray taken = ScriptedServer::answer("201 Created", "{}");
    ScriptedServer server({taken, taken, {}});
    ClientProgram program(sending(server.url(), {u"--progress"_s, u"--lines"_s, file.fileName()}));
    program.process.start();
    QVERIFY(waitUntil([&] { return program.errors().contains(" %\n"); }));
}

QTEST_GUILESS_MAIN(SendLinesTest)
#include "send_lines_test.moc"
