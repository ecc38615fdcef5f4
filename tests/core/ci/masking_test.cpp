// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/masking.h"
#include "core/ci/secret_members.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::ci;

// Of what is plain JSON tests/server/ci/deliveries_test.cpp tells.
class MaskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretMembersOfAFormAreHidden_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("hidden");
        const auto row = [](const char *name, const QByteArray &body, const QByteArray &hidden) {
            QTest::newRow(name) << body << QByteArray(hidden).replace("*", "\u2022\u2022\u2022\u2022");
        };
        row("GitHub's", "payload=%7B%22hook%22%3A%7B%22secret%22%3A%22a%2Bb%22%7D%2C%22id%22%3A7%7D",
            "payload=%7B%22hook%22%3A%7B%22secret%22%3A%22*%22%7D%2C%22id%22%3A7%7D");
        row("each", "payload=%7B%22Token%22%3A%22a%22%2C%22password%22%3A%22b%22%2C%22private_token%22%3A%22c%22%7D",
            "payload=%7B%22Token%22%3A%22*%22%2C%22password%22%3A%22*%22%2C%22private_token%22%3A%22*%22%7D");
        row("small escapes", "payload=%7b%22token%22%3a%22a%22%7d", "payload=%7b%22token%22%3a%22*%22%7d");
        row("blanks as plus", "payload={%22token%22+:++%22a+b%22}", "payload={%22token%22+:++%22*%22}");
        row("escaped quotes", "payload=%7B%22token%22%3A%22a%5C%22b%22%7D", "payload=%7B%22token%22%3A%22*%22%7D");
        row("a name of more escapes than needed", "payload=%7B%22%74oken%22%3A%22%61%22%7D",
            "payload=%7B%22%74oken%22%3A%22*%22%7D");
        row("not escaped at all", R"(payload={"token":"a","b":"c"})", R"(payload={"token":"*","b":"c"})");
        row("between other fields", "a=%22token%22&payload=%7B%22token%22%3A%22a%22%7D&b=c",
            "a=%22token%22&payload=%7B%22token%22%3A%22*%22%7D&b=c");
        row("a number", "payload=%7B%22apiKey%22%3A17%2C%22id%22%3A7%7D",
            "payload=%7B%22apiKey%22%3A\"*\"%2C%22id%22%3A7%7D");
        row("variables", "payload={%22variables%22:[{%22key%22:%22A%22,%22value%22:%22b%22}],%22value%22:%22c%22}",
            "payload={%22variables%22:[{%22key%22:%22A%22,%22value%22:%22*%22}],%22value%22:%22c%22}");
        row("cut", "payload=%7B%22token%22%3A%22abc", "payload=%7B%22token%22%3A%22*");
        row("cut in an escape", "payload=%7B%22token%22%3A%22abc%2", "payload=%7B%22token%22%3A%22*");
        for (const QByteArray &same :
             {"payload="_ba, "payload"_ba, "payload=%7B%22id%22%3A7%2c%22Path%22:%22a%2fb+c%22%7D"_ba,
              "payload=%7B%22token%22%3A%22%22%7D"_ba, "payload=%7B%22token%22%3Anull%7D"_ba,
              "other=%7B%22token%22%3A%22a%22%7D"_ba, "payload=%"_ba, "payload=%zz%"_ba})
            row(same.constData(), same, same);
    }
    void secretMembersOfAFormAreHidden()
    {
        QFETCH(QByteArray, body);
        QTEST(withoutSecretMembers(body), "hidden");
        QCOMPARE(withoutSecretMembers(withoutSecretMembers(body)), withoutSecretMembers(body));
    }

    void secretsAreKnownByTheirNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("secret");
        for (const char *name : {"token",
                                 "TOKEN",
                                 "access_token",
                                 "CI_JOB_TOKEN",
                                 "accessToken",
                                 "tokens",
                                 "secret",
                                 "clientSecret",
                                 "AWS_SECRET_ACCESS_KEY",
                                 "password",
                                 "basicAuthPassword",
                                 "DEPLOY_PASSWORD",
                                 "passwd",
                                 "db-passwd",
                                 "api_key",
                                 "apikey",
                                 "X-Api-Key",
                                 "apiKey",
                                 "private_key",
                                 "privateKey",
                                 "ssh-private-key",
                                 "credential",
                                 "credentials",
                                 "credentialsId"})
            QTest::newRow(name) << QByteArray(name) << true;
        for (const char *name :
             {"", "t", "toke", "key", "keys", "step_key", "public_key", "api", "to_ken", "photo_kenya", "pass",
              "passed", "passing", "private", "author", "secre", "credit", "value"})
            QTest::newRow(name) << QByteArray(name) << false;
    }
    void secretsAreKnownByTheirNames()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const bool, secret);
        QCOMPARE(namesSecret(name), secret);
        const QByteArray before = "{\"" + name + "\":";
        const QByteArray mask = "\"\u2022\u2022\u2022\u2022\"";
        for (const QByteArray &value : {"\"a\""_ba, "7"_ba, "-1.5e+3"_ba, "true"_ba})
            QCOMPARE(withoutSecretMembers(before + value + ",\"b\":1}"),
                     before + (secret ? mask : value) + ",\"b\":1}");
        for (const QByteArray &value : {"null"_ba, "\"\""_ba, "{}"_ba, "[\"a\",7]"_ba})
            QCOMPARE(withoutSecretMembers(before + value + '}'), before + value + '}');
    }

    void valuesOfVariablesAreHidden_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("hidden");
        const auto row = [](const char *name, const QByteArray &json, const QByteArray &hidden) {
            QTest::newRow(name) << json << QByteArray(hidden).replace("*", "\u2022\u2022\u2022\u2022");
        };
        row("GitLab's",
            R"({"object_attributes":{"variables":[{"key":"A","value":"b"},{"key":"C","value":"d"}],"value":"e"}})",
            R"({"object_attributes":{"variables":[{"key":"A","value":"*"},{"key":"C","value":"*"}],"value":"e"}})");
        row("at any depth", R"({"variables":{"a":[{"b":{"value":1}}]},"value":2})",
            R"({"variables":{"a":[{"b":{"value":"*"}}]},"value":2})");
        row("within each other", R"({"variables":[{"variables":[{"value":"a"}]},{"value":"b"}],"c":{"value":"d"}})",
            R"({"variables":[{"variables":[{"value":"*"}]},{"value":"*"}],"c":{"value":"d"}})");
        row("brackets in texts", "{\"variables\":[{\"key\":\"]}\\\"]}\",\"value\":\"a\"}],\"value\":\"b\"}",
            "{\"variables\":[{\"key\":\"]}\\\"]}\",\"value\":\"*\"}],\"value\":\"b\"}");
        row("cut", "{\"variables\":[{\"key\":\"A\",\"value\":\"b", "{\"variables\":[{\"key\":\"A\",\"value\":\"*");
        for (const QByteArray &same :
             {R"({"variables":[],"value":"a"})"_ba, "{\"variables\":\"[\",\"value\":\"a\"}"_ba,
              R"({"variables":7,"value":"a"})"_ba, R"({"variable":[{"value":"a"}]})"_ba, "{\"variables\":"_ba})
            row(same.constData(), same, same);
    }
    void valuesOfVariablesAreHidden()
    {
        QFETCH(const QByteArray, json);
        QTEST(withoutSecretMembers(json), "hidden");
    }

    void whatIsReadHoldsNoSecret()
    {
        const QByteArrayList hidden = spellings({"current-secret"});
        const HeaderList headers{{"X-Token", "current-secret"}, {"X-Project", "a/current-secret"}};
        Delivery delivery = unpack(headers, R"({"a":["current-secret",{"b":"x current-secret"}],"c":7,"d":null})", {});
        QVERIFY(hideSecrets(delivery, hidden));
        QCOMPARE(delivery.header("X-Project"), "a/\u2022\u2022\u2022\u2022"_ba);
        QCOMPARE(delivery.header("X-Token"), "current-secret"_ba); // shown by its length alone: masked(HeaderList)
        const QByteArray expected
                = "{\"a\":[\"\u2022\u2022\u2022\u2022\",{\"b\":\"x \u2022\u2022\u2022\u2022\"}],\"c\":7,\"d\":null}";
        QCOMPARE(QJsonDocument(delivery.json).toJson(QJsonDocument::Compact), expected);
        QCOMPARE(delivery.body, expected);
        QVERIFY(!hideSecrets(delivery, hidden)); // nothing is left

        Delivery usual = unwrap({{"X-Token", "current-secret"}}, R"({"a":"b"})", {});
        QVERIFY(!hideSecrets(usual, hidden));
        QVERIFY(usual.json.isEmpty()); // nothing was read for it
    }

    void aHiddenFormStillReads()
    {
        const HeaderList headers{{"Content-Type", "application/x-www-form-urlencoded"}};
        const QByteArray body = "payload=%7B%22token%22%3A%22a%22%2C%22id%22%3A7%7D";
        const Delivery delivery = unpack(headers, withoutSecretMembers(body), {});
        QCOMPARE(delivery.json.value("token"_L1).toString(), u"\u2022\u2022\u2022\u2022"_s);
        QCOMPARE(delivery.json.value("id"_L1).toInt(), 7);
    }

    // What costs more than a plain body of its size is an attack.
    void hostileFormsCostNoMoreThanOthers_data()
    {
        constexpr qsizetype size = 8 * 1024 * 1024;
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("separators") << QByteArray(size, '&');
        QTest::newRow("percent signs") << "payload=" + QByteArray(size, '%');
        QTest::newRow("colons") << "payload=" + "%3A"_ba.repeated(size / 3);
        QTest::newRow("secrets") << "payload=" + "%22token%22:%22a%22,"_ba.repeated(size / 20);
        QTest::newRow("names without a value") << "\"token\":"_ba.repeated(size / 8);
        QTest::newRow("blanks") << "\"token\"" + QByteArray(size / 2, ' ') + ':' + QByteArray(size / 2, ' ');
        QTest::newRow("variables") << "\"variables\":["_ba.repeated(size / 13);
        QTest::newRow("variables one by one") << "\"variables\":[],"_ba.repeated(size / 15);
        QTest::newRow("letters that begin a secret's name") << '"' + "passwo-"_ba.repeated(size / 7) + "\":1";
        QTest::newRow("texts without an end") << "payload=" + "%22token%22:%22a%5C"_ba.repeated(size / 18);
    }
    void hostileFormsCostNoMoreThanOthers()
    {
        QFETCH(QByteArray, body);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!withoutSecretMembers(body).isEmpty());
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(MaskingTest)
#include "masking_test.moc"
