// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Context attributes and their headers, by the words of CloudEvents 1.0.2 and its HTTP Protocol Binding.
#include "core/cloudevents/attributes.h"
#include "core/cloudevents/media_type.h"
#include "core/json.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::cloudevents;

namespace {

// The required ones, with further members, which may replace them.
QJsonObject attributesWith(const QByteArray &json)
{
    QJsonObject all{{"specversion"_L1, "1.0"_L1}, {"id"_L1, "1"_L1}, {"source"_L1, "/a"_L1}, {"type"_L1, "t"_L1}};
    const QJsonObject more = *parseJsonObject(json);
    for (auto one = more.begin(); one != more.end(); ++one)
        all.insert(one.key(), one.value());
    return all;
}

} // namespace

class CloudEventsAttributesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersAreUnquotedAndDecodedOnce_data();
    void headersAreUnquotedAndDecodedOnce();
    void headersThatAreNotUtf8AreRefused_data();
    void headersThatAreNotUtf8AreRefused();
    void whatTheSpecificationAllowsIsTaken_data();
    void whatTheSpecificationAllowsIsTaken();
    void whatItForbidsIsRefusedWithItsField_data();
    void whatItForbidsIsRefusedWithItsField();
    void theRequiredAreRequired_data();
    void theRequiredAreRequired();
    void mediaTypesAreReadWithoutCase_data();
    void mediaTypesAreReadWithoutCase();
    void theModeIsThatOfTheContentType_data();
    void theModeIsThatOfTheContentType();
};

void CloudEventsAttributesTest::headersAreUnquotedAndDecodedOnce_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << "com.example.someevent"_ba << u"com.example.someevent"_s;
    QTest::newRow("the example") << "Euro%20%E2%82%AC%20%F0%9F%98%80"_ba << u"Euro € 😀"_s;
    QTest::newRow("lower-case digits") << "%e2%82%ac"_ba << u"€"_s;
    QTest::newRow("encoded without need") << "%61%62c"_ba << u"abc"_s;
    QTest::newRow("one round") << "%2541"_ba << u"%41"_s;
    QTest::newRow("quoted") << R"("a b")"_ba << u"a b"_s;
    QTest::newRow("quoted with escapes") << R"("a \"b\" \\ c")"_ba << uR"(a "b" \ c)"_s;
    QTest::newRow("quoted and encoded") << R"("a%20\"b")"_ba << u"a \"b"_s;
    QTest::newRow("a backslash outside of quotes") << R"(a\b)"_ba << uR"(a\b)"_s;
    QTest::newRow("no encoding") << "100% of %zz and %4"_ba << u"100% of %zz and %4"_s;
    QTest::newRow("empty") << ""_ba << u""_s;
}

void CloudEventsAttributesTest::headersAreUnquotedAndDecodedOnce()
{
    QFETCH(QByteArray, value);
    const auto text = headerText(value);
    QVERIFY(text);
    QTEST(*text, "text");
}

void CloudEventsAttributesTest::headersThatAreNotUtf8AreRefused_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("overlong") << "%C0%A0"_ba;
    QTest::newRow("cut") << "%E2%82"_ba;
    QTest::newRow("a surrogate") << "%ED%A0%80"_ba;
    QTest::newRow("Latin-1") << "caf\xe9"_ba;
}

void CloudEventsAttributesTest::headersThatAreNotUtf8AreRefused()
{
    QFETCH(QByteArray, value);
    const auto text = headerText(value);
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::Invalid);
}

void CloudEventsAttributesTest::whatTheSpecificationAllowsIsTaken_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const QByteArray &source :
         {"https://github.com/cloudevents"_ba, "mailto:cncf-wg-serverless@lists.cncf.io"_ba,
          "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66"_ba, "/cloudevents/spec/pull/123"_ba, "1-555-123-4567"_ba,
          "/a%20b?c=d#e"_ba, "https://[::1]:8080/"_ba})
        QTest::newRow(source.constData()) << R"({"source":")" + source + R"("})";
    for (const QByteArray &time : {"2018-04-05T17:31:00Z"_ba, "2018-04-05t17:31:00.123456789z"_ba,
                                   "1990-12-31T23:59:60Z"_ba, "1937-01-01T12:00:27.87+00:20"_ba})
        QTest::newRow(time.constData()) << R"({"time":")" + time + R"("})";
    QTest::newRow("extensions of each type") << R"({"text":"é 😀","truth":true,"count":-7,"empty":"","x1":"a"})"_ba;
    QTest::newRow("the ends of 32 bits") << R"({"low":-2147483648,"high":2147483647})"_ba;
    QTest::newRow("a long name") << R"({"anameofmorethantwentycharacters":"a"})"_ba;
    QTest::newRow("content type") << R"({"datacontenttype":"TEXT/Plain; CharSet=utf-8"})"_ba;
    QTest::newRow("schema") << R"({"dataschema":"https://example.com/schema#1"})"_ba;
    QTest::newRow("subject") << R"({"subject":"mynewfile.jpg"})"_ba;
    QTest::newRow("an id as long as may be") << R"({"id":")" + QByteArray(1024, 'x') + R"("})";
}

void CloudEventsAttributesTest::whatTheSpecificationAllowsIsTaken()
{
    QFETCH(QByteArray, json);
    const auto checked = checkAttributes(attributesWith(json));
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().sentence()));
}

void CloudEventsAttributesTest::whatItForbidsIsRefusedWithItsField_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &json, const QString &field) {
        QTest::newRow(name) << json << field;
    };
    row("another version", R"({"specversion":"0.3"})", u"specversion"_s);
    row("a version that is a number", R"({"specversion":1})", u"specversion"_s);
    row("an empty id", R"({"id":""})", u"id"_s);
    row("an id that is a number", R"({"id":7})", u"id"_s);
    row("an id that is too long", R"({"id":")" + QByteArray(1025, 'x') + R"("})", u"id"_s);
    row("an empty source", R"({"source":""})", u"source"_s);
    row("a source with a blank", R"({"source":"/a b"})", u"source"_s);
    row("a source beyond ASCII", R"({"source":"/é"})", u"source"_s);
    row("a source that is no URI", R"({"source":"http://[bad"})", u"source"_s);
    row("a source with a wrong encoding", R"({"source":"/%zz"})", u"source"_s);
    row("a source that is too long", R"({"source":"/)" + QByteArray(1024, 'x') + R"("})", u"source"_s);
    row("an empty type", R"({"type":""})", u"type"_s);
    row("an empty subject", R"({"subject":""})", u"subject"_s);
    row("a content type that is none", R"({"datacontenttype":"json"})", u"datacontenttype"_s);
    row("a schema that is relative", R"({"dataschema":"/schema"})", u"dataschema"_s);
    row("an empty schema", R"({"dataschema":""})", u"dataschema"_s);
    for (const QByteArray &time :
         {"2018-04-05"_ba, "2018-04-05 17:31:00Z"_ba, "2018-04-05T17:31:00"_ba, "2018-02-30T17:31:00Z"_ba,
          "2018-04-05T24:00:00Z"_ba, "2018-04-05T17:31:00+0200"_ba, "yesterday"_ba, "2018-04-05T17:31:00Z "_ba})
        row(time.constData(), R"({"time":")" + time + R"("})", u"time"_s);
    row("a time that is a number", R"({"time":1523000000})", u"time"_s);
    for (const QByteArray &name : {"Upper"_ba, "under_score"_ba, "da-sh"_ba, ""_ba, "data"_ba, "\xc3\xa9"_ba})
        row(name.constData(), R"({")" + name + R"(":"a"})", QString::fromUtf8(name));
    row("an object", R"({"extra":{"a":1}})", u"extra"_s);
    row("an array", R"({"extra":["a"]})", u"extra"_s);
    row("a fraction", R"({"extra":1.5})", u"extra"_s);
    row("more than 32 bits", R"({"extra":2147483648})", u"extra"_s);
    row("a control character", R"({"extra":"a\nb"})", u"extra"_s);
    row("a control character of C1", R"({"extra":"a\u0085b"})", u"extra"_s);
    row("DEL", R"({"subject":"a\u007fb"})", u"subject"_s);
    row("a noncharacter", R"({"subject":"a\uffffb"})", u"subject"_s);
    row("a noncharacter of another plane", R"({"subject":"a\ud83f\udffeb"})", u"subject"_s);
}

void CloudEventsAttributesTest::whatItForbidsIsRefusedWithItsField()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    const auto checked = checkAttributes(attributesWith(json));
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::Invalid);
    QCOMPARE(checked.error().place, u"field \"%1\""_s.arg(field));
}

void CloudEventsAttributesTest::theRequiredAreRequired_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {u"specversion"_s, u"id"_s, u"source"_s, u"type"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void CloudEventsAttributesTest::theRequiredAreRequired()
{
    QFETCH(QString, name);
    QJsonObject attributes = attributesWith("{}");
    QVERIFY(checkAttributes(attributes));
    attributes.remove(name);
    const auto checked = checkAttributes(attributes);
    QVERIFY(!checked);
    QCOMPARE(checked.error().place, u"field \"%1\""_s.arg(name));
    QVERIFY(!checked.error().message.contains("ce-"_L1)); // in JSON there are no headers
    QVERIFY(checkAttributes(attributes, ContentMode::Binary).error().message.contains("ce-"_L1 + name));
}

void CloudEventsAttributesTest::mediaTypesAreReadWithoutCase_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("charset");
    QTest::newRow("plain") << "text/plain"_ba
                           << "text/plain"_ba
                           << ""_ba;
    QTest::newRow("charset") << "TEXT/Plain; CharSet=UTF-8"_ba
                             << "text/plain"_ba
                             << "utf-8"_ba;
    QTest::newRow("quoted") << "text/plain;a=b ; charset=\"iso-8859-1\""_ba
                            << "text/plain"_ba
                            << "iso-8859-1"_ba;
    QTest::newRow("one word") << "json"_ba
                              << ""_ba
                              << ""_ba;
    QTest::newRow("two slashes") << "a/b/c"_ba
                                 << ""_ba
                                 << ""_ba;
    QTest::newRow("half") << "text/"_ba
                          << ""_ba
                          << ""_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba
                           << ""_ba;
}

void CloudEventsAttributesTest::mediaTypesAreReadWithoutCase()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, charset);
    const auto type = mediaTypeFrom(text);
    QCOMPARE(type.has_value(), !name.isEmpty());
    QCOMPARE(type.value_or(MediaType{}), (MediaType{name, charset}));
}

void CloudEventsAttributesTest::theModeIsThatOfTheContentType_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ContentMode>("mode");
    QTest::newRow("structured") << "application/cloudevents+json; charset=UTF-8"_ba << ContentMode::Structured;
    QTest::newRow("in any case") << "Application/CloudEvents+JSON"_ba << ContentMode::Structured;
    QTest::newRow("of a format we do not know") << "application/cloudevents+avro"_ba << ContentMode::Structured;
    QTest::newRow("batched") << "application/cloudevents-batch+json"_ba << ContentMode::Batched;
    QTest::newRow("JSON") << "application/json"_ba << ContentMode::Binary;
    QTest::newRow("none") << ""_ba << ContentMode::Binary;
}

void CloudEventsAttributesTest::theModeIsThatOfTheContentType()
{
    QFETCH(QByteArray, type);
    QTEST(contentModeOf(type), "mode");
}

QTEST_GUILESS_MAIN(CloudEventsAttributesTest)
#include "attributes_test.moc"
