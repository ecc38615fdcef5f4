// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"
#include "core/messages/message.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

class MessageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsHold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("error"); // empty: it passes
        const QString tooLongName = u"field \"name\": has 201 characters, at most 200 are allowed"_s;
        const QString tooLong = u"field \"message\": has 4001 characters, at most 4000 are allowed"_s;
        QTest::newRow("usual") << u"Ada"_s << u"hello"_s << QString();
        QTest::newRow("HTML stays text") << u"<b>"_s << u"<script>alert(1)</script>"_s << QString();
        QTest::newRow("no name") << u""_s << u"hello"_s << u"field \"name\": must not be empty"_s;
        QTest::newRow("blank name") << u" \n"_s << u"hello"_s << u"field \"name\": must not be empty"_s;
        QTest::newRow("no message") << u"Ada"_s << u""_s << u"field \"message\": must not be empty"_s;
        QTest::newRow("blank message") << u"Ada"_s << u"\u00a0"_s << u"field \"message\": must not be empty"_s;
        QTest::newRow("longest name") << QString(200, u'x') << u"hello"_s << QString();
        QTest::newRow("too long a name") << QString(201, u'x') << u"hello"_s << tooLongName;
        QTest::newRow("longest message") << u"Ada"_s << QString(4000, u'x') << QString();
        QTest::newRow("too long a message") << u"Ada"_s << QString(4001, u'x') << tooLong;
    }
    void limitsHold()
    {
        QFETCH(QString, name);
        QFETCH(QString, message);
        QFETCH(QString, error);
        const auto checked = checkMessage({name, message});
        if (error.isEmpty()) {
            QVERIFY(checked);
            QCOMPARE(*checked, (Message{name, message}));
        } else {
            QVERIFY(!checked);
            QCOMPARE(checked.error().code, ErrorCode::Invalid);
            QCOMPARE(checked.error().sentence(), error);
        }
    }

    void jsonNeedsTwoStrings()
    {
        QCOMPARE(*messageFromJson({{"name"_L1, u"Ada"_s}, {"message"_L1, u"hi"_s}, {"other"_L1, 1}}),
                 (Message{u"Ada"_s, u"hi"_s}));
        const auto sentence = [](const QJsonObject &object) { return messageFromJson(object).error().sentence(); };
        QCOMPARE(sentence({}), u"field \"name\": expected a string"_s);
        QCOMPARE(sentence({{"name"_L1, 7}, {"message"_L1, u"hi"_s}}), u"field \"name\": expected a string"_s);
        QCOMPARE(sentence({{"name"_L1, u"Ada"_s}}), u"field \"message\": expected a string"_s);
        QCOMPARE(sentence({{"name"_L1, u"Ada"_s}, {"message"_L1, QJsonValue::Null}}),
                 u"field \"message\": expected a string"_s);
        QCOMPARE(sentence({{"name"_L1, u"Ada"_s}, {"message"_L1, u" "_s}}), u"field \"message\": must not be empty"_s);
    }

    void theEventIsEphemeralAndExact()
    {
        const Event event = saidEvent({u"Ada \"A\""_s, u"<b>hi</b>\n"_s}, fromUnixMs(0));
        QCOMPARE(event.id, EventId::None);
        QCOMPARE(envelope(event),
                 R"({"collection":"messages","type":"said","time":"1970-01-01T00:00:00.000Z",)"
                 "\"data\":{\"name\":\"Ada \\\"A\\\"\",\"message\":\"<b>hi</b>\\n\"}}"_ba);
    }

    void theListenLineStaysOneLine_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("usual") << u"Ada"_s << u"hello"_s << "Ada hello\r\n"_ba;
        QTest::newRow("UTF-8") << u"Adä"_s << u"😀"_s << "Adä 😀\r\n"_ba;
        QTest::newRow("line ends") << u"A\nB"_s << u"x\r\ny"_s << "A B x  y\r\n"_ba;
        QTest::newRow("a terminal's escape") << u"A"_s << u"\u001b[2J\u0007\u009b"_s << "A  [2J  \r\n"_ba;
        QTest::newRow("zero and delete") << u"A"_s << QString::fromUtf16(u"a\0b\u007f", 4) << "A a b \r\n"_ba;
        QTest::newRow("Unicode line ends") << u"A"_s << u"x\u0085y\u2028z\u2029"_s << "A x y z \r\n"_ba;
        QTest::newRow("HTML stays text") << u"<i>"_s << u"&lt;"_s << "<i> &lt;\r\n"_ba;
    }
    void theListenLineStaysOneLine()
    {
        QFETCH(QString, name);
        QFETCH(QString, message);
        QTEST(listenLine({name, message}), "line");
    }
};

QTEST_GUILESS_MAIN(MessageTest)
#include "message_test.moc"
