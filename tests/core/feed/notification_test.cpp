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
    QTest::newRow("no collection") << R"({"type":"b"})"_ba << u"collection"_s;
    QTest::newRow("a collection with capitals") << R"({"collection":"Orders","type":"b"})"_ba << u"collection"_s;
    QTest::newRow("a collection that is a number") << R"({"collection":7,"type":"b"})"_ba << u"collection"_s;
    QTest::newRow("a collection that is too long")
            << R"({"collection":")" + QByteArray(65, 'a') + R"(","type":"b"})" << u"collection"_s;
    QTest::newRow("the feed's own") << R"({"collection":"feed","type":"gap"})"_ba << u"collection"_s;
    QTest::newRow("no type") << R"({"collection":"a"})"_ba << u"type"_s;
    QTest::newRow("an empty type") << R"({"collection":"a","type":""})"_ba << u"type"_s;
    QTest::newRow("a type of two lines") << R"({"collection":"a","type":"b\nc"})"_ba << u"type"_s;
    QTest::newRow("a type that is too long")
            << R"({"collection":"a","type":")" + QByteArray(129, 'b') + R"("})" << u"type"_s;
    QTest::newRow("data that is nested too deep") << R"({"collection":"a","type":"b","data":)" + QByteArray(501, '[')
                    + QByteArray(501, ']') + '}' << u"data"_s;
    QTest::newRow("store that is a word") << R"({"collection":"a","type":"b","store":"no"})"_ba << u"store"_s;
}

void NotificationTest::mistakesNameTheirField()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    const auto notification = notificationFromJson(*parseJsonObject(json));
    QVERIFY(!notification);
    QCOMPARE(notification.error().code, ErrorCode::Invalid);
    QCOMPARE(notification.error().place, u"field \"%1\""_s.arg(field));
}

QTEST_GUILESS_MAIN(NotificationTest)
#include "notification_test.moc"
