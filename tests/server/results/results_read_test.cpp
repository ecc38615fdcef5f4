// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET of results through the real program: paging, order, and what is asked for.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

constexpr int rows = 250;

QList<qint64> ids(const QJsonArray &results)
{
    QList<qint64> list;
    for (const QJsonValue &one : results)
        list.append(one["id"_L1].toInteger());
    return list;
}

} // namespace

class ResultsReadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesFollowOneAnotherWithoutGapOrDouble_data();
    void pagesFollowOneAnotherWithoutGapOrDouble();
    void ordersAreWhatTheirNamesSay();
    void parametersAreChecked_data();
    void parametersAreChecked();
    void theDefaultIsAHundredNewest();
    void aPageGoesOnThoughItsLastRowIsGone();

private:
    Wall m_wall;
};

void ResultsReadTest::initTestCase()
{
    QVERIFY(m_wall.start());
    QJsonArray array;
    for (int i = 0; i < rows; ++i) {
        // Many ties in both columns.
        array.append(QJsonObject{{u"name"_s, u"Runner %1"_s.arg(i * 7 % 40)}, {u"time"_s, i * 13 % 30}});
    }
    QCOMPARE(m_wall.ask("POST", "/results", QJsonDocument(array).toJson()).status, 201);
}

void ResultsReadTest::pagesFollowOneAnotherWithoutGapOrDouble_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<int>("limit");
    for (const char *order : {"newest", "fastest", "name"}) {
        for (const int limit : {1, 7, 50, 249, 250, 251})
            QTest::addRow("%s by %d", order, limit) << QByteArray(order) << limit;
    }
}

void ResultsReadTest::pagesFollowOneAnotherWithoutGapOrDouble()
{
    QFETCH(QByteArray, order);
    QFETCH(int, limit);
    const QByteArray query = "/results?order=" + order + "&limit=";
    HttpClient client = m_wall.client();
    const QList<qint64> whole = ids(client.ask("GET", query + "10000").json().value("results"_L1).toArray());
    QCOMPARE(whole.size(), rows);
    QList<qint64> paged;
    QByteArray before;
    do {
        const Answer answer = client.ask("GET", query + QByteArray::number(limit) + before);
        QCOMPARE(answer.status, 200);
        const QList<qint64> page = ids(answer.json().value("results"_L1).toArray());
        QVERIFY(!page.isEmpty() && page.size() <= limit);
        paged += page;
        const QJsonValue next = answer.json().value("next"_L1);
        before = next.isUndefined() ? QByteArray() : "&before=" + QByteArray::number(next.toInteger());
    } while (!before.isEmpty());
    QCOMPARE(paged, whole);
}

void ResultsReadTest::ordersAreWhatTheirNamesSay()
{
    const auto list = [this](const QByteArray &order) {
        return m_wall.ask("GET", "/results?limit=10000&order=" + order).json().value("results"_L1).toArray();
    };
    QList<qint64> newest = ids(list("newest"));
    QVERIFY(std::is_sorted(newest.crbegin(), newest.crend()));
    const QJsonArray fastest = list("fastest");
    QVERIFY(std::is_sorted(fastest.begin(), fastest.end(), [](const QJsonValue &a, const QJsonValue &b) {
        return a["time"_L1].toDouble() < b["time"_L1].toDouble();
    }));
    const QJsonArray byName = list("name");
    QVERIFY(std::is_sorted(byName.begin(), byName.end(), [](const QJsonValue &a, const QJsonValue &b) {
        return a["name"_L1].toString() < b["name"_L1].toString();
    }));
}

void ResultsReadTest::parametersAreChecked_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("named");
    QTest::newRow("limit 0") << "limit=0"_ba << 422 << u"limit"_s;
    QTest::newRow("limit 1") << "limit=1"_ba << 200 << QString();
    QTest::newRow("limit 10000") << "limit=10000"_ba << 200 << QString();
    QTest::newRow("limit 10001") << "limit=10001"_ba << 422 << u"limit"_s;
    QTest::newRow("a negative limit") << "limit=-1"_ba << 422 << u"limit"_s;
    QTest::newRow("a limit in words") << "limit=ten"_ba << 422 << u"limit"_s;
    QTest::newRow("a broken limit") << "limit=1.5"_ba << 422 << u"limit"_s;
    QTest::newRow("an empty limit") << "limit="_ba << 422 << u"limit"_s;
    QTest::newRow("a limit beyond 64 bits") << "limit=99999999999999999999"_ba << 422 << u"limit"_s;
    QTest::newRow("before 0") << "before=0"_ba << 422 << u"before"_s;
    QTest::newRow("before in words") << "before=x"_ba << 422 << u"before"_s;
    QTest::newRow("before the first") << "before=1"_ba << 200 << QString();
    QTest::newRow("before what never was") << "before=99999"_ba << 200 << QString();
    QTest::newRow("an unknown order") << "order=slowest"_ba << 422 << u"order"_s;
    QTest::newRow("SQL as order") << "order=id;DROP%20TABLE%20results"_ba << 422 << u"order"_s;
    QTest::newRow("other parameters") << "a=b&&c&=&%zz"_ba << 200 << QString();
}

void ResultsReadTest::parametersAreChecked()
{
    QFETCH(QByteArray, query);
    QFETCH(int, status);
    QFETCH(QString, named);
    const Answer answer = m_wall.ask("GET", "/results?" + query);
    QCOMPARE(answer.status, status);
    if (!named.isEmpty())
        QVERIFY2(answer.detail().contains(u'"' + named + u'"'), qPrintable(answer.detail()));
}

void ResultsReadTest::theDefaultIsAHundredNewest()
{
    const QJsonObject whole = m_wall.ask("GET", "/results").json();
    const QList<qint64> page = ids(whole.value("results"_L1).toArray());
    QCOMPARE(page.size(), 100);
    QCOMPARE(whole.value("next"_L1).toInteger(), page.constLast());
    QCOMPARE(page.constFirst() - page.constLast(), 99);
}

void ResultsReadTest::aPageGoesOnThoughItsLastRowIsGone()
{
    QByteArray places[3];
    for (QByteArray &place : places)
        place = m_wall.ask("POST", "/results", R"({"name":"Ada","time":1})").field("Location");
    QCOMPARE(m_wall.ask("DELETE", places[1]).status, 204);
    const QByteArray gone = places[1].mid(9);
    const Answer newest = m_wall.ask("GET", "/results?limit=1&before=" + gone);
    QCOMPARE(newest.status, 200);
    QCOMPARE("/results/" + QByteArray::number(newest.json()["results"_L1][0]["id"_L1].toInteger()), places[0]);
    // By time or name there is no place to go on from: the client is told, and begins anew.
    QCOMPARE(m_wall.ask("GET", "/results?order=fastest&limit=1&before=" + gone).status, 409);
    QCOMPARE(m_wall.ask("DELETE", places[0]).status, 204);
    QCOMPARE(m_wall.ask("DELETE", places[2]).status, 204);
}

QTEST_GUILESS_MAIN(ResultsReadTest)
#include "results_read_test.moc"
