// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

QByteArray written(QStringView text)
{
    QByteArray out;
    appendJsonString(out, text);
    return out;
}

template<typename T>
QByteArray number(T value)
{
    QByteArray out;
    appendJsonNumber(out, value);
    return out;
}

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsEscaped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << u""_s << "\"\""_ba;
        QTest::newRow("plain") << u"Ada"_s << "\"Ada\""_ba;
        QTest::newRow("quotes and backslashes") << u"\"\\"_s << "\"\\\"\\\\\""_ba;
        QTest::newRow("a slash stays") << u"</script>"_s << "\"</script>\""_ba;
        QTest::newRow("line ends and tabs") << u"a\r\n\tb"_s << R"("a\r\n\tb")"_ba;
        QTest::newRow("other controls") << u"\u0001\u001f\u007f"_s << R"("\u0001\u001f\u007f")"_ba;
        QTest::newRow("a zero in the middle") << QString::fromUtf16(u"a\0b", 3) << R"("a\u0000b")"_ba;
        QTest::newRow("line and paragraph separator") << u"a\u2028b\u2029c"_s << R"("a\u2028b\u2029c")"_ba;
        QTest::newRow("their neighbours stay") << u"\u2027\u202a\u2080\u20ac"_s << "\"\u2027\u202a\u2080\u20ac\""_ba;
        QTest::newRow("beyond the first plane") << u"😀"_s << "\"😀\""_ba;
        QTest::newRow("half a pair") << QString(QChar(0xd83d)) << "\"\uFFFD\""_ba;
        QTest::newRow("half a pair among letters") << u"a"_s + QChar(0xde00) + u"b"_s << "\"a\uFFFDb\""_ba;
    }
    void textIsEscaped()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, json);
        QCOMPARE(written(text), json);
        if (text.isValidUtf16()) {
            const QJsonDocument back = QJsonDocument::fromJson('[' + json + ']');
            QCOMPARE(back.array().at(0).toString(), text);
        }
    }

    void everyCharacterOfTheFirstPlaneComesBack()
    {
        for (char16_t c = 0; c < 0xd800; ++c) {
            const QString text = QString(QChar(c)) + u'x' + QChar(c);
            const QByteArray json = written(text);
            QVERIFY(!json.contains('\n') && !json.contains('\r'));
            QCOMPARE(QJsonDocument::fromJson('[' + json + ']').array().at(0).toString(), text);
        }
    }

    void utf8ThatIsCutOffIsNotReadPastItsEnd()
    {
        QByteArray out;
        appendJsonUtf8(out, QByteArrayView("a\xe2\x80"));
        QCOMPARE(out, "\"a\xe2\x80\""_ba);
        out.clear();
        appendJsonUtf8(out, QByteArrayView("\xe2"));
        QCOMPARE(out, "\"\xe2\""_ba);
        out.clear();
        appendJsonUtf8(out, QByteArrayView());
        QCOMPARE(out, "\"\""_ba);
    }

    void numbersAreTheShortestThatReadBack_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("zero") << 0.0 << "0"_ba;
        QTest::newRow("negative zero") << -0.0 << "0"_ba;
        QTest::newRow("whole") << 12.0 << "12"_ba;
        QTest::newRow("two places") << 12.34 << "12.34"_ba;
        QTest::newRow("a tenth") << 0.1 << "0.1"_ba;
        QTest::newRow("a sum that is not") << 0.1 + 0.2 << "0.30000000000000004"_ba;
        QTest::newRow("negative") << -1.5 << "-1.5"_ba;
        QTest::newRow("small") << 1e-7 << "1e-07"_ba;
        QTest::newRow("large") << 1e21 << "1e+21"_ba;
        QTest::newRow("the largest") << std::numeric_limits<double>::max() << "1.7976931348623157e+308"_ba;
        QTest::newRow("the smallest") << std::numeric_limits<double>::denorm_min() << "5e-324"_ba;
    }
    void numbersAreTheShortestThatReadBack()
    {
        QFETCH(double, value);
        QFETCH(QByteArray, json);
        QCOMPARE(number(value), json);
        bool ok = false;
        QVERIFY(json.toDouble(&ok) == value && ok);
    }

    void wholeNumbersKeepEveryDigit()
    {
        QCOMPARE(number(qint64(0)), "0"_ba);
        QCOMPARE(number(std::numeric_limits<qint64>::max()), "9223372036854775807"_ba);
        QCOMPARE(number(std::numeric_limits<qint64>::min()), "-9223372036854775808"_ba);
    }

    void whatIsNotJsonIsRefusedWithTheByte_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("nothing") << ""_ba << u"the body is empty"_s;
        QTest::newRow("blanks") << " \r\n\t"_ba << u"the body is empty"_s;
        QTest::newRow("a word") << "hello"_ba << u"at byte 1"_s;
        QTest::newRow("no value") << "{\"a\":}"_ba << u"at byte 6"_s;
        QTest::newRow("cut off") << "{\"a\":1"_ba << u"at byte"_s;
        QTest::newRow("more behind it") << "{} x"_ba << u"at byte 3"_s;
        QTest::newRow("two of them") << "{}{}"_ba << u"at byte 2"_s;
        QTest::newRow("not a number") << "{\"a\":NaN}"_ba << u"at byte 5"_s;
        QTest::newRow("more than a double holds") << "{\"a\":1e999}"_ba << u"at byte"_s;
        QTest::newRow("single quotes") << "{'a':1}"_ba << u"at byte 2"_s;
        QTest::newRow("a comma too many") << "[1,]"_ba << u"at byte 4"_s;
        QTest::newRow("not UTF-8") << "{\"a\":\"\xff\"}"_ba << u"at byte 6"_s;
        QTest::newRow("nested without end") << QByteArray(100'000, '[') << u"at byte 1025"_s;
        QTest::newRow("a zero byte") << QByteArray("{}\0", 3) << u"at byte 2"_s;
    }
    void whatIsNotJsonIsRefusedWithTheByte()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, sentence);
        for (const auto &error : {parseJson(text).error(), parseJsonObject(text).error()}) {
            QCOMPARE(error.code, ErrorCode::NotUnderstood);
            QVERIFY2(error.message.contains(sentence), qPrintable(error.message));
        }
    }

    void anArrayIsJsonAndNotAnObject()
    {
        const auto value = parseJson("[1,2]");
        QVERIFY(value);
        QVERIFY(value->isArray());
        const auto object = parseJsonObject("[1,2]");
        QVERIFY(!object);
        QCOMPARE(object.error().code, ErrorCode::Invalid);
        QCOMPARE(object.error().sentence(), u"expected a JSON object"_s);
    }

    void anObjectIsRead()
    {
        const auto object = parseJsonObject("\r\n {\"a\":\"x\",\"b\":9007199254740993} ");
        QVERIFY(object);
        QCOMPARE(object->value("a"_L1).toString(), u"x"_s);
        QCOMPARE(object->value("b"_L1).toInteger(), 9007199254740993LL);
    }

    // SQLite, UTF-8 and the browser each make something else of half a pair: what is let in is what comes out again.
    void halfAPairNeverComesIn_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("high") << R"("x\ud800y")"_ba << u"x\uFFFDy"_s;
        QTest::newRow("low") << R"("\uDC00")"_ba << u"\uFFFD"_s;
        QTest::newRow("the wrong way round") << R"("\ude00\ud83d")"_ba << u"\uFFFD\uFFFD"_s;
        QTest::newRow("two beginnings") << R"("\ud83d\ud83d\ude00")"_ba << u"\uFFFD😀"_s;
        QTest::newRow("at the end") << R"("\ude00\ud83d")"_ba << u"\uFFFD\uFFFD"_s;
        QTest::newRow("an escaped backslash") << "\"\\\\ud800\\\\\\ud800\""_ba << u"\\ud800\\\uFFFD"_s;
        QTest::newRow("among other escapes") << R"("\n\u00e9\ud800\t")"_ba << u"\né\uFFFD\t"_s;
        QTest::newRow("a whole one stays") << R"("\ud83d\ude00")"_ba << u"😀"_s;
    }
    void halfAPairNeverComesIn()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        const auto object = parseJsonObject("{\"plain\":1,\"text\":" + json + ",\"deep\":[{\"text\":" + json + "}]}");
        QVERIFY(object);
        QCOMPARE(object->value("text"_L1).toString(), text);
        QCOMPARE(object->value("deep"_L1)[0]["text"_L1].toString(), text);
        QCOMPARE(object->value("plain"_L1).toInteger(), 1);
        const auto array = parseJson("[" + json + "]");
        QVERIFY(array);
        QCOMPARE(array->toArray().at(0).toString(), text);
    }

    void halfAPairNeverComesInAsAName()
    {
        QCOMPARE(parseJsonObject(R"({"\ud800":1})")->keys(), QStringList{u"\uFFFD"_s});
    }

    void halfAnEscapeIsAMistake()
    {
        for (const char *json :
             {"[\"\\ud8\"]", "[\"\\ud8", "[\"\\ud800\\u\"]", "[\"\\ud800\\", "[\"\\ud80g\"]", "\\ud800"})
            QVERIFY2(!parseJson(json), json);
    }

    // Would not end within the time of a test if each of them moved all that follows.
    void aMillionHalvesAreRead()
    {
        const auto array = parseJson('[' + "\"\\ud800\","_ba.repeated(1'000'000) + "1]");
        QVERIFY(array);
        QCOMPARE(array->toArray().size(), 1'000'001);
    }

    void nestingIsCounted_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("depth");
        QTest::newRow("nothing") << ""_ba << 0;
        QTest::newRow("a single value") << "12"_ba << 0;
        QTest::newRow("one object") << "{}"_ba << 1;
        QTest::newRow("beside each other") << R"([[1],{"a":[]},[]])"_ba << 3;
        QTest::newRow("in a text") << "[\"[[[{\\\"{{\", \"]\"]"_ba << 1;
        QTest::newRow("behind an escaped backslash") << "[\"\\\\\",[]]"_ba << 2;
    }
    void nestingIsCounted()
    {
        QFETCH(QByteArray, json);
        QTEST(jsonDepth(json), "depth");
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
