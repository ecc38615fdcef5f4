// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bad input: the status, a problem document a person can act on, nothing stored, and the server goes on.
#include "tests/support/live.h"

#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class ResultsRefuseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badInputIsRefusedAndNothingStored_data();
    void badInputIsRefusedAndNothingStored();
    void methodsThatAreNotThereAreNamed_data();
    void methodsThatAreNotThereAreNamed();
    void unknownPathsAre404_data();
    void unknownPathsAre404();

private:
    void verifyUntouched();

    Wall m_wall;
    std::optional<HttpClient> m_client; // one connection for all: it has to live through every refusal
};

void ResultsRefuseTest::initTestCase()
{
    QVERIFY(m_wall.start());
    m_client.emplace(m_wall.port());
    QCOMPARE(m_client->ask("POST", "/results", R"({"name":"Ada","time":1})").status, 201);
}

void ResultsRefuseTest::verifyUntouched()
{
    const QJsonObject summary = m_client->ask("GET", "/summary").json();
    QCOMPARE(summary["results"_L1]["total"_L1].toInteger(), 1);
    QCOMPARE(summary["last_id"_L1].toInteger(), 1);
}

void ResultsRefuseTest::badInputIsRefusedAndNothingStored_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says"); // part of the detail

    const auto json = [](const char *row, const QByteArray &body, int status, const QString &says) {
        QTest::newRow(row) << "application/json"_ba << body << status << says;
    };
    // 400: not understood.
    json("nothing", "", 400, u"empty"_s);
    json("blanks", " \n ", 400, u"empty"_s);
    json("not JSON", "hello", 400, u"not JSON"_s);
    json("half an object", R"({"name":"Ada","time":1)", 400, u"not JSON"_s);
    json("two objects", R"({"name":"Ada","time":1}{"name":"Ada","time":1})", 400, u"not JSON"_s);
    json("NaN", R"({"name":"Ada","time":NaN})", 400, u"byte"_s);
    json("Infinity", R"({"name":"Ada","time":Infinity})", 400, u"byte"_s);
    json("a trailing comma", R"({"name":"Ada","time":1,})", 400, u"byte"_s);
    json("single quotes", "{'name':'Ada','time':1}", 400, u"byte"_s);
    json("not UTF-8", "{\"name\":\"A\xff\xfe\",\"time\":1}", 400, u"UTF"_s);
    json("a UTF-16 body", QByteArray("\xff\xfe{\0\"\0", 6), 400, QString());
    json("very deep", QByteArray(100'000, '['), 400, u"deep"_s);
    // 422: understood, and not valid.
    json("an empty object", "{}", 422, u"field \"name\""_s);
    json("no time", R"({"name":"Ada"})", 422, u"field \"time\""_s);
    json("no name", R"({"time":1})", 422, u"field \"name\""_s);
    json("other case", R"({"Name":"Ada","Time":1})", 422, u"field \"name\""_s);
    json("a name that is a number", R"({"name":7,"time":1})", 422, u"expected a string, found a number"_s);
    json("a name that is null", R"({"name":null,"time":1})", 422, u"found null"_s);
    json("a name that is a list", R"({"name":["Ada"],"time":1})", 422, u"found an array"_s);
    json("a time that is text", R"({"name":"Ada","time":"12.34"})", 422, u"found a string"_s);
    json("a time that is true", R"({"name":"Ada","time":true})", 422, u"found a boolean"_s);
    json("a time that is null", R"({"name":"Ada","time":null})", 422, u"found null"_s);
    json("a time that is an object", R"({"name":"Ada","time":{}})", 422, u"found an object"_s);
    json("a negative time", R"({"name":"Ada","time":-0.001})", 422, u"negative"_s);
    json("a time beyond all numbers", R"({"name":"Ada","time":1e999})", 400, u"byte"_s);
    json("an empty name", R"({"name":"","time":1})", 422, u"empty"_s);
    json("a blank name", R"({"name":" \t\u00a0 ","time":1})", 422, u"empty"_s);
    json("an over-long name", R"({"name":")" + QByteArray(201, 'a') + R"(","time":1})", 422, u"200"_s);
    json("an array with a number", R"([{"name":"Ada","time":1},5])", 422, u"record 2"_s);
    json("an array in an array", R"([[{"name":"Ada","time":1}]])", 422, u"record 1"_s);
    // Forms.
    const QByteArray form = "application/x-www-form-urlencoded";
    QTest::newRow("an empty form") << form << QByteArray() << 422 << u"is missing"_s;
    QTest::newRow("a form without time") << form << "name=Ada"_ba << 422 << u"field \"time\""_s;
    QTest::newRow("a form without name") << form << "time=1"_ba << 422 << u"field \"name\""_s;
    QTest::newRow("a form with words for time") << form << "name=Ada&time=fast"_ba << 422 << u"fast"_s;
    QTest::newRow("a form with a comma") << form << "name=Ada&time=12,34"_ba << 422 << u"12,34"_s;
    QTest::newRow("a form with nan") << form << "name=Ada&time=nan"_ba << 422 << u"time"_s;
    QTest::newRow("a form with inf") << form << "name=Ada&time=inf"_ba << 422 << u"time"_s;
    QTest::newRow("a form with an empty name") << form << "name=&time=1"_ba << 422 << u"empty"_s;
    QTest::newRow("a form that is broken JSON") << form << "{\"name\""_ba << 400 << u"not JSON"_s;
    // 415.
    const QByteArray record = R"({"name":"Ada","time":1})";
    QTest::newRow("plain text") << "text/plain"_ba << record << 415 << u"text/plain"_s;
    QTest::newRow("a file upload") << "multipart/form-data; boundary=x"_ba << record << 415 << u"multipart"_s;
    QTest::newRow("XML") << "application/xml"_ba
                         << "<result/>"_ba << 415 << u"application/json"_s;
    QTest::newRow("almost JSON") << "application/jsonx"_ba << record << 415 << u"jsonx"_s;
}

void ResultsRefuseTest::badInputIsRefusedAndNothingStored()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, says);
    for (const auto &[method, path] : {std::pair{"POST"_ba, "/results"_ba}, std::pair{"PUT"_ba, "/results/1"_ba}}) {
        const Answer answer = m_client->ask(method, path, body, {{"Content-Type", type}});
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
        const QJsonObject problem = answer.json();
        QCOMPARE(problem.value("status"_L1).toInt(), status);
        QVERIFY(!problem.value("title"_L1).toString().isEmpty());
        QVERIFY(!answer.detail().isEmpty());
        // A PUT takes one record: of an array it says that.
        if (method == "POST" || !body.startsWith('['))
            QVERIFY2(answer.detail().contains(says), qPrintable(answer.detail()));
        verifyUntouched();
    }
}

void ResultsRefuseTest::methodsThatAreNotThereAreNamed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("allow");
    const QByteArray read = "OPTIONS, GET, HEAD";
    QTest::newRow("PUT /results") << "PUT"_ba
                                  << "/results"_ba << read + ", POST";
    QTest::newRow("DELETE /results") << "DELETE"_ba
                                     << "/results"_ba << read + ", POST";
    QTest::newRow("PATCH /results/1") << "PATCH"_ba
                                      << "/results/1"_ba << read + ", PUT, DELETE";
    QTest::newRow("POST /results/1") << "POST"_ba
                                     << "/results/1"_ba << read + ", PUT, DELETE";
    QTest::newRow("POST /") << "POST"_ba
                            << "/"_ba << read;
    QTest::newRow("POST /events") << "POST"_ba
                                  << "/events"_ba << read;
    QTest::newRow("DELETE /say") << "DELETE"_ba
                                 << "/say"_ba
                                 << "OPTIONS, GET, POST"_ba;
    QTest::newRow("HEAD /say, which would say it") << "HEAD"_ba
                                                   << "/say"_ba
                                                   << "OPTIONS, GET, POST"_ba;
    QTest::newRow("GET /hooks/gitlab") << "GET"_ba
                                       << "/hooks/gitlab"_ba
                                       << "OPTIONS, POST"_ba;
    QTest::newRow("HEAD /hooks/gitlab") << "HEAD"_ba
                                        << "/hooks/gitlab"_ba
                                        << "OPTIONS, POST"_ba;
    QTest::newRow("TRACE /results") << "TRACE"_ba
                                    << "/results"_ba << read + ", POST";
    QTest::newRow("a method of its own") << "BREW"_ba
                                         << "/results"_ba << read + ", POST";
    QTest::newRow("a method in small letters") << "post"_ba
                                               << "/results"_ba << read + ", POST";
}

void ResultsRefuseTest::methodsThatAreNotThereAreNamed()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, allow);
    const Answer answer = m_client->ask(method, path, method == "HEAD" ? "" : R"({"name":"Ada","time":1})");
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.field("Allow"), allow);
    const Answer options = m_client->ask("OPTIONS", path);
    QCOMPARE(options.status, 204);
    QCOMPARE(options.field("Allow"), allow);
    verifyUntouched();
}

void ResultsRefuseTest::unknownPathsAre404_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/nothing", "/Results", "/results/1/", "//results", "/results//", "/.", "/..", "/%00",
                             "/results%20", "/hooks/", "/ci/runs/", "/?", "/results;a=b", "/%c3%a4", "/%zz", "/["}) {
        if (QByteArrayView(path) != "/?")
            QTest::newRow(path) << QByteArray(path);
    }
    QTest::newRow("a very long one") << "/" + QByteArray(8000, 'x');
}

void ResultsRefuseTest::unknownPathsAre404()
{
    QFETCH(QByteArray, path);
    for (const QByteArray &method : {"GET"_ba, "POST"_ba, "DELETE"_ba, "OPTIONS"_ba}) {
        const Answer answer = m_client->ask(method, path);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
        QVERIFY(!answer.detail().isEmpty());
        QVERIFY(answer.body.size() < 1000);
    }
    verifyUntouched();
}

QTEST_GUILESS_MAIN(ResultsRefuseTest)
#include "results_refuse_test.moc"
