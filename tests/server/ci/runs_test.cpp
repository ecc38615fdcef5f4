// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the wall reckons from many runs, over HTTP: claims, figures, trends, filters.
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class RunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aClaimIsSeenByAll();
    void aClaimIsChecked_data();
    void aClaimIsChecked();
    void onlyThoseWhoMayWriteClaim();
    void aNameOfNothingButControlsIsNone();
    void aLaneIsForgotten();
    void aLaneToForgetIsChecked();
    void aChangeOfMeaningIsAnEvent();
    void figuresAndTrendsAreReckoned();
    void runsAreFilteredByAuthorAndTime();
    void aBadgeShowsHowTheLikeliestRefStands();

private:
    // A pipeline that has ended, or not.
    void pipeline(int id, const QByteArray &status, const QByteArray &author = "Ada", int seconds = 60)
    {
        const Answer answer = m_wall->ask(
                "POST", "/hooks/gitlab",
                "{\"object_kind\":\"pipeline\",\"project\":{\"path_with_namespace\":\"shop/api\"},\"user\":{\"name\":\""
                        + author + "\"},\"object_attributes\":{\"id\":" + QByteArray::number(id)
                        + ",\"ref\":\"main\",\"status\":\"" + status + "\",\"duration\":" + QByteArray::number(seconds)
                        + ",\"finished_at\":\"2026-11-20 10:" + QByteArray::number(10 + id) + ":00 UTC\"}}");
        QCOMPARE(answer.status, 202);
    }
    QJsonObject run(int id) { return m_wall->ask("GET", "/ci/runs/" + QByteArray::number(id)).json(); }

    std::unique_ptr<Wall> m_wall;
};

void RunsTest::init()
{
    m_wall = std::make_unique<Wall>();
    QVERIFY(m_wall->start());
}

void RunsTest::aClaimIsSeenByAll()
{
    pipeline(1, "failed");
    EventStream stream(m_wall->port(), "/events?collection=ci");
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    const Answer claimed = m_wall->ask("POST", "/ci/runs/1/claim", R"({"by":"  Ada\tLovelace "})");
    QCOMPARE(claimed.status, 200);
    QCOMPARE(claimed.json()["claim"_L1]["by"_L1].toString(), u"Ada Lovelace"_s);
    QVERIFY(!claimed.json()["claim"_L1]["at"_L1].toString().isEmpty());
    QVERIFY(waitUntil([&] { return stream.text().contains("Ada Lovelace"); }));
    pipeline(2, "running");
    QCOMPARE(run(2)["claim"_L1]["by"_L1].toString(), u"Ada Lovelace"_s);
    QCOMPARE(m_wall->ask("DELETE", "/ci/runs/2/claim").status, 200);
    QVERIFY(!run(2).contains("claim"_L1));
}

void RunsTest::aClaimIsChecked_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no name") << "/ci/runs/1/claim"_ba
                             << "{}"_ba << 422;
    QTest::newRow("a blank one") << "/ci/runs/1/claim"_ba
                                 << R"({"by":"  "})"_ba << 422;
    QTest::newRow("a number") << "/ci/runs/1/claim"_ba
                              << R"({"by":7})"_ba << 422;
    QTest::newRow("a long one") << "/ci/runs/1/claim"_ba
                                << "{\"by\":\"" + QByteArray(81, 'x') + "\"}" << 422;
    QTest::newRow("not JSON") << "/ci/runs/1/claim"_ba
                              << "{"_ba << 400;
    QTest::newRow("no such run") << "/ci/runs/9/claim"_ba
                                 << R"({"by":"Ada"})"_ba << 404;
    QTest::newRow("no number") << "/ci/runs/x/claim"_ba
                               << R"({"by":"Ada"})"_ba << 404;
    QTest::newRow("green") << "/ci/runs/2/claim"_ba
                           << R"({"by":"Ada"})"_ba << 409;
}
void RunsTest::aClaimIsChecked()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    pipeline(1, "failed");
    if (path.contains("/2/"))
        pipeline(2, "success");
    const Answer answer = m_wall->ask("POST", path, body);
    QTEST(answer.status, "status");
    QVERIFY(!answer.detail().isEmpty());
    QVERIFY(!run(1).contains("claim"_L1));
}

void RunsTest::onlyThoseWhoMayWriteClaim()
{
    pipeline(1, "failed");
    QCOMPARE(m_wall->ask("POST", "/ci/runs/1/claim", R"({"by":"Ada"})", {{"X-Forwarded-For", "192.0.2.7"}}).status,
             401);
    QCOMPARE(m_wall->ask("POST", "/ci/runs/1/claim", R"({"by":"Ada"})", {{"Origin", "https://evil.example"}}).status,
             403);
    QCOMPARE(m_wall->ask("GET", "/ci/runs/1/claim").status, 405);
}

void RunsTest::aNameOfNothingButControlsIsNone()
{
    pipeline(1, "failed");
    for (const QByteArray &unseen : {R"(\u202e\u0007)"_ba, R"(\u200b)"_ba, R"(\u200f\u2060)"_ba})
        QCOMPARE(m_wall->ask("POST", "/ci/runs/1/claim", R"({"by":")" + unseen + R"("})").status, 422);
    const Answer claimed = m_wall->ask("POST", "/ci/runs/1/claim", R"({"by":"\u202eAda\u0007"})");
    QCOMPARE(claimed.json()["claim"_L1]["by"_L1].toString(), u"Ada"_s);
}

void RunsTest::aLaneIsForgotten()
{
    pipeline(1, "failed");
    pipeline(2, "running");
    EventStream stream(m_wall->port(), "/events?collection=ci");
    QVERIFY(waitUntil([&] { return stream.isOpen(); }));
    const Answer deleted = m_wall->ask("DELETE", "/ci?provider=gitlab&project=shop/api&ref=main");
    QCOMPARE(deleted.status, 200);
    QCOMPARE(deleted.body, R"({"deleted":2})"_ba);
    QVERIFY(waitUntil([&] { return stream.text().contains("\"type\":\"deleted\""); }));
    QVERIFY(stream.text().contains(
            R"("data":{"provider":"gitlab","project":"shop/api","pipeline":"","ref":"main","runs":2})"));
    QCOMPARE(m_wall->ask("GET", "/ci/runs/1").status, 404);
    QVERIFY(m_wall->ask("GET", "/ci").json().value("runs"_L1).toArray().isEmpty());
    QVERIFY(m_wall->ask("GET", "/ci/figures").json().value("figures"_L1).toArray().isEmpty());
    QCOMPARE(m_wall->ask("GET", "/ci/deliveries?run=1").json().value("deliveries"_L1).toArray().size(), 1);
    pipeline(3, "failed");
    QCOMPARE(run(3).value("transition"_L1).toString(), u"broken"_s);
}

void RunsTest::aLaneToForgetIsChecked()
{
    pipeline(1, "failed");
    QCOMPARE(m_wall->ask("DELETE", "/ci").status, 422);
    QCOMPARE(m_wall->ask("DELETE", "/ci?provider=gitlab").status, 422);
    QCOMPARE(m_wall->ask("DELETE", "/ci?provider=gitlab&project=shop/api&ref=main&pipelin=x").status, 422);
    QCOMPARE(m_wall->ask("DELETE", "/ci?provider=gitlab&project=shop/api").status, 404); // it has a ref
    QCOMPARE(m_wall->ask("DELETE", "/ci?provider=gitlab&project=shop/api&ref=main", {},
                         {{"X-Forwarded-For", "192.0.2.7"}})
                     .status,
             401);
    QCOMPARE(run(1).value("state"_L1).toString(), u"failed"_s);
}

void RunsTest::aChangeOfMeaningIsAnEvent()
{
    pipeline(1, "success");
    pipeline(3, "failed");
    QCOMPARE(run(2).value("transition"_L1).toString(), u"broken"_s);
    QCOMPARE(run(2).value("last_green"_L1).toString(), u"2026-11-20T10:11:00.000Z"_s);
    const Answer late = m_wall->ask(
            "POST", "/hooks/gitlab",
            R"({"object_kind":"pipeline","project":{"path_with_namespace":"shop/api"},"object_attributes":{"id":2,"ref":"main","status":"failed"}})");
    QCOMPARE(late.json().value("events"_L1).toArray().size(), 2);
    QCOMPARE(run(2).value("transition"_L1).toString(), u"still_broken"_s);
    QCOMPARE(run(3).value("transition"_L1).toString(), u"broken"_s);
}

void RunsTest::figuresAndTrendsAreReckoned()
{
    QVERIFY(m_wall->ask("GET", "/ci/figures").json().value("figures"_L1).toArray().isEmpty());
    QCOMPARE(m_wall->ask("GET", "/ci/trend?provider=gitlab&project=shop/api").status, 404);
    QCOMPARE(m_wall->ask("GET", "/ci/trend").status, 422);
    for (int id = 1; id <= 10; ++id)
        pipeline(id, id == 4 ? "failed" : "success", "Ada", id * 10);
    pipeline(11, "running");
    QCOMPARE(run(11).value("estimate"_L1).toDouble(), 60.0); // the median of 10, 20, 30, 50 … 100
    const QJsonObject figures = m_wall->ask("GET", "/ci/figures").json()["figures"_L1][0].toObject();
    QCOMPARE(figures.value("project"_L1).toString(), u"shop/api"_s);
    QCOMPARE(figures.value("runs"_L1).toInt(), 10);
    QCOMPARE(figures.value("success_rate"_L1).toDouble(), 0.9);
    QCOMPARE(figures.value("median"_L1).toDouble(), 60.0);
    QCOMPARE(figures.value("percentile_90"_L1).toDouble(), 92.0);
    QCOMPARE(figures.value("last_green"_L1).toString(), u"2026-11-20T10:20:00.000Z"_s);
    const QJsonObject trend = m_wall->ask("GET", "/ci/trend?provider=gitlab&project=shop%2Fapi").json();
    const QJsonArray points = trend.value("points"_L1).toArray();
    QCOMPARE(points.size(), 10);
    QCOMPARE(points[3]["state"_L1].toString(), u"failed"_s);
    QCOMPARE(points[9]["duration"_L1].toDouble(), 100.0);
}

void RunsTest::runsAreFilteredByAuthorAndTime()
{
    pipeline(1, "success", "Ada Lovelace");
    pipeline(2, "success", "Grace Hopper");
    const auto count = [this](const QByteArray &query) {
        return m_wall->ask("GET", "/ci/runs" + query).json().value("runs"_L1).toArray().size();
    };
    QCOMPARE(count("?author=lovelace"), 1);
    QCOMPARE(count("?author=a"), 2);
    QCOMPARE(count("?author=%25"), 0); // no pattern
    QCOMPARE(count("?provider=gitlab"), 2);
    QCOMPARE(count("?provider=github"), 0);
    QCOMPARE(count("?pipeline=nightly"), 0);
    QCOMPARE(count("?since=2026-01-01T00:00:00Z"), 2);
    QCOMPARE(count("?since=2200-01-01T00:00:00Z"), 0);
    QCOMPARE(count("?since=2026-01-01"), 2);
    QCOMPARE(count("?until=2026-01-01"), 0);
    QCOMPARE(m_wall->ask("GET", "/ci/runs?since=2026-02-30").status, 422);
    QCOMPARE(count("?until=2026-01-01T00:00:00Z"), 0);
    QCOMPARE(m_wall->ask("GET", "/ci/runs?since=yesterday").status, 422);
}

void RunsTest::aBadgeShowsHowTheLikeliestRefStands()
{
    const auto badge = [this](const QByteArray &query) {
        return m_wall->ask("GET", "/ci/badge/shop/api.svg" + query).body;
    };
    const QByteArray unknown = badge({});
    pipeline(1, "failed");
    const QByteArray red = badge({});
    QVERIFY(red != unknown);
    pipeline(2, "running");
    QCOMPARE(badge({}), red); // the last result
    pipeline(3, "success");
    QVERIFY(badge({}) != red && badge({}) != unknown);
    QCOMPARE(badge("?ref=main&provider=gitlab"), badge({}));
    for (const QByteArray query : {"?ref=other", "?provider=github", "?ref="})
        QCOMPARE(badge(query), unknown);
    QCOMPARE(badge("?pipeline=nightly&label=shop/api"), unknown);
}

QTEST_GUILESS_MAIN(RunsTest)
#include "runs_test.moc"
