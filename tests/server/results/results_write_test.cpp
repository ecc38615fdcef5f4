// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST, PUT and DELETE of results through the real program: what is answered, stored and told.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

QByteArray records(int count)
{
    QJsonArray array;
    for (int i = 0; i < count; ++i)
        array.append(QJsonObject{{u"name"_s, u"Runner %1"_s.arg(i)}, {u"time"_s, i / 8.0}});
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace

class ResultsWriteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aRecordIsCreatedFromJsonAndForms_data();
    void aRecordIsCreatedFromJsonAndForms();
    void namesOfAllLanguagesComeBackAsTheyWere_data();
    void namesOfAllLanguagesComeBackAsTheyWere();
    void timesComeBackToTheLastBit_data();
    void timesComeBackToTheLastBit();
    void eachRecordMakesOneEvent();
    void anArrayIsStoredWhole_data();
    void anArrayIsStoredWhole();
    void anArrayWithOneBadRecordStoresNothing();
    void aRecordIsReplaced();
    void aRecordIsDeletedOnce();
    void anIdIsNeverUsedTwice();
    void whatIsNotThereCannotBeChanged_data();
    void whatIsNotThereCannotBeChanged();

private:
    qint64 count() { return m_wall.ask("GET", "/summary").json()["results"_L1]["total"_L1].toInteger(-1); }
    qint64 lastEvent() { return m_wall.ask("GET", "/summary").json()["last_id"_L1].toInteger(-1); }

    Wall m_wall;
    qint64 m_countBefore = 0;
    qint64 m_eventBefore = 0;
};

void ResultsWriteTest::initTestCase()
{
    QVERIFY(m_wall.start());
}

void ResultsWriteTest::init()
{
    m_countBefore = count();
    m_eventBefore = lastEvent();
    QVERIFY(m_countBefore >= 0);
}

void ResultsWriteTest::aRecordIsCreatedFromJsonAndForms_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray json = R"({"name":"Ada","time":12.34})";
    QTest::newRow("JSON") << "application/json"_ba << json;
    QTest::newRow("JSON with a charset") << "Application/JSON; charset=utf-8"_ba << json;
    QTest::newRow("a JSON dialect") << "application/vnd.tally+json"_ba << json;
    QTest::newRow("no type given") << QByteArray("") << json;
    QTest::newRow("a form") << "application/x-www-form-urlencoded"_ba
                            << "name=Ada&time=12.34"_ba;
    QTest::newRow("a form with escapes") << "application/x-www-form-urlencoded; charset=UTF-8"_ba
                                         << "time=+12.34&name=%41da&other=1"_ba;
    QTest::newRow("what curl -d sends") << "application/x-www-form-urlencoded"_ba << json;
    QTest::newRow("more members than asked for")
            << "application/json"_ba
            << R"({"id":99,"created":"x","name":"Ada","time":12.34,"more":[1]})"_ba;
}

void ResultsWriteTest::aRecordIsCreatedFromJsonAndForms()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const Answer answer = m_wall.ask("POST", "/results", body, {{"Content-Type", type}});
    QCOMPARE(answer.status, 201);
    const QJsonObject record = answer.json();
    QCOMPARE(record.value("name"_L1).toString(), u"Ada"_s);
    QCOMPARE(record.value("time"_L1).toDouble(), 12.34);
    QCOMPARE(record.keys(), QStringList({u"created"_s, u"id"_s, u"name"_s, u"time"_s}));
    const QDateTime created = QDateTime::fromString(record.value("created"_L1).toString(), Qt::ISODateWithMs);
    QCOMPARE(created.timeSpec(), Qt::UTC);
    QVERIFY(qAbs(created.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    const QByteArray place = "/results/" + QByteArray::number(record.value("id"_L1).toInteger());
    QCOMPARE(answer.field("Location"), place);
    QCOMPARE(m_wall.ask("GET", place).json(), record);
    QCOMPARE(count(), m_countBefore + 1);
    QCOMPARE(lastEvent(), m_eventBefore + 1);
}

void ResultsWriteTest::namesOfAllLanguagesComeBackAsTheyWere_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("emoji") << u"Zoë 🏁 李雷"_s;
    QTest::newRow("200 characters beyond the BMP") << QString::fromUcs4(U"🏁", 1).repeated(200);
    QTest::newRow("markup") << u"<script>alert('x')</script> & \"quotes\" \\ /"_s;
    QTest::newRow("control characters") << u"a\tb\nc\u0001d\u007f"_s;
    QTest::newRow("line separators") << u"a\u2028b\u2029c"_s;
    QTest::newRow("SQL") << u"'); DROP TABLE results; --"_s;
    QTest::newRow("blanks around it") << u"  Ada  "_s;
    QTest::newRow("right to left") << u"\u202eadA"_s;
    QTest::newRow("a zero in the middle") << u"a%1b"_s.arg(QChar(0));
}

void ResultsWriteTest::namesOfAllLanguagesComeBackAsTheyWere()
{
    QFETCH(QString, name);
    const QByteArray body = QJsonDocument({{"name"_L1, name}, {"time"_L1, 1}}).toJson();
    const Answer answer = m_wall.ask("POST", "/results", body);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.json().value("name"_L1).toString(), name);
    QCOMPARE(m_wall.ask("GET", answer.field("Location")).json().value("name"_L1).toString(), name);
}

void ResultsWriteTest::timesComeBackToTheLastBit_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<double>("time");
    QTest::newRow("zero") << "0"_ba << 0.0;
    QTest::newRow("minus zero") << "-0.0"_ba << 0.0;
    QTest::newRow("a tenth") << "0.1"_ba << 0.1;
    QTest::newRow("an exponent") << "1.5e3"_ba << 1500.0;
    QTest::newRow("seventeen digits") << "12.340000000000002"_ba << 12.340000000000002;
    QTest::newRow("the largest") << "1.7976931348623157e308"_ba << 1.7976931348623157e308;
    QTest::newRow("the smallest") << "5e-324"_ba << 5e-324;
}

void ResultsWriteTest::timesComeBackToTheLastBit()
{
    QFETCH(QByteArray, sent);
    QFETCH(double, time);
    const Answer answer = m_wall.ask("POST", "/results", R"({"name":"Ada","time":)" + sent + '}');
    QCOMPARE(answer.status, 201);
    QVERIFY(answer.json().value("time"_L1).toDouble() == time);
    QVERIFY(m_wall.ask("GET", answer.field("Location")).json().value("time"_L1).toDouble() == time);
}

void ResultsWriteTest::eachRecordMakesOneEvent()
{
    EventStream stream(m_wall.port());
    QTRY_VERIFY(stream.isOpen());
    const Answer created = m_wall.ask("POST", "/results", R"({"name":"Ada","time":1})");
    const QByteArray place = created.field("Location");
    const Answer changed = m_wall.ask("PUT", place, R"({"name":"Ada L.","time":2})");
    QCOMPARE(m_wall.ask("DELETE", place).status, 204);
    QTRY_COMPARE(stream.events().size(), 3);
    const QStringList types{u"created"_s, u"updated"_s, u"deleted"_s};
    for (qsizetype i = 0; i < 3; ++i) {
        const LiveEvent &event = stream.events().at(i);
        QCOMPARE(event.collection, u"results"_s);
        QCOMPARE(event.type, types.at(i));
        QCOMPARE(event.id, m_eventBefore + 1 + i);
        QCOMPARE(event.envelope.value("id"_L1).toInteger(), event.id);
    }
    QCOMPARE(stream.events().at(0).data, created.json());
    QCOMPARE(stream.events().at(1).data, changed.json());
    QCOMPARE(stream.events().at(2).data.value("id"_L1), created.json().value("id"_L1));
    QCOMPARE(lastEvent(), m_eventBefore + 3);
}

void ResultsWriteTest::anArrayIsStoredWhole_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << 0 << 422;
    QTest::newRow("one") << 1 << 201;
    QTest::newRow("ten thousand") << 10'000 << 201;
    QTest::newRow("one too many") << 10'001 << 422;
}

void ResultsWriteTest::anArrayIsStoredWhole()
{
    QFETCH(int, size);
    QFETCH(int, status);
    const Answer answer = m_wall.ask("POST", "/results", records(size));
    QCOMPARE(answer.status, status);
    const int stored = status == 201 ? size : 0;
    QCOMPARE(count(), m_countBefore + stored);
    QCOMPARE(lastEvent(), m_eventBefore + stored);
    const QJsonArray results = answer.json().value("results"_L1).toArray();
    QCOMPARE(results.size(), stored);
    if (stored == 0) {
        QVERIFY2(answer.detail().contains("10000"_L1), qPrintable(answer.detail()));
        return;
    }
    // In the order in which they were sent.
    QCOMPARE(results.last()["name"_L1].toString(), u"Runner %1"_s.arg(size - 1));
    QCOMPARE(results.last()["id"_L1].toInteger() - results.first()["id"_L1].toInteger(), size - 1);
}

void ResultsWriteTest::anArrayWithOneBadRecordStoresNothing()
{
    QByteArray array = records(500);
    array.chop(1);
    array += R"(,{"name":"","time":1}])";
    const Answer answer = m_wall.ask("POST", "/results", array);
    QCOMPARE(answer.status, 422);
    QVERIFY2(answer.detail().startsWith("record 501, field \"name\""_L1), qPrintable(answer.detail()));
    QCOMPARE(count(), m_countBefore);
    QCOMPARE(lastEvent(), m_eventBefore);
}

void ResultsWriteTest::aRecordIsReplaced()
{
    const Answer created = m_wall.ask("POST", "/results", R"({"name":"Ada","time":1})");
    const QByteArray place = created.field("Location");
    for (const auto &[type, body] : {std::pair{"application/json"_ba, R"({"name":"Grace","time":2.5})"_ba},
                                     std::pair{"application/x-www-form-urlencoded"_ba, "name=Grace&time=2.5"_ba}}) {
        const Answer changed = m_wall.ask("PUT", place, body, {{"Content-Type", type}});
        QCOMPARE(changed.status, 200);
        QCOMPARE(changed.json().value("name"_L1).toString(), u"Grace"_s);
        QCOMPARE(changed.json().value("time"_L1).toDouble(), 2.5);
        QCOMPARE(changed.json().value("created"_L1), created.json().value("created"_L1));
        QCOMPARE(m_wall.ask("GET", place).json(), changed.json());
    }
    const Answer refused = m_wall.ask("PUT", place, R"([{"name":"Grace","time":2.5}])");
    QCOMPARE(refused.status, 422);
    QCOMPARE(m_wall.ask("PUT", place, R"({"name":"Grace"})").status, 422);
    QCOMPARE(m_wall.ask("GET", place).json().value("time"_L1).toDouble(), 2.5);
    QCOMPARE(count(), m_countBefore + 1);
}

void ResultsWriteTest::aRecordIsDeletedOnce()
{
    const QByteArray place = m_wall.ask("POST", "/results", R"({"name":"Ada","time":1})").field("Location");
    const Answer deleted = m_wall.ask("DELETE", place);
    QCOMPARE(deleted.status, 204);
    QVERIFY(deleted.body.isEmpty());
    QVERIFY(deleted.field("Content-Length").isEmpty());
    QCOMPARE(m_wall.ask("DELETE", place).status, 404);
    QCOMPARE(m_wall.ask("GET", place).status, 404);
    QCOMPARE(count(), m_countBefore);
    QCOMPARE(lastEvent(), m_eventBefore + 2);
}

void ResultsWriteTest::anIdIsNeverUsedTwice()
{
    const QByteArray place = m_wall.ask("POST", "/results", R"({"name":"Ada","time":1})").field("Location");
    QCOMPARE(m_wall.ask("DELETE", place).status, 204);
    QVERIFY(m_wall.stop());
    QVERIFY(m_wall.start());
    QVERIFY(m_wall.ask("POST", "/results", R"({"name":"Ada","time":1})").field("Location") != place);
}

void ResultsWriteTest::whatIsNotThereCannotBeChanged_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("no such id") << "/results/999999999"_ba;
    QTest::newRow("zero") << "/results/0"_ba;
    QTest::newRow("negative") << "/results/-1"_ba;
    QTest::newRow("a word") << "/results/first"_ba;
    QTest::newRow("a fraction") << "/results/1.5"_ba;
    QTest::newRow("larger than any number") << "/results/99999999999999999999"_ba;
    QTest::newRow("two segments") << "/results/1/2"_ba;
    QTest::newRow("an encoded slash") << "/results/1%2F2"_ba;
    QTest::newRow("nothing behind the slash") << "/results/"_ba;
}

void ResultsWriteTest::whatIsNotThereCannotBeChanged()
{
    QFETCH(QByteArray, path);
    const QByteArray record = R"({"name":"Ada","time":1})";
    for (const auto &[method, body] :
         {std::pair{"GET"_ba, QByteArray()}, std::pair{"PUT"_ba, record}, std::pair{"DELETE"_ba, QByteArray()}}) {
        const Answer answer = m_wall.ask(method, path, body);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
        QVERIFY(!answer.detail().isEmpty());
    }
    QCOMPARE(lastEvent(), m_eventBefore);
}

QTEST_GUILESS_MAIN(ResultsWriteTest)
#include "results_write_test.moc"
