// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any other CI, read by a mapping.
#include "core/ci/hook_options.h"
#include "core/ci/mapping.h"
#include "core/ci/merge.h"
#include "tests/core/ci/deliveries.h"

#include <QJsonDocument>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

Places at(const QStringList &pointers)
{
    Places places;
    for (const QString &pointer : pointers)
        places << readJsonPointer(pointer).value();
    return places;
}

Mapping smallest()
{
    return {.project = at({u"/build/what/repo"_s}),
            .state = at({u"/build/outcome"_s, u"/build/phase"_s}),
            .words = {{u"ko"_s, State::Failed}}};
}

Mapping whole()
{
    Mapping mapping = smallest();
    mapping.ref = at({u"/build/what/branch"_s});
    mapping.commit = at({u"/build/what/rev"_s});
    mapping.author = at({u"/build/authors/0"_s});
    mapping.url = at({u"/build/log~1url"_s});
    mapping.id = at({u"/build/id"_s});
    mapping.number = at({u"/build/nr"_s});
    mapping.attempt = at({u"/build/try"_s});
    mapping.started = at({u"/build/begun"_s});
    mapping.finished = at({u"/build/ended"_s});
    mapping.duration = at({u"/build/seconds"_s});
    return mapping;
}

QByteArray fixtureOf(const QString &name)
{
    return fixture(u"mapping/"_s + name);
}

Result<Reading> read(const Mapping &mapping, const QByteArray &body, TimePoint when = received)
{
    return readDelivery(mapped("acme", mapping), unpack({}, body, when));
}

Run runIn(const Mapping &mapping, const QByteArray &body, TimePoint when = received)
{
    const auto reading = read(mapping, body, when);
    const Run *run = reading ? std::get_if<Run>(&*reading) : nullptr;
    return run ? *run : Run{};
}

// {"build":{"what":{"repo":"wall"}, …}}
QByteArray build(QJsonObject members)
{
    members.insert("what"_L1, QJsonObject{{"repo"_L1, u"wall"_s}});
    return QJsonDocument(QJsonObject{{"build"_L1, members}}).toJson();
}

QByteArray sha1Of(const QByteArray &, QByteArrayView)
{
    return {};
}
QByteArray likeAHash(const QByteArray &key, QByteArrayView message) // what stands for HMAC-SHA256 here
{
    return QCryptographicHash::hash(key + message.toByteArray(), QCryptographicHash::Sha256);
}

} // namespace

class MappingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFactIsReadFromItsPlace()
    {
        const Run run = runIn(whole(), fixtureOf(u"build_ok"_s));
        QCOMPARE(run.provider, u"acme"_s);
        QCOMPARE(run.project, u"group/wall"_s);
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"bcbb5ec396a2c0f828686f14fac9b80b780504f2"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.url, u"https://ci.example.com/31"_s);
        QCOMPARE(run.key, u"b-31"_s);
        QCOMPARE(run.number, 31);
        QCOMPARE(run.attempt, 1);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.started, fromIso(u"2026-11-20T10:00:00Z"));
        QCOMPARE(run.finished, fromIso(u"2026-11-20T10:02:00Z"));
        QCOMPARE(run.duration, 118.5);
        QCOMPARE(run.generation, 1);
    }

    void timesAreThoseOfTheReceiptWhereNothingGivesThem()
    {
        using namespace std::chrono_literals;
        Mapping mapping = whole();
        mapping.started.clear();
        mapping.finished.clear();
        mapping.duration.clear();
        const Run running = runIn(mapping, fixtureOf(u"build_running"_s));
        const Run ended = runIn(mapping, fixtureOf(u"build_ok"_s), received + 90s);
        QCOMPARE(running.state, State::Running);
        QCOMPARE(running.started, received);
        QVERIFY(!running.finished);
        QVERIFY(!ended.started);
        QCOMPARE(ended.finished, received + 90s);
        QCOMPARE(running.key, ended.key);
        QCOMPARE(merge(merge({}, running), ended).duration, 90);
        QVERIFY(!runIn(smallest(), build({{"outcome"_L1, u"queued"_s}, {"nr"_L1, 1}})).started);
    }

    void everyOrderEndsTheSame() // where the service says when
    {
        Mapping mapping = whole();
        mapping.time = at({u"/build/at"_s});
        QList<Run> deliveries;
        const QStringList phases{u"queued"_s, u"running"_s, u"failing"_s, u"ko"_s};
        for (int i = 0; i < phases.size(); ++i)
            deliveries << runIn(mapping,
                                build({{"id"_L1, 7}, {"outcome"_L1, phases.at(i)}, {"at"_L1, 1'795'168'800 + i}}));
        QList<int> order{0, 1, 2, 3};
        do {
            Run run;
            for (const int i : order)
                run = merge(run, deliveries.at(i));
            QCOMPARE(run.state, State::Failed);
            QCOMPARE(run.finished, fromUnixMs(1'795'168'803'000));
            QVERIFY(run.started && *run.started < *run.finished);
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void aTimeOfTheServiceWinsOverTheReceipt()
    {
        Mapping mapping = whole();
        mapping.time = at({u"/at"_s});
        QJsonObject object = QJsonDocument::fromJson(fixtureOf(u"build_running"_s)).object();
        object.insert("at"_L1, 1'795'168'800);
        const Run run = runIn(mapping, QJsonDocument(object).toJson());
        QCOMPARE(run.said, fromUnixMs(1'795'168'800'000));
        QCOMPARE(run.started, fromUnixMs(1'795'168'800'000));
    }

    void ofSeveralPlacesTheFirstCountsAtWhichThereIsSomething()
    {
        Mapping mapping = smallest();
        mapping.author = at({u"/build/by"_s, u"/build/by/name"_s, u"/build/who"_s});
        mapping.number = at({u"/build/nr"_s});
        const auto author = [&mapping](const QJsonValue &by) {
            return runIn(mapping, build({{"outcome"_L1, u"ok"_s}, {"nr"_L1, 1}, {"by"_L1, by}, {"who"_L1, u"Grace"_s}}))
                    .author;
        };
        QCOMPARE(author(u"Ada"_s), u"Ada"_s);
        QCOMPARE(author(QJsonObject{{"name"_L1, u"Ada"_s}}), u"Ada"_s);
        QCOMPARE(author(QJsonValue::Null), u"Grace"_s);
        QCOMPARE(author(u"  "_s), u"Grace"_s);
        QCOMPARE(author(QJsonArray{1}), u"Grace"_s);
        QCOMPARE(author(7), u"7"_s);
    }

    void theOwnWordsComeBeforeTheCommonOnes_data()
    {
        QTest::addColumn<QJsonValue>("outcome");
        QTest::addColumn<QByteArray>("state");
        const auto row = [](const char *name, const QJsonValue &outcome, const QByteArray &state) {
            QTest::newRow(name) << outcome << state;
        };
        row("own", u"ko"_s, "failed");
        row("own in capitals", u"KO"_s, "failed");
        row("own instead of common", u"Error"_s, "warning");
        row("own, true", true, "success");
        row("own, a number", 0, "success");
        row("common", u"passed"_s, "success");
        row("common with a hyphen", u"Timed-Out"_s, "error");
        row("unknown", u"flaky"_s, "unknown");
    }
    void theOwnWordsComeBeforeTheCommonOnes()
    {
        QFETCH(QJsonValue, outcome);
        QFETCH(QByteArray, state);
        Mapping mapping = smallest();
        mapping.number = at({u"/build/nr"_s});
        mapping.words = {{u"ko"_s, State::Failed},
                         {u"error"_s, State::Warning},
                         {u"true"_s, State::Success},
                         {u"0"_s, State::Success}};
        const Run run = runIn(mapping, build({{"outcome"_L1, outcome}, {"nr"_L1, 1}}));
        QCOMPARE(stateWord(run.state), state);
        QCOMPARE(run.word, state == "unknown" ? outcome.toString() : QString());
    }

    void theDeliveriesOfARunMeet_data()
    {
        QTest::addColumn<QStringList>("facts"); // that are mapped besides project and state
        QTest::addColumn<QString>("key");
        QTest::newRow("id") << QStringList{u"id"_s, u"number"_s, u"commit"_s} << u"b-31"_s;
        QTest::newRow("number") << QStringList{u"number"_s, u"commit"_s} << u"31"_s;
        QTest::newRow("number of a pipeline") << QStringList{u"number"_s, u"pipeline"_s} << u"nightly 31"_s;
        QTest::newRow("commit and ref") << QStringList{u"ref"_s, u"commit"_s}
                                        << u"bcbb5ec396a2c0f828686f14fac9b80b780504f2 main"_s;
        QTest::newRow("commit") << QStringList{u"commit"_s} << u"bcbb5ec396a2c0f828686f14fac9b80b780504f2"_s;
        QTest::newRow("start") << QStringList{u"started"_s, u"ref"_s} << u"main 2026-11-20T10:00:00.000Z"_s;
    }
    void theDeliveriesOfARunMeet()
    {
        QFETCH(QStringList, facts);
        QFETCH(QString, key);
        const Mapping all = whole();
        Mapping mapping = smallest();
        for (const MappedFact &fact : mappedFacts()) {
            if (facts.contains(fact.name))
                mapping.*fact.places = all.*fact.places;
        }
        if (facts.contains(u"pipeline"_s))
            mapping.pipeline = at({u"/build/pipeline"_s});
        for (const auto &outcome : {u"queued"_s, u"running"_s, u"ok"_s}) {
            QJsonObject object = QJsonDocument::fromJson(fixtureOf(u"build_ok"_s)).object();
            QJsonObject inner = object.value("build"_L1).toObject();
            inner.insert("outcome"_L1, outcome);
            inner.insert("pipeline"_L1, u"nightly"_s);
            object.insert("build"_L1, inner);
            QCOMPARE(runIn(mapping, QJsonDocument(object).toJson()).key, key);
        }
    }

    void whatHasEndedWithoutAnyOfTheseIsARunByItself()
    {
        using namespace std::chrono_literals;
        const QByteArray body = fixtureOf(u"nothing_but_what_is_needed"_s);
        const Run run = runIn(smallest(), body);
        QCOMPARE(run.state, State::Failed);
        QVERIFY(!run.key.isEmpty());
        QVERIFY(run.key != runIn(smallest(), body, received + 1s).key);
        const auto running = read(smallest(), build({{"outcome"_L1, u"running"_s}}));
        QVERIFY(running);
        const auto *ignored = std::get_if<Ignored>(&*running);
        QVERIFY(ignored);
        QVERIFY2(ignored->why.contains("id, number, commit"_L1), qPrintable(ignored->why));
    }

    void whatHasNoStateIsIgnoredAndWhatHasNoProjectIsInvalid()
    {
        const auto stateless = read(whole(), build({{"outcome"_L1, QJsonValue::Null}}));
        QVERIFY(stateless);
        const auto *ignored = std::get_if<Ignored>(&*stateless);
        QVERIFY(ignored);
        QCOMPARE(ignored->why,
                 u"there is no state at \"/build/outcome\" or \"/build/phase\", so this is not about a run"_s);
        const auto nobodys = read(whole(), "{\"build\":{\"outcome\":\"ok\"}}");
        QVERIFY(!nobodys);
        QCOMPARE(nobodys.error().place, u"field \"/build/what/repo\""_s);
        QVERIFY(!read(whole(), "[]"));
        QVERIFY(!read(whole(), "<build/>"));
    }

    void textsOfStrangersAreTidied()
    {
        const Run run = runIn(whole(), fixtureOf(u"word_that_nobody_knows"_s));
        QCOMPARE(run.state, State::Unknown);
        QCOMPARE(run.word, u"fl<b>aky </b>"_s);
        const Run odd = runIn(whole(),
                              build({{"outcome"_L1, u"ok"_s},
                                     {"nr"_L1, u"1.2.345"_s},
                                     {"try"_L1, 1e18},
                                     {"seconds"_L1, u"-5"_s},
                                     {"log/url"_L1, u"javascript:alert(1)"_s}}));
        QCOMPARE(odd.key, u"1.2.345"_s);
        QCOMPARE(odd.number, 0);
        QCOMPARE(odd.attempt, std::numeric_limits<int>::max());
        QVERIFY(!odd.duration);
        QCOMPARE(odd.url, QString());
    }

    void aMappedServiceIsFoundByNameAlone()
    {
        const QList<Provider> providers{mapped("acme", whole())};
        QVERIFY(!providerOf(providers, unpack({}, fixtureOf(u"build_ok"_s), received)));
        QVERIFY(providerByName(providers, "acme"));
        const Delivery delivery = unpack({{"Webhook-Id", "msg_7"}}, fixtureOf(u"build_ok"_s), received);
        QCOMPARE(providers.constFirst().idOf(delivery), "msg_7"_ba);
        QCOMPARE(providers.constFirst().eventOf(delivery), u"build"_s);
    }

    void eachOfItsProofsIsTaken_data()
    {
        QTest::addColumn<HeaderList>("headers");
        QTest::addColumn<QByteArray>("verdict");
        const QByteArray digest = likeAHash("s3cret", "{}").toHex();
        QTest::newRow("token") << HeaderList{{"X-Tallywall-Token", "s3cret"}} << "given"_ba;
        QTest::newRow("as GitHub") << HeaderList{{"X-Hub-Signature-256", "sha256=" + digest}} << "given"_ba;
        QTest::newRow("plain") << HeaderList{{"X-Signature", digest}} << "given"_ba;
        QTest::newRow("bearer") << HeaderList{{"Authorization", "Bearer s3cret"}} << "given"_ba;
        QTest::newRow("another token") << HeaderList{{"X-Tallywall-Token", "secret"}} << "wrong"_ba;
        QTest::newRow("another digest") << HeaderList{{"X-Signature", "00" + digest}} << "wrong"_ba;
        QTest::newRow("none") << HeaderList{} << "missing"_ba;
    }
    void eachOfItsProofsIsTaken()
    {
        QFETCH(HeaderList, headers);
        QFETCH(QByteArray, verdict);
        const Cryptography cryptography{
                .hmacSha256 = &likeAHash, .hmacSha1 = &sha1Of, .rsaSha1 = nullptr, .ed25519 = nullptr};
        const Proof proof = prove(mapped("acme", {}).schemes, unpack(headers, "{}", received), {"old", "s3cret"},
                                  cryptography);
        QCOMPARE(verdictWord(proof.verdict), verdict);
    }

    void theSecretsOfAProjectCountAlone()
    {
        HookOptions options;
        options.secrets["gitlab"] = {.all = {"a"}, .projects = {{u"group/wall"_s, {"p", "q"}}}};
        options.secrets["*"] = {.all = {"s"}, .projects = {{u"group/gate"_s, {"r"}}}};
        QCOMPARE(options.secretsFor("gitlab", u"group/wall"_s), QByteArrayList({"p", "q"}));
        QCOMPARE(options.secretsFor("gitlab", u"group/gate"_s), QByteArrayList({"r"}));
        QCOMPARE(options.secretsFor("gitlab", u"other"_s), QByteArrayList({"a", "s"}));
        QCOMPARE(options.secretsFor("gitlab", {}), QByteArrayList({"a", "s"}));
        QCOMPARE(options.secretsFor("github", u"group/wall"_s), QByteArrayList({"s"}));
        QCOMPARE(HookOptions{}.secretsFor("github", u"group/wall"_s), QByteArrayList{});
    }
};

QTEST_GUILESS_MAIN(MappingTest)
#include "mapping_test.moc"
