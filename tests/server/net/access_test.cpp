// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who may do what: the machine itself, others with and without the token, pages of other origins, webhooks.
#include "tests/support/live.h"

#include <QNetworkInterface>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QByteArray record(R"({"name":"Ada","time":12.34})");

// An address of this machine that is not loopback; null where it has none.
QHostAddress ownAddress()
{
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
            return address;
    }
    return {};
}

} // namespace

class AccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writingFromElsewhereNeedsTheToken_data();
    void writingFromElsewhereNeedsTheToken();
    void pagesOfOtherOriginsMayNotWrite_data();
    void pagesOfOtherOriginsMayNotWrite();
    void readingIsOpenToEveryPage();
    void aPreflightSaysWhatIsAllowed_data();
    void aPreflightSaysWhatIsAllowed();
    void webhooksShowTheirOwnSecret_data();
    void webhooksShowTheirOwnSecret();
    void projectsHaveTheirOwnSecrets_data();
    void projectsHaveTheirOwnSecrets();
    void onlyHooksAllowTheirSenders();
    void theTokenServesWhereNoSecretIsSet_data();
    void theTokenServesWhereNoSecretIsSet();
    void secretsAreNeverSaid();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Wall> m_wall;     // with an allowed origin, on all addresses
    std::unique_ptr<Wall> m_secrets;  // with secrets for GitLab
    std::unique_ptr<Wall> m_projects; // with secrets for single projects
    QByteArray m_hook;
};

void AccessTest::initTestCase()
{
    QFile configuration(m_folder.filePath(u"wall.toml"_s));
    QVERIFY(configuration.open(QIODevice::WriteOnly));
    configuration.write("[hooks.gitlab]\nsecrets = [\"current-secret\", \"previous-secret\"]\n");
    configuration.close();
    QFile projects(m_folder.filePath(u"projects.toml"_s));
    QVERIFY(projects.open(QIODevice::WriteOnly));
    projects.write(R"(
[hooks.gitlab]
secrets = ["common-secret"]
[hooks.gitlab.projects."GitLab-Org/GITLAB-test"]
secrets = ["project-secret"]
[hooks."*".projects."other/one"]
secrets = ["others-secret"]
)");
    projects.close();
    QFile hook(qEnvironmentVariable("TALLYWALL_SOURCE") + u"/tests/server/ci/data/push.json"_s);
    QVERIFY(hook.open(QIODevice::ReadOnly));
    m_hook = hook.readAll();
    m_wall = std::make_unique<Wall>(
            QStringList{u"--listen"_s, u"0.0.0.0"_s, u"--allow-origin"_s, u"https://friend.example:8443"_s});
    m_secrets = std::make_unique<Wall>(QStringList{u"--config"_s, configuration.fileName()});
    m_projects = std::make_unique<Wall>(QStringList{u"--config"_s, projects.fileName()});
    QVERIFY(m_wall->start() && m_secrets->start() && m_projects->start());
    QVERIFY(m_wall->token().size() >= 32);
}

void AccessTest::writingFromElsewhereNeedsTheToken_data()
{
    QTest::addColumn<QHostAddress>("server");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<bool>("local");
    const QHostAddress loopback(QHostAddress::LocalHost);
    const auto row = [&](const char *name, const Fields &fields, bool local) {
        QTest::newRow(name) << loopback << fields << local;
    };
    row("127.0.0.1", {{"Host", "127.0.0.1"}}, true);
    row("localhost", {{"Host", "LocalHost:4000"}}, true);
    row("IPv6", {{"Host", "[::1]:4000"}}, true);
    row("another loopback", {{"Host", "127.9.9.9"}}, true);
    row("a name that leads here", {{"Host", "rebound.example:4000"}}, false);
    row("a name that looks like it", {{"Host", "localhost.example"}}, false);
    row("a name that begins like it", {{"Host", "127.0.0.1.example"}}, false);
    row("nothing as name", {{"Host", ""}}, false);
    row("a broken name", {{"Host", "[::1"}}, false);
    for (const char *field :
         {"X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP",
          "X-Forwarded-Port", "x-forwarded", "CF-Connecting-IP", "X-Client-IP", "True-Client-IP"})
        row(field, {{"Host", "localhost"}, {field, "127.0.0.1"}}, false);
    if (const QHostAddress own = ownAddress(); !own.isNull()) {
        QTest::newRow("another peer") << own << Fields{{"Host", own.toString().toLatin1()}} << false;
        QTest::newRow("another peer that says localhost") << own << Fields{{"Host", "localhost"}} << false;
    }
}

void AccessTest::writingFromElsewhereNeedsTheToken()
{
    QFETCH(QHostAddress, server);
    QFETCH(Fields, fields);
    QFETCH(bool, local);
    HttpClient client(m_wall->port(), server);
    const QByteArray token = m_wall->token();
    const auto with = [&](const QByteArray &authorization) {
        return fields + Fields{{"Authorization", authorization}};
    };

    const Answer without = client.ask("POST", "/results", record, fields);
    QCOMPARE(without.status, local ? 201 : 401);
    if (!local) {
        QCOMPARE(without.field("WWW-Authenticate"), "Bearer"_ba);
        QVERIFY(without.detail().contains("token"_L1));
    }
    for (const QByteArray &wrong :
         {"Bearer wrong"_ba, "Bearer "_ba, token, "Basic " + token, "Bearer " + token.chopped(1),
          "Bearer " + token + 'x', "Bearer " + token.toLower()}) {
        QCOMPARE(client.ask("POST", "/results", record, with(wrong)).status, local ? 201 : 401);
    }
    QCOMPARE(client.ask("POST", "/results", record, with("Bearer " + token)).status, 201);
    QCOMPARE(client.ask("POST", "/results", record, with("bearer  " + token)).status, 201);

    const int refused = local ? 200 : 401;
    QCOMPARE(client.ask("GET", "/say?name=a&message=b", {}, fields).status, refused);
    QCOMPARE(client.ask("GET", "/say?name=a&message=b", {}, with("Bearer " + token)).status, 200);
    QCOMPARE(client.ask("PUT", "/results/1", record, fields).status, refused);
    QCOMPARE(client.ask("DELETE", "/results/999999", {}, fields).status, local ? 404 : 401);
    // Reading is open.
    for (const QByteArray &path : {"/"_ba, "/results"_ba, "/ci"_ba, "/health"_ba, "/metrics"_ba, "/summary"_ba})
        QCOMPARE(client.ask("GET", path, {}, fields).status, 200);
}

void AccessTest::pagesOfOtherOriginsMayNotWrite_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, const Fields &fields, bool allowed) {
        QTest::newRow(name) << fields << allowed;
    };
    row("no page at all", {}, true);
    row("our own page", {{"Origin", "http://127.0.0.1:4000"}, {"Host", "127.0.0.1:4000"}}, true);
    row("our own page over TLS", {{"Origin", "https://127.0.0.1:4000"}, {"Host", "127.0.0.1:4000"}}, true);
    row("our own, as browsers say it", {{"Sec-Fetch-Site", "same-origin"}}, true);
    row("typed by a person", {{"Sec-Fetch-Site", "none"}}, true);
    row("the allowed one", {{"Origin", "https://friend.example:8443"}, {"Sec-Fetch-Site", "cross-site"}}, true);
    row("a foreign one", {{"Origin", "http://evil.example"}}, false);
    row("null", {{"Origin", "null"}}, false);
    row("another port", {{"Origin", "http://127.0.0.1:8080"}, {"Host", "127.0.0.1:4000"}}, false);
    row("the allowed one at another port", {{"Origin", "https://friend.example"}}, false);
    row("one that begins like the allowed one", {{"Origin", "https://friend.example:8443.evil.example"}}, false);
    row("across sites, without Origin", {{"Sec-Fetch-Site", "cross-site"}}, false);
    row("from a sibling site", {{"Sec-Fetch-Site", "same-site"}}, false);
    row("an extension", {{"Origin", "chrome-extension://abc"}}, false);
}

void AccessTest::pagesOfOtherOriginsMayNotWrite()
{
    QFETCH(Fields, fields);
    QFETCH(bool, allowed);
    // Also with the token: a page that has it is still a page.
    for (const Fields &proof : {Fields(), Fields{{"Authorization", "Bearer " + m_wall->token()}}}) {
        const Answer posted = m_wall->ask("POST", "/results", record, fields + proof);
        QCOMPARE(posted.status, allowed ? 201 : 403);
        QCOMPARE(m_wall->ask("GET", "/say?name=a&message=b", {}, fields + proof).status, allowed ? 200 : 403);
        const Answer hooked = m_wall->ask("POST", "/hooks/gitlab", m_hook, fields + proof);
        QCOMPARE(hooked.status, allowed ? 200 : 403);
        if (!allowed)
            QVERIFY(posted.detail().contains("--allow-origin"_L1));
    }
}

void AccessTest::readingIsOpenToEveryPage()
{
    for (const QByteArray &path : {"/results"_ba, "/ci"_ba, "/summary"_ba, "/health"_ba}) {
        const Answer answer = m_wall->ask("GET", path, {}, {{"Origin", "http://elsewhere.example"}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("Access-Control-Allow-Origin"), "*"_ba);
    }
    const Answer friendly = m_wall->ask("POST", "/results", record, {{"Origin", "https://friend.example:8443"}});
    QCOMPARE(friendly.field("Access-Control-Allow-Origin"), "https://friend.example:8443"_ba);
    QVERIFY(friendly.field("Access-Control-Expose-Headers").contains("Location"));
}

void AccessTest::aPreflightSaysWhatIsAllowed_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("allowedOrigin");
    QTest::newRow("the allowed one writes") << "https://friend.example:8443"_ba
                                            << "POST"_ba
                                            << "https://friend.example:8443"_ba;
    QTest::newRow("a foreign one reads") << "http://elsewhere.example"_ba
                                         << "GET"_ba
                                         << "*"_ba;
    QTest::newRow("a foreign one writes") << "http://elsewhere.example"_ba
                                          << "POST"_ba << QByteArray();
    QTest::newRow("null writes") << "null"_ba
                                 << "POST"_ba << QByteArray();
}

void AccessTest::aPreflightSaysWhatIsAllowed()
{
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, allowedOrigin);
    const Answer answer = m_wall->ask("OPTIONS", "/results", {},
                                      {{"Origin", origin},
                                       {"Access-Control-Request-Method", method},
                                       {"Access-Control-Request-Headers", "authorization, content-type"}});
    QCOMPARE(answer.field("Access-Control-Allow-Origin"), allowedOrigin);
    QCOMPARE(answer.status, allowedOrigin.isEmpty() ? 403 : 204);
    if (allowedOrigin.isEmpty())
        return;
    QVERIFY(answer.field("Access-Control-Allow-Methods").contains(method));
    QVERIFY(answer.field("Access-Control-Allow-Headers").toLower().contains("authorization"));
    QVERIFY(answer.field("Access-Control-Allow-Headers").toLower().contains("content-type"));
}

void AccessTest::webhooksShowTheirOwnSecret_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << Fields() << 401; // from this machine, too: secrets are set
    QTest::newRow("the current one") << Fields{{"X-Gitlab-Token", "current-secret"}} << 200;
    QTest::newRow("the previous one") << Fields{{"X-Gitlab-Token", "previous-secret"}} << 200;
    QTest::newRow("a wrong one") << Fields{{"X-Gitlab-Token", "current-secretx"}} << 401;
    QTest::newRow("an empty one") << Fields{{"X-Gitlab-Token", ""}} << 401;
    QTest::newRow("through a proxy") << Fields{{"X-Gitlab-Token", "current-secret"}, {"X-Forwarded-For", "192.0.2.1"}}
                                     << 200;
}

void AccessTest::webhooksShowTheirOwnSecret()
{
    QFETCH(Fields, fields);
    QFETCH(int, status);
    const Answer answer = m_secrets->ask("POST", "/hooks/gitlab", m_hook, fields);
    QCOMPARE(answer.status, status);
    if (status == 401)
        QVERIFY2(answer.detail().contains("gitlab"_L1), qPrintable(answer.detail()));
    const Fields token{{"Authorization", "Bearer " + m_secrets->token()}};
    QCOMPARE(m_secrets->ask("POST", "/hooks/gitlab", m_hook, token).status, 200);
    QCOMPARE(m_secrets->ask("POST", "/hooks/gitlab", m_hook, {{"X-Gitlab-Token", m_secrets->token()}}).status, 401);
}

void AccessTest::projectsHaveTheirOwnSecrets_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<int>("status");
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + u"/tests/server/ci/data/pipeline_running.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray run = file.readAll();
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &secret, int status) {
        QTest::newRow(name) << "/hooks/gitlab"_ba << body << secret << status;
    };
    row("a run, of the project", run, "project-secret", 202);
    row("a run, of all", run, "common-secret", 401);
    row("a run, of another project", run, "others-secret", 401);
    row("a run of a project without its own, of all", QByteArray(run).replace("gitlab-org/gitlab-test", "a/b"),
        "common-secret", 202);
    row("a run of a project without its own, of a project", QByteArray(run).replace("gitlab-org/gitlab-test", "a/b"),
        "project-secret", 401);
    // What is no run speaks for no project.
    row("a push, of a project", m_hook, "project-secret", 200);
    row("a push, of all", m_hook, "common-secret", 200);
    row("a push, of another project", m_hook, "others-secret", 200);
    row("a push, of nobody", m_hook, "guessed-secret", 401);
    row("no JSON, of a project", "{", "project-secret", 400);
    row("no pipeline, of a project", R"({"object_kind":"pipeline"})", "project-secret", 422);
    row("no JSON, of nobody", "{", "guessed-secret", 401);
    QTest::newRow("a ping, of a project") << "/hooks/github"_ba
                                          << R"({"zen":"Speak.","hook_id":7})"_ba
                                          << "others-secret"_ba << 200;
    QTest::newRow("a ping, of nobody") << "/hooks/github"_ba
                                       << R"({"zen":"Speak.","hook_id":7})"_ba
                                       << "guessed-secret"_ba << 401;
}

void AccessTest::projectsHaveTheirOwnSecrets()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, secret);
    QFETCH(int, status);
    const Answer answer = m_projects->ask("POST", path, body,
                                          {{"Authorization", "Bearer " + secret}, {"X-GitHub-Event", "ping"}});
    QVERIFY2(answer.status == status, answer.body.constData());
}

void AccessTest::onlyHooksAllowTheirSenders()
{
    const Fields asks{{"WebHook-Request-Origin", "ci.example"}};
    for (const QByteArray &path : {"/hooks"_ba, "/hooks/cdevents"_ba, "/cloudevents"_ba})
        QCOMPARE(m_wall->ask("OPTIONS", path, {}, asks).field("WebHook-Allowed-Origin"), "ci.example"_ba);
    for (const QByteArray &path : {"/results"_ba, "/ci"_ba}) {
        const Answer answer = m_wall->ask("OPTIONS", path, {}, asks);
        QCOMPARE(answer.status, 204);
        QVERIFY(answer.field("WebHook-Allowed-Origin").isEmpty() && answer.field("WebHook-Allowed-Rate").isEmpty());
    }
}

void AccessTest::theTokenServesWhereNoSecretIsSet_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<int>("status");
    const std::pair<QByteArray, QByteArray> far{"Host", "wall.example"};
    QTest::newRow("from this machine") << Fields() << 200;
    QTest::newRow("from elsewhere") << Fields{far} << 401;
    QTest::newRow("from elsewhere, with the token") << Fields{far, {"X-Gitlab-Token", m_wall->token()}} << 200;
    QTest::newRow("from elsewhere, with another") << Fields{far, {"X-Gitlab-Token", "guess"}} << 401;
    QTest::newRow("from this machine, with another") << Fields{{"X-Gitlab-Token", "guess"}} << 401;
}

void AccessTest::theTokenServesWhereNoSecretIsSet()
{
    QFETCH(Fields, fields);
    QFETCH(int, status);
    QCOMPARE(m_wall->ask("POST", "/hooks/gitlab", m_hook, fields).status, status);
}

void AccessTest::secretsAreNeverSaid()
{
    QVERIFY(m_secrets->stop());
    const QByteArray said = m_secrets->process().readAllStandardError();
    QVERIFY(!said.contains("current-secret") && !said.contains("previous-secret"));
    QCOMPARE(said.count(m_secrets->token()), 1); // once, at the first start
}

QTEST_GUILESS_MAIN(AccessTest)
#include "access_test.moc"
