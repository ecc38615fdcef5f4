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
    void aMemberStandsAloneAsItCame_data();
    void aMemberStandsAloneAsItCame();
    void whatIsNoObjectHasNoMember();
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
    QTest::newRow("what is not plain keeps its order") << R"({"id":1, "b":12345678901234567890,"a":1e1})"_ba
                                                       << R"({"id":1,"b":12345678901234567890,"a":1e1})"_ba;
    QTest::newRow("a line end within a text") << "{\"b\":\"\n\",\n\"a\":1}"_ba
                                              << R"({"b":"\u000a","a":1})"_ba;
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

void JsonLineTest::aMemberStandsAloneAsItCame_data()
{
    QTest::addColumn<QByteArray>("envelope");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("plain") << R"({"id":1,"data":{"b": 1.50, "a":[2]}})"_ba
                           << R"({"b":1.50,"a":[2]})"_ba;
    QTest::newRow("a control") << R"({"id":1,"data":"a\u001bb"})"_ba
                               << R"("a\u001bb")"_ba;
    QTest::newRow("none") << R"({"id":1})"_ba
                          << ""_ba;
    QTest::newRow("not plain") << R"( {"id":1, "x":"\",\"data\":", "data" : {"b":1e1, "a":12345678901234567890}} )"_ba
                               << R"({"b":1e1,"a":12345678901234567890})"_ba;
    QTest::newRow("not plain, and none") << R"({"id":12345678901234567890,"x":{"data":1}})"_ba
                                         << ""_ba;
    QTest::newRow("deep") << R"({"id":1,"data":)"_ba + QByteArray(500, '[') + QByteArray(500, ']') + '}'
                          << QByteArray(500, '[') + QByteArray(500, ']');
}

void JsonLineTest::aMemberStandsAloneAsItCame()
{
    QFETCH(QByteArray, envelope);
    QFETCH(QByteArray, data);
    const auto member = memberLine(envelope, "data");
    QVERIFY(member);
    QCOMPARE(*member, data);
}

void JsonLineTest::whatIsNoObjectHasNoMember()
{
    for (const char *text : {"no JSON", "", "[1]", "{\"data\":1", "{\"data\":1} 2"})
        QVERIFY2(!memberLine(text, "data"), text);
}

QTEST_APPLESS_MAIN(JsonLineTest)
#include "json_line_test.moc"
