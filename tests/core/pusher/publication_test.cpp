// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"
#include "core/pusher/publication.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::pusher;

namespace {

Result<Publication> read(const QByteArray &json)
{
    return publicationFromJson(*parseJsonObject(json));
}

QByteArray listOf(int count)
{
    QByteArrayList names;
    for (int i = 0; i < count; ++i)
        names << "\"c" + QByteArray::number(i) + '"';
    return '[' + names.join(',') + ']';
}

} // namespace

class PublicationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEventGoesToItsChannels()
    {
        QCOMPARE(*read(R"({"name":"e","data":"{}","channels":["a","b","a"],"socket_id":"1.2","info":"user_count"})"),
                 (Publication{u"e"_s, "{}", {"a", "b"}, "1.2", {.userCount = true}}));
        QCOMPARE(*read(R"({"name":"e","data":"","channel":"a"})"), (Publication{u"e"_s, "", {"a"}, {}, {}}));
        QCOMPARE(read(R"({"name":"e","data":"","channel":"#server-to-user-1"})")->channels,
                 QByteArrayList{"#server-to-user-1"});
        QCOMPARE(*read(R"({"name":"e","data":"","channel":null,"channels":["a"],"socket_id":null,"info":null})"),
                 (Publication{u"e"_s, "", {"a"}, {}, {}}));
        QCOMPARE(read(R"({"name":"e","data":"","channels":)" + listOf(100) + '}')->channels.size(), 100);
    }

    void itMayStandInTheQuery()
    {
        const auto publication = publicationFromJson(publicationObject({{u"name"_s, u"e"_s},
                                                                        {u"data"_s, u"1"_s},
                                                                        {u"channels[]"_s, u"a"_s},
                                                                        {u"auth_key"_s, u"key"_s},
                                                                        {u"channels[]"_s, u"b"_s},
                                                                        {u"socket_id"_s, u"1.2"_s}}));
        QVERIFY(publication);
        QCOMPARE(*publication, (Publication{u"e"_s, "1", {"a", "b"}, "1.2", {}}));
        QCOMPARE(publicationObject({{u"channel"_s, u"a"_s}}), QJsonObject({{u"channel"_s, u"a"_s}}));
        QVERIFY(!publicationFromJson(publicationObject({{u"name"_s, u"e"_s}, {u"data"_s, u"1"_s}})));
    }

    void whatIsNoEventIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, const QByteArray &json, ErrorCode code = ErrorCode::NotUnderstood) {
            QTest::newRow(name) << json << code;
        };
        row("nothing", "{}");
        row("no name", R"({"data":"","channel":"a"})");
        row("a long name", R"({"name":")" + QByteArray(201, 'a') + R"(","data":"","channel":"a"})");
        row("the protocol's own", R"({"name":"pusher:error","data":"","channel":"a"})");
        row("no data", R"({"name":"e","channel":"a"})");
        row("data that is an object", R"({"name":"e","data":{},"channel":"a"})");
        row("large data", R"({"name":"e","data":")" + QByteArray(10 * 1024 + 1, 'a') + R"(","channel":"a"})",
            ErrorCode::TooLarge);
        row("no channel", R"({"name":"e","data":""})");
        row("no channels", R"({"name":"e","data":"","channels":[]})");
        row("too many channels", R"({"name":"e","data":"","channels":)" + listOf(101) + '}');
        row("a channel outside the grammar", R"({"name":"e","data":"","channels":["a","b c"]})");
        row("a channel that is no text", R"({"name":"e","data":"","channels":[1]})");
        row("an encrypted channel and another", R"({"name":"e","data":"","channels":["a","private-encrypted-b"]})");
        row("a channel and channels", R"({"name":"e","data":"","channel":"a","channels":["b"]})");
        for (const char *info : {"5", R"(["user_count"])", "{}", "true"})
            row(info, R"({"name":"e","data":"","channel":"a","info":)" + QByteArray(info) + '}');
        for (const char *id : {R"("nope")", R"("1.2\n")", R"("1.2.3")", R"("1.")", "1.2", "{}"})
            row(id, R"({"name":"e","data":"","channel":"a","socket_id":)" + QByteArray(id) + '}');
        row("an unknown attribute", R"({"name":"e","data":"","channel":"a","info":"weather"})");
    }
    void whatIsNoEventIsRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(ErrorCode, code);
        const auto publication = read(json);
        QVERIFY(!publication);
        QCOMPARE(publication.error().code, code);
    }

    void aBatchHasTenEventsAtMost()
    {
        const QByteArray one = R"({"name":"e","data":"","channel":"a"})";
        const auto batchOf = [&](int count) {
            return batchFromJson(*parseJsonObject("{\"batch\":[" + QByteArrayList(count, one).join(',') + "]}"));
        };
        QCOMPARE(batchOf(10)->size(), 10);
        QVERIFY(!batchOf(11));
        QVERIFY(!batchOf(0));
        QVERIFY(!batchFromJson(*parseJsonObject(R"({"batch":[{}]})")));
        QVERIFY(batchFromJson(*parseJsonObject(R"({"batch":[5]})")).error().message.contains("each an object"_L1));
        QVERIFY(!batchFromJson(*parseJsonObject(R"({"batch":[{"name":"e","data":"","channels":["a","b"]}]})")));
    }
};

QTEST_GUILESS_MAIN(PublicationTest)
#include "publication_test.moc"
