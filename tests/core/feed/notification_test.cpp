// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/notification.h"
#include "core/json.h"

#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

class NotificationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsReadWhole();
    void whatIsNotGivenIsAbsent();
    void dataKeepsItsValue_data();
    void dataKeepsItsValue();
    void mistakesNameTheirField_data();
    void mistakesNameTheirField();
};

void NotificationTest::itIsReadWhole()
{
    const auto object = parseJsonObject(R"({"collection":"orders","type":"paid","data":{"id":7},"store":false})");
    const auto notification = notificationFromJson(*object);
    QVERIFY(notification);
    QCOMPARE(*notification, (Notification{"orders", "paid", R"({"id":7})", Notification::Keep::Ephemeral}));
}

void NotificationTest::whatIsNotGivenIsAbsent()
{
    const auto notification = notificationFromJson(*parseJsonObject(R"({"collection":"a","type":"b"})"));
    QVERIFY(notification);
    QCOMPARE(*notification, (Notification{"a", "b", {}, Notification::Keep::Stored}));
}

void NotificationTest::dataKeepsItsValue_data()
{
    QTest::addColumn<QByteArray>("data");
    for (const QByteArray &data : {"null"_ba, "true"_ba, "false"_ba, "0"_ba, "-7"_ba, "1.5"_ba, "9007199254740993"_ba,
                                   "1e+300"_ba, "\"\\\"text\\\\\""_ba, "\"\xc3\xa9\xe2\x98\xba\""_ba, "[]"_ba, "{}"_ba,
                                   "[[],[1,[2]]]"_ba, R"({"a":[{"b":null},"[","{"],"c":{"d":""}})"_ba})
        QTest::newRow(data.constData()) << data;
}

void NotificationTest::dataKeepsItsValue()
{
    QFETCH(QByteArray, data);
    const auto object = parseJsonObject(R"({"collection":"a","type":"b","data":)" + data + '}');
    QVERIFY(object);
    const auto notification = notificationFromJson(*object);
    QVERIFY(notification);
    QCOMPARE(notification->data, data);
}

void NotificationTest::mistakesNameTheirField_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &json, const QString &field, const QString &says) {
        QTest::newRow(name) << json << field << says;
    };
    row("no collection", R"({"type":"b"})", u"collection"_s, u"is missing"_s);
    row("a collection with capitals", R"({"collection":"Orders","type":"b"})", u"collection"_s, u"found \"Orders\""_s);
    row("a collection that is a number", R"({"collection":7,"type":"b"})", u"collection"_s, u"expected a text"_s);
    row("a collection that is too long", R"({"collection":")" + QByteArray(65, 'a') + R"(","type":"b"})",
        u"collection"_s, u"at most 64"_s);
    row("the feed's own", R"({"collection":"feed","type":"gap"})", u"collection"_s, u"choose another name"_s);
    row("no type", R"({"collection":"a"})", u"type"_s, u"is missing"_s);
    row("an empty type", R"({"collection":"a","type":""})", u"type"_s, u"is empty"_s);
    row("a type that is a number", R"({"collection":"a","type":5})", u"type"_s, u"expected a text"_s);
    row("a type of two lines", R"({"collection":"a","type":"b\nc"})", u"type"_s, u"a control character"_s);
    row("a type that is too long", R"({"collection":"a","type":")" + QByteArray(129, 'b') + R"("})", u"type"_s,
        u"has 129 bytes, and may have 128"_s);
    row("data that is nested too deep",
        R"({"collection":"a","type":"b","data":)" + QByteArray(501, '[') + QByteArray(501, ']') + '}', u"data"_s,
        u"nested deeper than 500"_s);
    row("store that is a word", R"({"collection":"a","type":"b","store":"no"})", u"store"_s, u"true or false"_s);
}

void NotificationTest::mistakesNameTheirField()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    QFETCH(QString, says);
    const auto notification = notificationFromJson(*parseJsonObject(json));
    QVERIFY(!notification);
    QCOMPARE(notification.error().code, ErrorCode::Invalid);
    QCOMPARE(notification.error().place, u"field \"%1\""_s.arg(field));
    QVERIFY2(notification.error().message.contains(says), qPrintable(notification.error().message));
}

QTEST_GUILESS_MAIN(NotificationTest)
#include "notification_test.moc"
