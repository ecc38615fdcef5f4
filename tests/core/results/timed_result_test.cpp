// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"
#include "core/results/timed_result.h"

#include <QJsonArray>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace

class TimedResultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void validResultsPass_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("time");
        QTest::newRow("usual") << u"Ada"_s << 12.34;
        QTest::newRow("no time at all") << u"Ada"_s << 0.0;
        QTest::newRow("one character") << u"x"_s << 1.0;
        QTest::newRow("200 letters") << QString(200, u'x') << 1.0;
        QTest::newRow("200 emoji") << u"😀"_s.repeated(200) << 1.0;
        QTest::newRow("blanks around") << u" Ada "_s << 1.0;
        QTest::newRow("HTML stays text") << u"<b onclick=x>&amp;"_s << 1.0;
        QTest::newRow("the smallest") << u"Ada"_s << std::numeric_limits<double>::denorm_min();
        QTest::newRow("the largest") << u"Ada"_s << std::numeric_limits<double>::max();
    }
    void validResultsPass()
    {
        QFETCH(QString, name);
        QFETCH(double, time);
        const auto checked = checkResult({name, time});
        QVERIFY(checked);
        QCOMPARE(checked->name, name);
        QVERIFY(checked->time == time);
    }

    void invalidResultsAreRefusedWithTheField_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("time");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("empty") << u""_s << 1.0 << u"field \"name\": must not be empty"_s;
        QTest::newRow("null") << QString() << 1.0 << u"field \"name\": must not be empty"_s;
        QTest::newRow("blank") << u" \t\r\n"_s << 1.0 << u"field \"name\": must not be empty"_s;
        QTest::newRow("blank in Unicode") << u"\u00a0\u2003\u3000"_s << 1.0 << u"field \"name\": must not be empty"_s;
        QTest::newRow("201 letters") << QString(201, u'x') << 1.0
                                     << u"field \"name\": has 201 characters, at most 200 are allowed"_s;
        QTest::newRow("201 emoji") << u"😀"_s.repeated(201) << 1.0
                                   << u"field \"name\": has 201 characters, at most 200 are allowed"_s;
        QTest::newRow("halves of pairs count, too") << QString(201, QChar(0xdc00)) << 1.0
                                                    << u"field \"name\": has 201 characters, at most 200 are allowed"_s;
        QTest::newRow("negative") << u"Ada"_s << -0.001 << u"field \"time\": must not be negative"_s;
        QTest::newRow("NaN") << u"Ada"_s << notANumber << u"field \"time\": expected a finite number of seconds"_s;
        QTest::newRow("infinite") << u"Ada"_s << infinity << u"field \"time\": expected a finite number of seconds"_s;
        QTest::newRow("infinitely early")
                << u"Ada"_s << -infinity << u"field \"time\": expected a finite number of seconds"_s;
    }
    void invalidResultsAreRefusedWithTheField()
    {
        QFETCH(QString, name);
        QFETCH(double, time);
        const auto checked = checkResult({name, time});
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::Invalid);
        QTEST(checked.error().sentence(), "sentence");
    }

    void negativeZeroBecomesZero()
    {
        const auto checked = checkResult({u"Ada"_s, -0.0});
        QVERIFY(checked);
        QVERIFY(!std::signbit(checked->time));
    }

    void jsonIsRead()
    {
        const auto object = parseJsonObject(R"({"name":"Ad\u00e4","time":12.34,"id":99,"extra":{"a":[1]}})");
        QVERIFY(object);
        const auto input = resultInputFromJson(*object);
        QVERIFY(input);
        QCOMPARE(*input, (ResultInput{u"Adä"_s, 12.34}));
        QCOMPARE(resultInputFromJson(*parseJsonObject(R"({"name":"Ada","time":12})"))->time, 12.0);
    }

    void wrongJsonNamesTheFieldAndWhatWasFound_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &json, const QString &sentence) {
            QTest::newRow(name) << json << sentence;
        };
        row("nothing", "{}", u"field \"name\": expected a string, found nothing"_s);
        row("no time", R"({"name":"Ada"})", u"field \"time\": expected a number of seconds, found nothing"_s);
        row("no name", R"({"time":1})", u"field \"name\": expected a string, found nothing"_s);
        row("another case", R"({"Name":"Ada","time":1})", u"field \"name\": expected a string, found nothing"_s);
        row("null name", R"({"name":null,"time":1})", u"field \"name\": expected a string, found null"_s);
        row("number as name", R"({"name":7,"time":1})", u"field \"name\": expected a string, found a number"_s);
        row("array as name", R"({"name":["Ada"],"time":1})", u"field \"name\": expected a string, found an array"_s);
        row("object as name", R"({"name":{},"time":1})", u"field \"name\": expected a string, found an object"_s);
        row("text as time", R"({"name":"Ada","time":"12.34"})",
            u"field \"time\": expected a number of seconds, found a string"_s);
        row("boolean as time", R"({"name":"Ada","time":true})",
            u"field \"time\": expected a number of seconds, found a boolean"_s);
        row("null time", R"({"name":"Ada","time":null})",
            u"field \"time\": expected a number of seconds, found null"_s);
        row("negative time", R"({"name":"Ada","time":-1})", u"field \"time\": must not be negative"_s);
        row("blank name", R"({"name":"  ","time":1})", u"field \"name\": must not be empty"_s);
    }
    void wrongJsonNamesTheFieldAndWhatWasFound()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, sentence);
        const auto object = parseJsonObject(json);
        QVERIFY(object);
        const auto input = resultInputFromJson(*object);
        QVERIFY(!input);
        QCOMPARE(input.error().code, ErrorCode::Invalid);
        QCOMPARE(input.error().sentence(), sentence);
        const auto placed = resultInputFromJson(*object, u"record 3"_s);
        QVERIFY(!placed);
        QCOMPARE(placed.error().sentence(), u"record 3, "_s + sentence);
    }

    void theRecordIsExact()
    {
        const TimedResult result{ResultId(7), u"Ada \"\u2028\""_s, 12.34, fromUnixMs(1'795'214'160'123)};
        QCOMPARE(
                resultJson(result),
                "{\"id\":7,\"name\":\"Ada \\\"\\u2028\\\"\",\"time\":12.34,\"created\":\"2026-11-20T22:36:00.123Z\"}"_ba);
        QByteArray list("[");
        appendResultJson(list, result);
        QCOMPARE(list, "[" + resultJson(result));
    }

    void theRecordReadsBack_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("time");
        QTest::newRow("usual") << u"Ada"_s << 12.34;
        QTest::newRow("odd characters") << u"\"\\\n\u2028😀</script>"_s << 0.1 + 0.2;
        QTest::newRow("limits") << u"😀"_s.repeated(200) << std::numeric_limits<double>::max();
    }
    void theRecordReadsBack()
    {
        QFETCH(QString, name);
        QFETCH(double, time);
        const TimedResult result{ResultId(9'223'372'036'854'775'807), name, time, fromUnixMs(-1)};
        const auto object = parseJsonObject(resultJson(result));
        QVERIFY(object);
        const auto back = resultFromJson(*object);
        QVERIFY(back);
        QCOMPARE(*back, result);
    }

    void whatIsNotARecordIsRefused()
    {
        for (const char *json : {R"({"name":"Ada","time":1})", R"({"id":1,"name":"Ada","time":1})",
                                 R"({"id":0,"name":"Ada","time":1,"created":"2026-11-20T22:36:00.123Z"})",
                                 R"({"id":1,"name":"Ada","time":1,"created":"yesterday"})",
                                 R"({"id":1,"time":1,"created":"2026-11-20T22:36:00.123Z"})"}) {
            const auto back = resultFromJson(*parseJsonObject(json));
            QVERIFY2(!back, json);
            QCOMPARE(back.error().code, ErrorCode::Invalid);
        }
    }

    void ordersHaveNames()
    {
        QCOMPARE(*resultOrderFromText(u""), ResultOrder::Newest);
        QCOMPARE(*resultOrderFromText(u"newest"), ResultOrder::Newest);
        QCOMPARE(*resultOrderFromText(u"fastest"), ResultOrder::Fastest);
        QCOMPARE(*resultOrderFromText(u"name"), ResultOrder::Name);
        const auto other = resultOrderFromText(u"Fastest; DROP TABLE results");
        QVERIFY(!other);
        QCOMPARE(other.error().code, ErrorCode::Invalid);
        QVERIFY(other.error().sentence().startsWith(u"parameter \"order\": expected newest, fastest or name"_s));
    }
};

QTEST_GUILESS_MAIN(TimedResultTest)
#include "timed_result_test.moc"
