// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/json_line.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

class JsonLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyOneValueIsJson_data();
    void anyOneValueIsJson();
    void whatCameIsOneLineThatControlsNothing_data();
    void whatCameIsOneLineThatControlsNothing();
    void theDataOfAnEnvelopeStandsAlone();
};

void JsonLineTest::anyOneValueIsJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isJson");
    for (const char *text : {"1", " -2.5e3 ", "\"a\"", "null", "true", "[1,2]", "{\"a\":\n[1]}"})
        QTest::newRow(text) << QByteArray(text) << true;
    for (const char *text :
         {"", " ", "1,2", "1],[2", "1}", "{\"a\":1", "a", "'a'", "1,\"collection\":\"b\"", "[1] [2]"})
        QTest::newRow(text) << QByteArray(text) << false;
}

void JsonLineTest::anyOneValueIsJson()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isJson);
    QCOMPARE(jsonProblem(text).isEmpty(), isJson);
}

void JsonLineTest::whatCameIsOneLineThatControlsNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("an object keeps its digits") << "{ \"a\" : 2.50,\n\"b\":[1] }"_ba
                                                << R"({"a":2.50,"b":[1]})"_ba;
    QTest::newRow("DEL and C1") << "{\"a\":\"\x7f\xc2\x9b"
                                   "1m\xc3\xa9\"}"_ba
                                << "{\"a\":\"\\u007f\\u009b1m\xc3\xa9\"}"_ba;
    QTest::newRow("a control that JSON does not allow") << "{\"a\":\"\x1b[2J\"}"_ba
                                                        << R"({"a":"\u001b[2J"})"_ba;
    QTest::newRow("no JSON") << "\x1b[2J\nhello \x80"_ba
                             << "\"\\u001b[2J\\nhello \xef\xbf\xbd\""_ba;
    QTest::newRow("nothing") << ""_ba
                             << "\"\""_ba;
}

void JsonLineTest::whatCameIsOneLineThatControlsNothing()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, line);
    QCOMPARE(jsonLine(text), line);
}

void JsonLineTest::theDataOfAnEnvelopeStandsAlone()
{
    QCOMPARE(dataLine(R"({"id":1,"data":{"b": 1.50, "a":[2]}})"), R"({"b":1.50,"a":[2]})"_ba);
    QCOMPARE(dataLine(R"({"id":1,"data":"a\u001bb"})"), R"("a\u001bb")"_ba);
    QCOMPARE(dataLine(R"({"id":1})"), "null"_ba);
    QCOMPARE(dataLine("no JSON"), "null"_ba);
}

QTEST_APPLESS_MAIN(JsonLineTest)
#include "json_line_test.moc"
