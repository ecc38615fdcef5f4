// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/delivery.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr qsizetype size = 25'000'000; // what GitHub and GitLab send at most
const HeaderList form{{"content-type", "Application/X-WWW-Form-Urlencoded; charset=utf-8"}};

Delivery unpacked(const QByteArray &body, const HeaderList &headers = {})
{
    return unpack(headers, body, fromUnixMs(1), "secret");
}

} // namespace

class DeliveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBodyIsTheDocument()
    {
        const QByteArray body = "\r\n {\"a\": 1}\n";
        const Delivery delivery = unpacked(body, {{"Content-Type", "application/json"}});
        QVERIFY(!delivery.unreadable);
        QCOMPARE(delivery.body, body);
        QCOMPARE(delivery.document, body);
        QCOMPARE(delivery.json, (QJsonObject{{"a"_L1, 1}}));
        QCOMPARE(delivery.received, fromUnixMs(1));
        QCOMPARE(delivery.secret, "secret"_ba);
    }

    void headersAreComparedWithoutCase()
    {
        const Delivery delivery = unpacked("{}",
                                           {{"X-GitHub-Event", "first"}, {"x-github-event", "second"}, {"E", ""}});
        QCOMPARE(delivery.header("x-github-EVENT"), "first"_ba);
        QCOMPARE(delivery.header("X-GitHub"), ""_ba);
        QCOMPARE(delivery.header(""), ""_ba);
        QVERIFY(delivery.header("e").isEmpty());
    }

    void aFormCarriesTheDocument_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("document"); // null: none
        const auto row = [](const char *name, const QByteArray &body, const QByteArray &document) {
            QTest::newRow(name) << body << document;
        };
        row("alone", "payload=%7B%22a%22%3A+%22b%2Bc%22%7D", R"({"a": "b+c"})");
        row("first", "payload={}&other=1", "{}");
        row("last", "other=1&&=&payload={}", "{}");
        row("twice: the first", "payload={}&payload=[]", "{}");
        row("with more = in it", R"(payload={"a":"b=c"})", R"({"a":"b=c"})");
        row("JSON in spite of the type", " {\"payload\":\"=\"}", " {\"payload\":\"=\"}");
        row("no such field", "other={}", {});
        row("a field that only begins so", "payloads={}", {});
        row("a field without a value", "payload", {});
        row("half of a field", "payloa", {});
        row("nothing", "", {});
        row("only separators", "&&&&", {});
    }
    void aFormCarriesTheDocument()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, document);
        const Delivery delivery = unpacked(body, form);
        QCOMPARE(delivery.body, body);
        if (document.isNull()) {
            QVERIFY(delivery.unreadable);
            QCOMPARE(delivery.unreadable->message, u"the form has no field \"payload\""_s);
        } else {
            QVERIFY(!delivery.unreadable);
            QCOMPARE(delivery.document, document);
        }
    }

    void whatIsNoObjectIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("understood");
        QTest::addColumn<QString>("part"); // of what is said
        QTest::newRow("empty") << ""_ba << false << u"empty"_s;
        QTest::newRow("blank") << " \n "_ba << false << u"empty"_s;
        QTest::newRow("XML") << " <?xml version=\"1.0\"?><a/>"_ba << false << u"XML"_s;
        QTest::newRow("an array") << "[{}]"_ba << true << u"object"_s;
        QTest::newRow("cut off") << "{\"a\":"_ba << false << u"byte"_s;
        QTest::newRow("more behind it") << "{}{}"_ba << false << u"byte"_s;
        QTest::newRow("text") << "hello"_ba << false << u"JSON"_s;
        QTest::newRow("a number") << "7"_ba << false << u"JSON"_s;
        QTest::newRow("no UTF-8") << "{\"a\":\"\xff\"}"_ba << false << u"byte"_s;
        QTest::newRow("zeros") << QByteArray(100, '\0') << false << u"JSON"_s;
        QTest::newRow("UTF-16") << QByteArray("{\0}\0", 4) << false << u"JSON"_s;
    }
    void whatIsNoObjectIsSaid()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, understood);
        QFETCH(QString, part);
        const Delivery delivery = unpacked(body);
        QVERIFY(delivery.unreadable);
        QCOMPARE(delivery.unreadable->code, understood ? ErrorCode::Invalid : ErrorCode::NotUnderstood);
        QVERIFY2(delivery.unreadable->message.contains(part), qPrintable(delivery.unreadable->message));
        QVERIFY(delivery.json.isEmpty());
        QCOMPARE(delivery.document, body);
    }

    // What costs more than a plain body of its size is an attack.
    void hostileBodiesCostNoMoreThanOthers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<HeaderList>("headers");
        QTest::newRow("a form of separators") << QByteArray(size, '&') << form;
        QTest::newRow("a form of empty values") << "a=&"_ba.repeated(size / 3) << form;
        QTest::newRow("a form of percent signs") << "payload=" + QByteArray(size, '%') << form;
        QTest::newRow("blanks") << QByteArray(size, ' ') << form;
        QTest::newRow("blanks before an object") << QByteArray(size, ' ') + "{}" << form;
        QTest::newRow("nothing but beginnings") << QByteArray(size, '[') << HeaderList{};
        QTest::newRow("nothing but objects") << "{\"a\":"_ba.repeated(size / 5) << HeaderList{};
        QTest::newRow("one member a million times")
                << '{' + "\"a\":1,"_ba.repeated(1'000'000) + "\"a\":1}" << HeaderList{};
        QTest::newRow("half pairs") << "{\"a\":[" + "\"\\ud800\","_ba.repeated(1'000'000) + "1]}" << HeaderList{};
        QByteArray members("{");
        for (int i = 1'000'000; i > 0; --i)
            members += '"' + QByteArray::number(i) + "\":1,";
        QTest::newRow("a million members") << members + "\"a\":1}" << HeaderList{};
        QTest::newRow("empty lists") << "{\"a\":[" + "[[]],"_ba.repeated(size / 5) + "1]}" << HeaderList{};
        QTest::newRow("numbers") << "{\"a\":[" + "1,"_ba.repeated(size / 2) + "1]}" << HeaderList{};
    }
    void hostileBodiesCostNoMoreThanOthers()
    {
        QFETCH(QByteArray, body);
        QFETCH(HeaderList, headers);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(unpacked(body, headers).body.size() == body.size());
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void moreThanAnyServiceSendsIsRefused()
    {
        const auto listOf = [](qsizetype parts) { return "{\"a\":[" + "1,"_ba.repeated(parts) + "1]}"; };
        QVERIFY(!unpacked(listOf(1'900'000)).unreadable);
        const Delivery delivery = unpacked(listOf(2'000'000));
        QCOMPARE(delivery.unreadable->code, ErrorCode::Invalid);
        QVERIFY(delivery.json.isEmpty());
        QVERIFY(!unpacked("{\"a\":\"" + QByteArray(size, 'x') + "\"}").unreadable);
    }

    void deepNestingIsRefused()
    {
        for (const qsizetype depth : {100, 1000, 100'000}) {
            const Delivery delivery = unpacked("{\"a\":"_ba.repeated(depth) + "\"\\ud800\"" + QByteArray(depth, '}'));
            QCOMPARE(delivery.unreadable.has_value(), depth > 1000);
        }
    }
};

QTEST_GUILESS_MAIN(DeliveryTest)
#include "delivery_test.moc"
