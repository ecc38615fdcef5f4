// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What arrived stands in the inspector: believed or not, with its secrets hidden; and can be run again.
#include "core/ci/masking.h"
#include "tests/support/live.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const auto configuration = R"(
[hooks.gitlab]
secrets = ["current-secret", "previous-secret", "a/secret+of=signs"]
)"_ba;

QByteArray pipeline()
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + u"/tests/server/ci/data/pipeline_running.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Until the clock of the wall, which is ours, shows another millisecond.
void waitUntilAfter(const QString &time)
{
    while (QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) <= time)
        std::this_thread::yield();
}

} // namespace

class DeliveriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatWasBelievedIsToldWhole();
    void whatWasReadIsToldInALine_data();
    void whatWasReadIsToldInALine();
    void whatWasRefusedIsToldWithItsReason_data();
    void whatWasRefusedIsToldWithItsReason();
    void noSecretIsKept();
    void noSecretIsKeptOfBodies();
    void noSecretIsShownOfRuns();
    void noBeginningOfASecretIsKept();
    void secretMembersAreHidden_data();
    void secretMembersAreHidden();
    void hidingIsCheap();
    void whatIsNoServiceIsTold();
    void whatIsLargeHasToSayWhoseItIs();
    void theSameDeliveryIsNotStoredTwice();
    void aRefusedDeliveryMayComeAgain();
    void aDeliveryIsRunAgain();
    void whatIsRunAgainIsReadAsOfThen();
    void whatWasCutIsNotRunAgain();
    void refusalsDoNotFloodTheInspector();
    void deliveriesAreCounted();
    void listsAreFilteredAndPaged();
    void itIsNotForEveryone();
    void whatCannotBeFoundSaysSo();
    void aSecretInTheAddressIsOne();

private:
    Answer hook(const QByteArray &body, const Fields &fields, const QByteArray &path = "/hooks/gitlab")
    {
        return m_wall->ask("POST", path, body, Fields{{"X-Gitlab-Event", "Pipeline Hook"}} + fields);
    }
    QJsonArray list(const QByteArray &query = {})
    {
        return m_wall->ask("GET", "/ci/deliveries" + query).json().value("deliveries"_L1).toArray();
    }
    QJsonObject newest() { return list("?limit=1").at(0).toObject(); }
    QJsonObject whole(qint64 id) { return m_wall->ask("GET", "/ci/deliveries/" + QByteArray::number(id)).json(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Wall> m_wall;
};

void DeliveriesTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QFile file(m_dir->filePath(u"wall.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(configuration);
    file.close();
    m_wall = std::make_unique<Wall>(QStringList{u"--config"_s, file.fileName()});
    QVERIFY(m_wall->start());
}

void DeliveriesTest::whatWasBelievedIsToldWhole()
{
    QCOMPARE(hook(pipeline(), {{"X-Gitlab-Token", "previous-secret"}, {"Idempotency-Key", "k1"}}).status, 202);
    const QJsonObject row = newest();
    QCOMPARE(row.value("provider"_L1).toString(), u"gitlab"_s);
    QCOMPARE(row.value("event"_L1).toString(), u"Pipeline Hook"_s);
    QCOMPARE(row.value("delivery_id"_L1).toString(), u"k1"_s);
    QCOMPARE(row.value("verdict"_L1).toString(), u"given"_s);
    QCOMPARE(row.value("scheme"_L1).toString(), u"X-Gitlab-Token"_s);
    QCOMPARE(row.value("outcome"_L1).toString(), u"recorded"_s);
    QCOMPARE(row.value("status"_L1).toInt(), 202);
    QCOMPARE(row.value("project"_L1).toString(), u"gitlab-org/gitlab-test"_s);
    QCOMPARE(row.value("run"_L1).toInt(), 1);
    QCOMPARE(row.value("body_bytes"_L1).toInt(), tallywall::ci::withoutSecretMembers(pipeline()).size());
    QVERIFY(!row.contains("body"_L1) && !row.contains("headers"_L1));
    const QJsonObject all = whole(row.value("id"_L1).toInteger());
    QCOMPARE(all.value("body"_L1).toString().toUtf8(), tallywall::ci::withoutSecretMembers(pipeline()));
    QCOMPARE(all["headers"_L1]["X-Gitlab-Event"_L1][0].toString(), u"Pipeline Hook"_s);
}

void DeliveriesTest::whatWasReadIsToldInALine_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArray &body, const QString &detail) {
        QTest::newRow(name) << body << detail;
    };
    row("a pipeline", pipeline(), u"pipeline 31 of master: running"_s);
    row("without a ref", pipeline().replace("\"ref\": \"master\"", "\"ref\": null"), u"pipeline 31: running"_s);
    row("a state of its own", pipeline().replace("\"status\": \"running\"", "\"status\": \"melted\""),
        u"pipeline 31 of master: unknown (\"melted\")"_s);
    row("a job", R"({"object_kind":"build","ref":"main","build_id":7,"build_name":"unit","build_status":"failed",
                     "pipeline_id":31,"project":{"path_with_namespace":"a/b"}})",
        u"job unit of main: failed"_s);
    row("a deployment", R"({"object_kind":"deployment","deployment_id":9,"environment":"production","status":"success",
                            "ref":"v1","project":{"path_with_namespace":"a/b"}})",
        u"pipeline deployment to production 9 of v1: success"_s);
    row("a long ref", pipeline().replace("\"ref\": \"master\"", "\"ref\": \"" + QByteArray(90, 'r') + '"'),
        u"pipeline 31 of %1…: running"_s.arg(QString(79, u'r')));
    row("a secret", pipeline().replace("\"ref\": \"master\"", "\"ref\": \"current-secret\""),
        u"pipeline 31 of ••••: running"_s);
}

void DeliveriesTest::whatWasReadIsToldInALine()
{
    QFETCH(const QByteArray, body);
    QCOMPARE(hook(body, {{"X-Gitlab-Token", "current-secret"}}).status, 202);
    QTEST(newest().value("detail"_L1).toString(), "detail");
    QCOMPARE(hook(body, {{"X-Gitlab-Token", "current-secret"}}).status, 200);
    QCOMPARE(newest().value("outcome"_L1).toString(), u"unchanged"_s);
    QTEST(newest().value("detail"_L1).toString(), "detail");
}

void DeliveriesTest::whatWasRefusedIsToldWithItsReason_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("nothing") << ""_ba
                             << ""_ba << u"missing"_s;
    QTest::newRow("wrong token") << "X-Gitlab-Token"_ba
                                 << "older-secret"_ba << u"wrong"_s;
    QTest::newRow("wrong bearer") << "Authorization"_ba
                                  << "Bearer older-secret"_ba << u"wrong"_s;
    QTest::newRow("wrong signature") << "webhook-signature"_ba
                                     << "v1,AAAA"_ba << u"wrong"_s;
}
void DeliveriesTest::whatWasRefusedIsToldWithItsReason()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    const Answer answer = hook(pipeline(), header.isEmpty() ? Fields{} : Fields{{header, value}});
    QCOMPARE(answer.status, 401);
    QVERIFY(!answer.detail().isEmpty());
    QVERIFY(m_wall->ask("GET", "/ci").json().value("runs"_L1).toArray().isEmpty());
    const QJsonObject row = newest();
    QTEST(row.value("verdict"_L1).toString(), "verdict");
    QVERIFY(!row.value("why"_L1).toString().isEmpty());
    QCOMPARE(row.value("outcome"_L1).toString(), u"refused"_s);
    QCOMPARE(row.value("status"_L1).toInt(), 401);
    QCOMPARE(whole(row.value("id"_L1).toInteger()).value("body"_L1).toString().toUtf8(),
             tallywall::ci::withoutSecretMembers(pipeline()));
}

void DeliveriesTest::noSecretIsKept()
{
    hook(pipeline(), {{"X-Gitlab-Token", "current-secret"}, {"X-Of-Our-Own", "is current-secret here"}});
    hook(pipeline(), {{"X-Gitlab-Token", "mistyped-secret"}, {"Cookie", "session=abcdef"}});
    hook(pipeline(), {{"Authorization", "Bearer " + m_wall->token()}});
    QByteArray everything = m_wall->ask("GET", "/ci/deliveries").body;
    for (int id = 1; id <= 3; ++id)
        everything += m_wall->ask("GET", "/ci/deliveries/" + QByteArray::number(id)).body;
    QVERIFY(everything.contains("Bearer \u2022\u2022"));
    for (const QByteArray &secret : {"current-secret"_ba, "mistyped-secret"_ba, "abcdef"_ba, m_wall->token()})
        QVERIFY2(!everything.contains(secret), secret.constData());
    QVERIFY(m_wall->stop());
    for (const QString &name : {u"tallywall.sqlite"_s, u"tallywall.sqlite-wal"_s}) {
        QFile file(m_wall->dataFolder() + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            QVERIFY(!file.readAll().contains("-secret"));
    }
}

void DeliveriesTest::noSecretIsKeptOfBodies()
{
    const QByteArrayList secrets{"current-secret",          "a/secret+of=signs",     "a%2Fsecret%2Bof%3Dsigns",
                                 "a%2fsecret%2bof%3dsigns", R"(a\/secret+of=signs)", m_wall->token()};
    const QByteArray body = pipeline().trimmed().chopped(1) + R"(,"variables":[")" + secrets.join(R"(",")")
            + R"("],"Private_Token" : "own-secret","hook":{"secret":"inner-secret"}})";
    const Fields proof{{"X-Gitlab-Token", "current-secret"}};
    QCOMPARE(hook(body, proof + Fields{{"X-Address", "/?t=a%2Fsecret%2Bof%3Dsigns"}}).status, 202);
    QCOMPARE(hook("{\"object_kind\":\"current-secret\"}", proof).status, 200);         // its detail says the kind
    QCOMPARE(hook(QByteArray(64 * 1024 - 5, ' ') + "current-secret", {}).status, 401); // where it is cut
    for (const QByteArray &path : {"/hooks/current-secret"_ba, "/hooks/" + m_wall->token()})
        QCOMPARE(hook(pipeline(), {}, path).status, 404);
    QByteArray everything = m_wall->ask("GET", "/ci/deliveries").body;
    for (int id = 1; id <= 5; ++id)
        everything += m_wall->ask("GET", "/ci/deliveries/" + QByteArray::number(id)).body;
    for (const QByteArray &secret :
         secrets + QByteArrayList{"own-secret", "inner-secret", "curre", m_wall->token().left(20)})
        QVERIFY2(!everything.contains(secret), secret.constData());
    QVERIFY(whole(1).value("body"_L1).toString().contains(
            u"\"Private_Token\" : \"\u2022\u2022\u2022\u2022\",\"hook\""_s));
    QCOMPARE(m_wall->ask("POST", "/ci/deliveries/1/replay").status, 200); // it is whole, but for them
    QVERIFY(m_wall->stop());
    for (const QString &name : {u"tallywall.sqlite"_s, u"tallywall.sqlite-wal"_s}) {
        QFile file(m_wall->dataFolder() + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            QVERIFY(!file.readAll().contains("-secret"));
    }
}

void DeliveriesTest::noSecretIsShownOfRuns()
{
    // In every text of the run; in the message where texts are cut, too.
    QJsonObject document = QJsonDocument::fromJson(pipeline()).object();
    const QString secret = u"current-secret"_s;
    QJsonObject attributes = document.value("object_attributes"_L1).toObject();
    attributes.insert(u"ref"_s, secret);
    attributes.insert(u"url"_s, u"https://ada:own-password@ci.example.com/"_s + secret);
    document.insert(u"object_attributes"_s, attributes);
    document.insert(
            u"commit"_s,
            QJsonObject{{"message"_L1, QString(192, u'x') + secret}, {"author"_L1, QJsonObject{{"name"_L1, secret}}}});
    document.insert(u"builds"_s,
                    QJsonArray{QJsonObject{
                            {"id"_L1, 1}, {"name"_L1, secret}, {"stage"_L1, secret}, {"status"_L1, u"running"_s}}});
    document.insert(u"project"_s, QJsonObject{{"id"_L1, 1}, {"path_with_namespace"_L1, u"group/"_s + secret}});
    const Fields proof{{"X-Gitlab-Token", "previous-secret"}, {"Idempotency-Key", "current-secret-1"}};
    const auto post = [this, proof](const QJsonObject &what) {
        return m_wall->ask("POST", "/hooks/gitlab", QJsonDocument(what).toJson(),
                           Fields{{"X-Gitlab-Event", "of current-secret"}} + proof);
    };
    QCOMPARE(post(document).status, 202);
    QCOMPARE(newest().value("project"_L1).toString(), u"group/\u2022\u2022\u2022\u2022"_s);
    QCOMPARE(newest().value("event"_L1).toString(), u"of \u2022\u2022\u2022\u2022"_s);
    QCOMPARE(newest().value("delivery_id"_L1).toString(), u"\u2022\u2022\u2022\u2022-1"_s);
    QByteArray everything;
    for (const QByteArray &path : {"/ci"_ba, "/ci/runs/1"_ba, "/ci/cc.xml"_ba, "/ci/transitions.atom"_ba,
                                   "/ci/deliveries"_ba, "/ci/deliveries/1"_ba})
        everything += m_wall->ask("GET", path).body;
    QVERIFY(everything.contains("group/\u2022\u2022\u2022\u2022"));
    QVERIFY(!everything.contains("current-"));
    QVERIFY(!m_wall->ask("GET", "/ci/runs/1").body.contains("own-password"));
    QVERIFY(m_wall->ask("GET", "/ci/runs/1").body.contains("https://ci.example.com/"));
    QCOMPARE(post(document).json().value("ignored"_L1).toString(), u"this was delivered before"_s);
    QCOMPARE(m_wall->ask("POST", "/ci/deliveries/1/replay").status, 200); // read of the masked body: the same run
    QCOMPARE(newest().value("outcome"_L1).toString(), u"unchanged"_s);
}

void DeliveriesTest::noBeginningOfASecretIsKept()
{
    // Masks make it shorter than what was looked through, so that the secret that is cut at the end of that would be kept.
    QByteArray body = "a/secret+of=signs "_ba.repeated(2000);
    body += QByteArray(64 * 1024 + 4096 - 9 - body.size(), ' ') + "current-secret" + QByteArray(1000, ' ');
    QCOMPARE(hook(body, {}).status, 401);
    const QJsonObject kept = whole(newest().value("id"_L1).toInteger());
    QVERIFY(kept.value("body"_L1).toString().contains(u"\u2022\u2022\u2022\u2022 "_s));
    QVERIFY(!kept.value("body"_L1).toString().contains(u"current"_s));
    QCOMPARE(kept.value("body_bytes"_L1).toInt(), body.size());
}

void DeliveriesTest::secretMembersAreHidden_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("hidden");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &hidden) {
        QTest::newRow(name) << json << QByteArray(hidden).replace("*", "\u2022\u2022\u2022\u2022");
    };
    row("each", R"({"secret":"a","TOKEN":"b","password":"c","private_token":"d","Access_Token":"e"})",
        R"({"secret":"*","TOKEN":"*","password":"*","private_token":"*","Access_Token":"*"})");
    row("blanks and escapes", "[{\"token\" :\n \"a\\\"b\\\\\", \"c\":1}]", "[{\"token\" :\n \"*\", \"c\":1}]");
    row("within names", R"({"tokens":"a","my_token":7})", R"({"tokens":"*","my_token":"*"})");
    row("cut", R"({"token":"abc)", R"({"token":"*)");
    row("cut in an escape", R"({"token":"abc\)", R"({"token":"*)");
    for (const QByteArray &same :
         {""_ba, R"(")"_ba, R"("token)"_ba, R"("token")"_ba, R"("token":)"_ba, R"({"token":""})"_ba,
          R"({"token":null})"_ba, R"({"a":"token","b":"c"})"_ba, R"({"tok":"a","key":"b"})"_ba,
          R"({"a":"\"token\":\"b\""})"_ba, R"({"token"::"a"})"_ba, R"({"token":{"a":"b"}})"_ba})
        row(same.constData(), same, same);
}

void DeliveriesTest::secretMembersAreHidden()
{
    QFETCH(QByteArray, json);
    QTEST(tallywall::ci::withoutSecretMembers(json), "hidden");
}

void DeliveriesTest::hidingIsCheap()
{
    QByteArray body = pipeline();
    while (body.size() < 100'000)
        body += body;
    body.truncate(100'000);
    const QByteArrayList spellings = tallywall::ci::spellings(
            {"0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210", m_wall->token()});
    QBENCHMARK
    {
        QVERIFY(tallywall::ci::withoutSecretMembers(tallywall::ci::masked(body, spellings)).size() >= body.size());
    }
}

void DeliveriesTest::whatIsLargeHasToSayWhoseItIs()
{
    const QByteArray large = pipeline().trimmed().chopped(1) + ",\"pad\":\"" + QByteArray(1024 * 1024, 'x') + "\"}";
    const Fields proof{{"X-Gitlab-Token", "current-secret"}};
    const Answer refused = m_wall->ask("POST", "/hooks", large, {{"Authorization", "Bearer current-secret"}});
    QCOMPARE(refused.status, 413);
    QVERIFY(refused.detail().contains("/hooks/PROVIDER"_L1));
    QCOMPARE(newest().value("status"_L1).toInt(), 413);
    QCOMPARE(m_wall->ask("POST", "/hooks", large, {{"Authorization", "Bearer " + m_wall->token()}}).status, 422);
    QCOMPARE(m_wall->ask("POST", "/hooks/gitlab", large, proof).status, 202);
    QCOMPARE(hook(large, proof, "/hooks").status, 200); // its header tells
}

void DeliveriesTest::whatIsNoServiceIsTold()
{
    QCOMPARE(m_wall->ask("POST", "/hooks", "{\"a\":1}").status, 422);
    QCOMPARE(newest().value("outcome"_L1).toString(), u"refused"_s);
    QCOMPARE(m_wall->ask("POST", "/hooks/nobody", "{\"a\":1}").status, 404);
    QVERIFY(newest().value("detail"_L1).toString().contains(u"nobody"_s));
    QVERIFY(!newest().contains("provider"_L1));
    QCOMPARE(m_wall->ask("POST", "/hooks", "<xml/>").status, 400);
    QVERIFY(newest().value("detail"_L1).toString().contains(u"XML"_s));
}

void DeliveriesTest::theSameDeliveryIsNotStoredTwice()
{
    const Fields fields{{"X-Gitlab-Token", "current-secret"}, {"Idempotency-Key", "once"}};
    QCOMPARE(hook(pipeline(), fields).status, 202);
    m_wall->kill(); // what was answered is known afterwards
    QVERIFY(m_wall->start());
    const Answer again = hook(pipeline().replace("running", "success"), fields); // the id counts, not the body
    QCOMPARE(again.status, 200);
    QVERIFY(again.json().value("ignored"_L1).toString().contains(u"before"_s));
    QCOMPARE(newest().value("outcome"_L1).toString(), u"duplicate"_s);
    QCOMPARE(m_wall->ask("GET", "/ci/runs/1").json().value("state"_L1).toString(), u"running"_s);
}

void DeliveriesTest::aRefusedDeliveryMayComeAgain()
{
    QCOMPARE(hook(pipeline(), {{"X-Gitlab-Token", "wrong"}, {"Idempotency-Key", "k"}}).status, 401);
    QCOMPARE(hook(pipeline(), {{"X-Gitlab-Token", "current-secret"}, {"Idempotency-Key", "k"}}).status, 202);
}

void DeliveriesTest::aDeliveryIsRunAgain()
{
    QCOMPARE(hook(pipeline(), {{"X-Gitlab-Token", "wrong"}, {"Idempotency-Key", "k"}}).status, 401);
    const Answer answer = m_wall->ask("POST", "/ci/deliveries/1/replay"); // whoever may do that vouches for it
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.json().value("events"_L1).toArray().size(), 1);
    QCOMPARE(newest().value("replay_of"_L1).toInt(), 1);
    QCOMPARE(newest().value("outcome"_L1).toString(), u"recorded"_s);
    QCOMPARE(m_wall->ask("POST", "/ci/deliveries/2/replay").status, 200); // says nothing new
    QCOMPARE(newest().value("outcome"_L1).toString(), u"unchanged"_s);
    QCOMPARE(m_wall->ask("POST", "/ci/deliveries/99/replay").status, 404);
}

void DeliveriesTest::whatIsRunAgainIsReadAsOfThen()
{
    QCOMPARE(hook(pipeline(), {{"X-Gitlab-Token", "wrong"}}).status, 401);
    const QString then = newest().value("received"_L1).toString();
    waitUntilAfter(then);
    QCOMPARE(m_wall->ask("POST", "/ci/deliveries/1/replay").status, 202);
    const QString later = newest().value("received"_L1).toString();
    QVERIFY(later > then);
    QCOMPARE(m_wall->ask("GET", "/ci/runs/1").json().value("updated"_L1).toString(), then);
    waitUntilAfter(later);
    QCOMPARE(m_wall->ask("POST", "/ci/deliveries/2/replay").status, 200); // one that was run again already
    QCOMPARE(m_wall->ask("GET", "/ci/runs/1").json().value("updated"_L1).toString(), then);
}

void DeliveriesTest::whatWasCutIsNotRunAgain()
{
    const QByteArray large = pipeline().trimmed().chopped(1) + ",\"pad\":\"" + QByteArray(200'000, 'x') + "\"}";
    QCOMPARE(hook(large, {{"X-Gitlab-Token", "wrong"}}).status, 401);
    QCOMPARE(newest().value("body_bytes"_L1).toInt(), large.size());
    QCOMPARE(whole(1).value("body"_L1).toString().toUtf8().size(), 64 * 1024);
    QCOMPARE(m_wall->ask("POST", "/ci/deliveries/1/replay").status, 409);
}

void DeliveriesTest::refusalsDoNotFloodTheInspector()
{
    for (int i = 0; i < 300; ++i)
        QCOMPARE(hook("{}", {{"X-Gitlab-Token", "wrong"}}).status, 401);
    QCOMPARE(hook(pipeline(), {{"X-Gitlab-Token", "current-secret"}}).status, 202);
    QVERIFY(list("?limit=500").size() < 250);
    QCOMPARE(newest().value("outcome"_L1).toString(), u"recorded"_s);
}

void DeliveriesTest::deliveriesAreCounted()
{
    const auto counted = [this](const QByteArray &outcome) {
        return metric(*m_wall, "tallywall_hook_deliveries_total{outcome=\"" + outcome + "\"}");
    };
    const Fields right{{"X-Gitlab-Token", "current-secret"}, {"Idempotency-Key", "k"}};
    QCOMPARE(hook(pipeline(), right).status, 202);
    QCOMPARE(hook(pipeline(), right).status, 200);
    QCOMPARE(hook("{\"object_kind\":\"push\"}", {{"X-Gitlab-Token", "current-secret"}}).status, 200);
    QCOMPARE(hook("{}", {{"X-Gitlab-Token", "current-secret"}}).status, 422);
    QCOMPARE(counted("recorded"), 1.0);
    QCOMPARE(counted("duplicate"), 1.0);
    QCOMPARE(counted("ignored"), 1.0);
    QCOMPARE(counted("invalid"), 1.0);
    QCOMPARE(counted("unchanged"), 0.0);
    QCOMPARE(counted("unstored"), 0.0);
    // Of those that leave no trace, the next one that does tells.
    static const QRegularExpression more(u"\\. (\\d+) more were refused without being kept$"_s);
    int refused = 0;
    int untold = 0;
    const QDeadlineTimer deadline(15'000);
    while (untold == 0 && !deadline.hasExpired()) {
        QCOMPARE(hook("{}", {{"X-Gitlab-Token", "wrong"}}).status, 401);
        ++refused;
        untold = more.match(newest().value("detail"_L1).toString()).captured(1).toInt();
    }
    QVERIFY(untold > 0);
    QCOMPARE(list("?outcome=refused&limit=500").size() + untold, refused);
    QCOMPARE(counted("refused"), double(refused - untold));
    QCOMPARE(counted("refused_unnoted"), double(untold));
}

void DeliveriesTest::listsAreFilteredAndPaged()
{
    for (int i = 0; i < 5; ++i) {
        hook(pipeline(), {{"X-Gitlab-Token", "current-secret"}, {"Idempotency-Key", QByteArray::number(i)}});
        hook("{}", {{"X-Gitlab-Token", "wrong"}});
    }
    QCOMPARE(list().size(), 10);
    QCOMPARE(list("?outcome=refused").size(), 5);
    QCOMPARE(list("?outcome=recorded").size(), 1);
    QCOMPARE(list("?provider=gitlab").size(), 10);
    QCOMPARE(list("?provider=github").size(), 0);
    QCOMPARE(list("?run=1").size(), 5);
    const QJsonObject page = m_wall->ask("GET", "/ci/deliveries?limit=4").json();
    QCOMPARE(page.value("deliveries"_L1).toArray().size(), 4);
    QCOMPARE(list("?before=" + QByteArray::number(page.value("next"_L1).toInteger())).size(), 6);
    for (const QByteArray &query : {"?outcome=good"_ba, "?limit=0"_ba, "?limit=501"_ba, "?before=x"_ba, "?run=-1"_ba})
        QCOMPARE(m_wall->ask("GET", "/ci/deliveries" + query).status, 422);
}

void DeliveriesTest::itIsNotForEveryone()
{
    const Fields proxied{{"X-Forwarded-For", "192.0.2.7"}};
    QCOMPARE(m_wall->ask("GET", "/ci/deliveries", {}, proxied).status, 401);
    QCOMPARE(m_wall->ask("GET", "/ci/deliveries/1", {}, proxied).status, 401);
    QCOMPARE(m_wall->ask("POST", "/ci/deliveries/1/replay", {}, proxied).status, 401);
    const Fields token{{"X-Forwarded-For", "192.0.2.7"}, {"Authorization", "Bearer " + m_wall->token()}};
    QCOMPARE(m_wall->ask("GET", "/ci/deliveries", {}, token).status, 200);
    QCOMPARE(m_wall->ask("GET", "/ci/deliveries", {}, {{"Origin", "https://evil.example"}}).status, 403);
}

void DeliveriesTest::whatCannotBeFoundSaysSo()
{
    QCOMPARE(m_wall->ask("GET", "/ci/deliveries/7").status, 404);
    QCOMPARE(m_wall->ask("GET", "/ci/deliveries/x").status, 404);
    QCOMPARE(m_wall->ask("DELETE", "/ci/deliveries/7").status, 405);
}

void DeliveriesTest::aSecretInTheAddressIsOne()
{
    QCOMPARE(hook(pipeline(), {}, "/hooks/gitlab/current-secret").status, 202);
    QCOMPARE(newest().value("scheme"_L1).toString(), u"secret in the address"_s);
    QCOMPARE(hook(pipeline(), {}, "/hooks/gitlab?access_token=previous-secret").status, 200);
    QCOMPARE(hook(pipeline(), {}, "/hooks/gitlab/other").status, 401);
    QVERIFY(!m_wall->ask("GET", "/ci/deliveries").body.contains("current-secret"));
}

QTEST_GUILESS_MAIN(DeliveriesTest)
#include "deliveries_test.moc"
