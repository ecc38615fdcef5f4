// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/reading.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

const QJsonObject document = QJsonDocument::fromJson(R"({
    "text": "x", "empty": "", "null": null, "list": ["y"], "yes": true,
    "number": 42, "digits": "43", "huge": 9223372036854775807, "larger": 1e300, "half": 0.5, "below": -7,
    "inner": {"text": "in", "deep": {"er": "still"}}
})")
                                     .object();

constexpr std::array words{StateWord{"passed"_L1, State::Success}, StateWord{"broken"_L1, State::Failed}};

} // namespace

class ReadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPathLeadsIntoTheDocument()
    {
        QCOMPARE(at(document, "inner.deep.er"_L1), QJsonValue(u"still"_s));
        QCOMPARE(at(document, "text"_L1), QJsonValue(u"x"_s));
        for (const QLatin1StringView path : {"nothing"_L1, "text.more"_L1, "null.more"_L1, "list.0"_L1,
                                             "inner.deep.er.x"_L1, "."_L1, ".inner"_L1, "inner..text"_L1})
            QVERIFY2(at(document, path).isUndefined(), path.data());
    }

    void textIsReadAndNumbersAsDigits()
    {
        QCOMPARE(textAt(document, "inner.text"_L1), u"in"_s);
        QCOMPARE(textAt(document, "number"_L1), u"42"_s);
        QCOMPARE(textAt(document, "huge"_L1), u"9223372036854775807"_s);
        for (const QLatin1StringView path :
             {"half"_L1, "larger"_L1, "null"_L1, "list"_L1, "inner"_L1, "yes"_L1, "nothing"_L1})
            QCOMPARE(textAt(document, path), QString());
        QCOMPARE(nameAt(document, {"number"_L1, "yes"_L1, "empty"_L1, "inner.text"_L1, "text"_L1}), u"in"_s);
        QCOMPARE(nameAt(document, {"number"_L1}), QString());
        QCOMPARE(firstTextAt(document, {"nothing"_L1, "empty"_L1, "null"_L1, "inner.text"_L1, "text"_L1}), u"in"_s);
        QCOMPARE(firstTextAt(document, {}), QString());
        QCOMPARE(firstOf({QString(), u""_s, u"a"_s, u"b"_s}), u"a"_s);
    }

    void numbersAreRead()
    {
        QCOMPARE(integerAt(document, "number"_L1), 42);
        QCOMPARE(integerAt(document, "digits"_L1), 43);
        QCOMPARE(integerAt(document, "huge"_L1), std::numeric_limits<qint64>::max());
        for (const QLatin1StringView path : {"larger"_L1, "half"_L1, "text"_L1, "list"_L1, "yes"_L1, "nothing"_L1})
            QCOMPARE(integerAt(document, path), 0);
        QCOMPARE(secondsAt(document, "half"_L1), std::optional(0.5));
        QVERIFY(!secondsAt(document, "below"_L1));
        QVERIFY(!secondsAt(document, "digits"_L1));
    }

    void momentsAreRead_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<qint64>("expected"); // Unix milliseconds; -1: none
        const qint64 moment = 1'700'000'000'123;
        QTest::newRow("ISO") << QJsonValue(u"2023-11-14T22:13:20.123Z"_s) << moment;
        QTest::newRow("milliseconds") << QJsonValue(moment) << moment;
        QTest::newRow("seconds") << QJsonValue(1'700'000'000) << qint64(1'700'000'000'000);
        QTest::newRow("parts of a second") << QJsonValue(1'700'000'000.123) << moment;
        QTest::newRow("not yet") << QJsonValue(0) << qint64(-1);
        QTest::newRow("below zero") << QJsonValue(-5) << qint64(-1);
        QTest::newRow("no clock's") << QJsonValue(1e300) << qint64(-1);
        QTest::newRow("the largest number") << QJsonValue(std::numeric_limits<qint64>::max()) << qint64(-1);
        QTest::newRow("empty") << QJsonValue(u""_s) << qint64(-1);
        QTest::newRow("text") << QJsonValue(u"yesterday"_s) << qint64(-1);
        QTest::newRow("no such day") << QJsonValue(u"2023-02-30T00:00:00Z"_s) << qint64(-1);
        QTest::newRow("long text") << QJsonValue(u"2023-11-14T22:13:20.123Z"_s + QString(1'000'000, u' '))
                                   << qint64(-1);
        QTest::newRow("null") << QJsonValue() << qint64(-1);
        QTest::newRow("true") << QJsonValue(true) << qint64(-1);
        QTest::newRow("a list") << QJsonValue(QJsonArray{moment}) << qint64(-1);
    }
    void momentsAreRead()
    {
        QFETCH(QJsonValue, value);
        QFETCH(qint64, expected);
        const auto moment = momentOf(value);
        QCOMPARE(moment ? toUnixMs(*moment) : -1, expected);
        QCOMPARE(momentAt(QJsonObject{{"a"_L1, value}}, "a"_L1), moment);
    }

    void theFirstMomentIsTaken()
    {
        const QJsonObject body{{"epoch"_L1, u"1970-01-01T00:00:00Z"_s},
                               {"go"_L1, u"0001-01-01T00:00:00Z"_s},
                               {"zero"_L1, 0},
                               {"said"_L1, u"2026-11-20T20:05:11Z"_s},
                               {"later"_L1, u"2026-11-20T20:05:12Z"_s}};
        QCOMPARE(firstMomentAt(body, {"epoch"_L1, "go"_L1, "zero"_L1, "nothing"_L1, "said"_L1, "later"_L1}),
                 fromIso(u"2026-11-20T20:05:11Z"_s));
        QVERIFY(!firstMomentAt(body, {"epoch"_L1, "go"_L1, "zero"_L1}));
    }

    void whatIsMissingIsNamed()
    {
        constexpr Missing missing{u"My CI"};
        QCOMPARE(missing("project.id"_L1),
                 (Error{ErrorCode::Invalid, u"missing, or not what My CI documents"_s, u"field \"project.id\""_s}));
    }

    void refsAreShortened()
    {
        QCOMPARE(shortRef(u"refs/heads/main"_s), u"main"_s);
        QCOMPARE(shortRef(u"refs/heads/refs/heads/x"_s), u"refs/heads/x"_s);
        QCOMPARE(shortRef(u"refs/tags/v1"_s), u"v1"_s);
        QCOMPARE(shortRef(u"refs/pull/7/merge"_s), u"refs/pull/7/merge"_s);
        QCOMPARE(shortRef(u"main"_s), u"main"_s);
        QCOMPARE(shortRef({}), QString());
    }

    void wordsAreComparedWithoutCase()
    {
        QCOMPARE(stateOf(words, u"passed"), State::Success);
        QCOMPARE(stateOf(words, u"BROKEN"), State::Failed);
        for (const QStringView word : {u"", u"passed ", u"pass", u"passedd"})
            QCOMPARE(stateOf(words, word), State::Unknown);
        QCOMPARE(stateOf({}, u"passed"), State::Unknown);
        Run run;
        report(run, words, u"Passed"_s);
        QCOMPARE(run.reported, State::Success);
        QCOMPARE(run.word, QString());
        report(run, words, u"Hibernating"_s);
        QCOMPARE(run.reported, State::Unknown);
        QCOMPARE(run.word, u"Hibernating"_s);
    }

    void onlyWebAddressesAreLinks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("link");
        QTest::newRow("https") << u"https://example.org/a?b=c#d"_s << true;
        QTest::newRow("http") << u"http://127.0.0.1:8080/"_s << true;
        QTest::newRow("capitals") << u"HTTPS://EXAMPLE.ORG/"_s << true;
        for (const auto &text :
             {u""_s, u"javascript:alert(1)"_s, u"JavaScript:alert(1)"_s, u" javascript:alert(1)"_s,
              u"java\nscript:alert(1)"_s, u"data:text/html,x"_s, u"vbscript:x"_s, u"file:///etc/passwd"_s,
              u"//example.org/"_s, u"/relative"_s, u"https:"_s, u"https://"_s, u"https:///path"_s, u"https://a b/"_s,
              u"https://x/\" onclick=\"y"_s, u"https://x/<script>"_s, u"ftp://example.org/"_s})
            QTest::newRow(qPrintable(u"\"%1\""_s.arg(text))) << text << false;
    }
    void onlyWebAddressesAreLinks()
    {
        QFETCH(QString, text);
        QFETCH(bool, link);
        QCOMPARE(webUrl(text), link ? text : QString());
    }

    void linksTellNoPasswords()
    {
        QCOMPARE(webUrl(u"https://ada:secret@ci.example.org:8080/a%2Fb?c=d%26#e"_s),
                 u"https://ci.example.org:8080/a%2Fb?c=d%26#e"_s);
        QCOMPARE(webUrl(u"http://token@ci.example.org/"_s), u"http://ci.example.org/"_s);
        QCOMPARE(webUrl(u"https://a@b:c@ci.example.org/"_s), QString()); // no address
        QCOMPARE(webUrl(u"https://ci.example.org/@ada:b@c"_s), u"https://ci.example.org/@ada:b@c"_s);
        QCOMPARE(webUrl(u"javascript://ada:secret@ci.example.org/"_s), QString());
    }

    void aMessageIsCutBetweenCharacters()
    {
        QCOMPARE(firstLine(u"one\r\ntwo"_s), u"one"_s);
        QCOMPARE(firstLine(u"  one  "_s), u"one"_s);
        QCOMPARE(firstLine({}), QString());
        QCOMPARE(firstLine(QString(300, u'x')).size(), 200);
        const QString cut = firstLine(QString(199, u'x') + u"😀😀"_s);
        QVERIFY(cut.isValidUtf16());
        QVERIFY(cut.size() <= 200);
        QVERIFY(cut.startsWith(QString(199, u'x')));
    }

    void hugeTextsCostLittle()
    {
        QElapsedTimer timer;
        timer.start();
        const QString lines(10'000'000, u'\n');
        QCOMPARE(firstLine(lines), QString());
        QCOMPARE(firstLine(u"one"_s + lines), u"one"_s);
        QCOMPARE(firstLine(QString(10'000'000, u' ') + u"one"_s), u"one"_s);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(ReadingTest)
#include "reading_test.moc"
