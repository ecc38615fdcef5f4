// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is read without a tree of values means the same as with one; what is not plain, and every mistake, is left alone.
#include "core/json.h"
#include "core/plain_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

// {"1":1,"2":1,…}
QByteArray members(std::size_t count)
{
    QByteArray object("{");
    for (std::size_t i = 1; i <= count; ++i)
        object += (i > 1 ? ",\"" : "\"") + QByteArray::number(i) + "\":1";
    return object + '}';
}

} // namespace

class PlainJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itMeansWhatTheParserReads_data();
    void itMeansWhatTheParserReads();
    void whatIsNotPlainIsLeftAlone_data();
    void whatIsNotPlainIsLeftAlone();
    void itNeverTakesWhatTheParserRefuses();
    void valuesAreWhatTheyAre();
    void anArrayIsCutIntoItsElements_data();
    void anArrayIsCutIntoItsElements();
    void whatIsNoArrayIsNotCut_data();
    void whatIsNoArrayIsNotCut();
    void anArrayIsJsonWhereItsElementsAre();
};

void PlainJsonTest::itMeansWhatTheParserReads_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const QByteArray &json :
         {R"({"a":1})"_ba, R"( { "a" : 1 , "b" : [ 1 , 2 ] } )"_ba, "\n{\r\n\t\"a\":\"b\"}\n"_ba,
          R"({"a":"x \" y \\ z"})"_ba, R"({"a":"\u00e9\n\/","b":"é☺😀"})"_ba, R"({"a":{"b":{"c":[[],{},[{}]]}}})"_ba,
          R"({"a":null,"b":true,"c":false})"_ba, R"({"a":-0.5e-7,"b":0,"c":10,"d":1E+9,"e":12345678901234567})"_ba,
          R"({"a":[12345678901234567890,-18446744073709551615.5]})"_ba, members(PlainObject::mostMembers),
          R"({"":""})"_ba, R"({"a":"[{,:}]"})"_ba})
        QTest::newRow(json.constData()) << json;
}

void PlainJsonTest::itMeansWhatTheParserReads()
{
    QFETCH(QByteArray, json);
    const auto plain = PlainObject::read(json);
    const auto thorough = parseJsonObject(json);
    QVERIFY(plain && thorough);
    QByteArray again("{");
    for (const QString &key : thorough->keys()) {
        const QByteArrayView value = plain->value(key.toUtf8());
        QVERIFY(!value.isNull());
        again += (again.size() > 1 ? ",\"" : "\"") + key.toUtf8() + "\":" + compactJson(value);
    }
    const auto reread = parseJsonObject(again + '}');
    QVERIFY(reread);
    QCOMPARE(*reread, *thorough);
    QVERIFY(plain->value("nothing").isNull());
}

void PlainJsonTest::whatIsNotPlainIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const QByteArray &json : {""_ba,
                                   "{}"_ba,
                                   "[]"_ba,
                                   "1"_ba,
                                   "{"_ba,
                                   R"({"a"})"_ba,
                                   R"({"a":})"_ba,
                                   R"({"a":1,})"_ba,
                                   R"({"a":1}})"_ba,
                                   R"({"a":1} x)"_ba,
                                   R"({"a":01})"_ba,
                                   R"({"a":1.})"_ba,
                                   R"({"a":.5})"_ba,
                                   R"({"a":+1})"_ba,
                                   R"({"a":1e})"_ba,
                                   R"({"a":1e400})"_ba,
                                   R"({"a":NaN})"_ba,
                                   R"({"a":)" + QByteArray(201, '1') + '}',
                                   R"({'a':1})"_ba,
                                   R"({a:1})"_ba,
                                   R"({"a":"b)"_ba,
                                   R"({"a":"\x"})"_ba,
                                   R"({"a":"\u12"})"_ba,
                                   R"({"a":"\ud83d\ude00"})"_ba,
                                   R"({"a":"\uDC00"})"_ba,
                                   "{\"a\":\"\n\"}"_ba,
                                   "{\"a\":\"\xff\"}"_ba,
                                   "{\"a\":\"\xed\xa0\x80\"}"_ba,
                                   R"({"a":1,"a":2})"_ba,
                                   R"({"\u0061":1})"_ba,
                                   R"({"a":1/*x*/})"_ba,
                                   "\xef\xbb\xbf{\"a\":1}"_ba,
                                   R"({"a":tru})"_ba,
                                   R"({"a":[1 2]})"_ba,
                                   members(PlainObject::mostMembers + 1),
                                   R"({"a":)" + QByteArray(40, '[') + QByteArray(40, ']') + '}'})
        QTest::newRow(json.isEmpty() ? "nothing" : json.left(60).toPercentEncoding().constData()) << json;
}

void PlainJsonTest::whatIsNotPlainIsLeftAlone()
{
    QFETCH(QByteArray, json);
    QVERIFY(!PlainObject::read(json));
}

void PlainJsonTest::itNeverTakesWhatTheParserRefuses()
{
    // Right texts with a byte changed, left out or doubled, at random but the same ones each time.
    QRandomGenerator random(20261121);
    const QByteArray right
            = R"({"collection":"orders","type":"paid","data":{"a":[1,-2.5e3,"x\"\u00e9"],"b":null},"store":false})";
    int taken = 0;
    for (int i = 0; i < 200'000; ++i) {
        QByteArray text = right;
        for (int change = random.bounded(3); change >= 0; --change) {
            const qsizetype at = random.bounded(text.size());
            switch (random.bounded(4)) {
            case 0: text[at] = char(random.bounded(256)); break;
            case 1: text[at] = QByteArrayView("{}[]\",:\\0-.e tn")[random.bounded(15)]; break;
            case 2: text.remove(at, 1); break;
            default: text.insert(at, text.at(at)); break;
            }
        }
        if (!PlainObject::read(text))
            continue;
        ++taken;
        QVERIFY2(parseJsonObject(text), text.constData());
    }
    QVERIFY(taken > 1000);
}

void PlainJsonTest::valuesAreWhatTheyAre()
{
    QCOMPARE(plainUtf8("\"é\""), std::optional(QByteArrayView("é")));
    QVERIFY(!plainUtf8("\"\\n\""));
    QVERIFY(!plainUtf8("1"));
    QVERIFY(!plainUtf8({}));
    QCOMPARE(plainNumber("-12.5e1"), std::optional(-125.0));
    QVERIFY(!plainNumber("\"1\""));
    QVERIFY(!plainNumber("null"));
    QVERIFY(!plainNumber({}));
    QCOMPARE(plainBool("true"), std::optional(true));
    QCOMPARE(plainBool("false"), std::optional(false));
    QVERIFY(!plainBool("null"));
    const QByteArray spaced = R"({ "a b" : [ 1.10 , "x \" y" ] })";
    const QByteArray compact = R"({"a b":[1.10,"x \" y"]})";
    QCOMPARE(compactJson(spaced), compact);
    QCOMPARE(compactJson({}), QByteArray());
}

void PlainJsonTest::anArrayIsCutIntoItsElements_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArrayList>("elements");
    const auto row = [](const QByteArray &json, const QByteArrayList &elements) {
        QTest::newRow(json.constData()) << json << elements;
    };
    row("[]", {});
    row(" [ \n] ", {});
    row("[1]", {"1"});
    row("\t[ 1 ,\"a\"]\r\n", {" 1 ", "\"a\""});
    row(R"([{"a":[1,2]},[3,{}],"],["])", {R"({"a":[1,2]})", "[3,{}]", R"("],[")"});
    row(R"(["\"","\\",{"\"]":"[,"}])", {R"("\"")", R"("\\")", R"({"\"]":"[,"})"});
    row("[1,]", {"1", ""});
    row("[,]", {"", ""});
    row("[{]]", {"{]"}); // not looked into
}

void PlainJsonTest::anArrayIsCutIntoItsElements()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArrayList, elements);
    const auto cut = arrayElements(json);
    QVERIFY(cut);
    QByteArrayList found;
    for (const QByteArrayView element : *cut)
        found << element.toByteArray();
    QCOMPARE(found, elements);
}

void PlainJsonTest::whatIsNoArrayIsNotCut_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const QByteArray &json : {""_ba, " "_ba, "["_ba, "]"_ba, "{}"_ba, "1"_ba, "[1"_ba, "[1] 2"_ba, "[1],[2]"_ba,
                                   "[\"a]"_ba, R"(["\"])"_ba, "[[1]"_ba, "[1]]"_ba, "\v[1]"_ba})
        QTest::newRow(json.isEmpty() ? "nothing" : json.toPercentEncoding().constData()) << json;
}

void PlainJsonTest::whatIsNoArrayIsNotCut()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!arrayElements(json));
}

void PlainJsonTest::anArrayIsJsonWhereItsElementsAre()
{
    // A right text with a byte changed, left out or doubled, at random but the same ones each time.
    QRandomGenerator random(20261121);
    const QByteArray right = R"([{"a":"x\"],[","b":[1,{}]}, {"c":[[],"\\"]} ,{"d":{"e":-2.5}}])";
    const auto isObject = [](QByteArrayView text) { return parseJsonObject(text.toByteArray()).has_value(); };
    int cut = 0;
    for (int i = 0; i < 50'000; ++i) {
        QByteArray text = right;
        const qsizetype at = random.bounded(text.size());
        switch (random.bounded(3)) {
        case 0: text[at] = QByteArrayView("{}[]\",:\\0-.e tn")[random.bounded(15)]; break;
        case 1: text.remove(at, 1); break;
        default: text.insert(at, text.at(at)); break;
        }
        const auto elements = arrayElements(text);
        if (!elements || !std::all_of(elements->begin(), elements->end(), isObject))
            continue;
        ++cut;
        const auto whole = parseJson(text);
        QVERIFY2(whole && whole->toArray().size() == elements->size(), text.constData());
    }
    QVERIFY(cut > 1000);
}

QTEST_GUILESS_MAIN(PlainJsonTest)
#include "plain_json_test.moc"
