// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /notify with an Idempotency-Key: what comes again is answered, and not stored again.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class NotifyAgainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_wall = std::make_unique<Wall>();
        QVERIFY(m_wall->start());
    }
    void whatComesAgainIsAnsweredAndNotStored();
    void anArrayIsKnownAgainElementByElement();
    void aKeyIsTheSameWithQuotesAndWithout();
    void longDataIsNotAnsweredTwice();
    void whatIsNotStoredIsPassedOnEachTime();
    void aKeyIsNoCloudEvent();
    void whatWasAnsweredSurvivesAKill();
    void aKeyThatIsNoneStoresNothing_data();
    void aKeyThatIsNoneStoresNothing();

private:
    Answer post(const QByteArray &body, const QByteArray &key) const
    {
        return m_wall->ask("POST", "/notify", body, {{"Idempotency-Key", key}});
    }
    qint64 lastId() const { return m_wall->ask("GET", "/summary").json()["last_id"_L1].toInteger(); }

    std::unique_ptr<Wall> m_wall;
};

void NotifyAgainTest::whatComesAgainIsAnsweredAndNotStored()
{
    const QByteArray body = R"({"collection":"orders","type":"paid","data":{"sum":7}})";
    const Answer first = post(body, "a");
    QCOMPARE(first.status, 201);
    EventStream live(m_wall->port());
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const Answer again = post(body, "a");
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json(), first.json());
    const Answer next = post(body, "b");
    QCOMPARE(next.status, 201);
    QCOMPARE(next.json()["id"_L1].toInteger(), 2);
    QVERIFY(waitUntil([&] { return !live.events().isEmpty(); }));
    QCOMPARE(live.events().constFirst().envelope, next.json()); // nobody heard of the second one
    QCOMPARE(m_wall->ask("POST", "/notify", body).status, 201); // without a key as ever
    QCOMPARE(lastId(), 3);
}

void NotifyAgainTest::anArrayIsKnownAgainElementByElement()
{
    const QByteArray one = R"({"collection":"orders","type":"paid"})";
    const QByteArray body = '[' + one + ',' + one + ']'; // the same, and yet two
    const Answer first = post(body, "a");
    QCOMPARE(first.status, 201);
    QCOMPARE(lastId(), 2);
    const Answer again = post(body, "a");
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json(), first.json());
    QCOMPARE(lastId(), 2);
}

void NotifyAgainTest::aKeyIsTheSameWithQuotesAndWithout()
{
    const QByteArray body = R"({"collection":"orders","type":"paid"})";
    QCOMPARE(post(body, "a-1").status, 201);
    QCOMPARE(post(body, "\"a-1\"").status, 200);
    QCOMPARE(post(body, R"("a\"\\b")").status, 201);
    QCOMPARE(post(body, R"(a"\b)").status, 200);
    QCOMPARE(post(body, QByteArray(255, 'k')).status, 201);
    QCOMPARE(lastId(), 3);
}

void NotifyAgainTest::longDataIsNotAnsweredTwice()
{
    const QByteArray body = R"({"collection":"orders","type":"paid","data":")" + QByteArray(5000, 'x') + "\"}";
    QVERIFY(post(body, "a").json().contains("data"_L1));
    const Answer again = post(body, "a");
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json()["id"_L1].toInteger(), 1);
    QVERIFY(!again.json().contains("data"_L1));
}

void NotifyAgainTest::whatIsNotStoredIsPassedOnEachTime()
{
    EventStream live(m_wall->port());
    QVERIFY(waitUntil([&] { return live.isOpen(); }));
    const QByteArray body = R"({"collection":"ticks","type":"tick","store":false})";
    QCOMPARE(post(body, "a").status, 202);
    QCOMPARE(post(body, "a").status, 202);
    QVERIFY(waitUntil([&] { return live.events().size() == 2; }));
}

void NotifyAgainTest::aKeyIsNoCloudEvent()
{
    const Fields event{{"ce-specversion", "1.0"}, {"ce-type", "paid"}, {"ce-source", "/notify"}, {"ce-id", "a"}};
    QCOMPARE(m_wall->ask("POST", "/cloudevents", "1", event).status, 201);
    QCOMPARE(post(R"({"collection":"notify","type":"paid"})", "a").status, 201);
    QCOMPARE(lastId(), 2);
}

void NotifyAgainTest::whatWasAnsweredSurvivesAKill()
{
    const QByteArray one = R"({"collection":"orders","type":"paid"})";
    const QJsonObject single = post(one, "a").json();
    const QJsonObject several = post('[' + one + ',' + one + ']', "b").json();
    m_wall->kill();
    QVERIFY(m_wall->start());
    QCOMPARE(post(one, "a").json(), single);
    QCOMPARE(post('[' + one + ',' + one + ']', "b").json(), several);
    QCOMPARE(lastId(), 3);
}

void NotifyAgainTest::aKeyThatIsNoneStoresNothing_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("nothing in quotes") << "\"\""_ba;
    QTest::newRow("a blank") << "a b"_ba;
    QTest::newRow("beyond ASCII") << "\xc3\xa9"_ba;
    QTest::newRow("too long") << QByteArray(256, 'k');
    QTest::newRow("quotes that do not end") << "\"a"_ba;
    QTest::newRow("one quote") << "\""_ba;
    QTest::newRow("a quote within") << "\"a\"b\""_ba;
    QTest::newRow("a backslash at the end") << "\"a\\\""_ba;
    QTest::newRow("a backslash before a letter") << "\"\\a\""_ba;
    QTest::newRow("two, as one field") << "a, b"_ba;
    QTest::newRow("two, as two fields") << "\"a\"\r\nIdempotency-Key: \"b\""_ba;
    QTest::newRow("parameters") << "\"a\";b=1"_ba;
}

void NotifyAgainTest::aKeyThatIsNoneStoresNothing()
{
    QFETCH(QByteArray, key);
    const Answer answer = post(R"({"collection":"orders","type":"paid"})", key);
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.detail().contains("header \"Idempotency-Key\""_L1), qPrintable(answer.detail()));
    QCOMPARE(lastId(), 0);
}

QTEST_GUILESS_MAIN(NotifyAgainTest)
#include "notify_again_test.moc"
