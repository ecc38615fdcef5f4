// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"
#include "tests/core/ci/merging.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

const Provider provider = travis();

QByteArray body(const QString &name)
{
    return fixture(u"travis/"_s + name);
}

// As Travis CI sends it: a form with one field.
Delivery sent(const QByteArray &json, const QByteArray &signature = "c2lnbmVk")
{
    HeaderList headers{{"Content-Type", "application/x-www-form-urlencoded"}, {"Travis-Repo-Slug", "acme/wall"}};
    if (!signature.isEmpty())
        headers.emplaceBack("Signature", signature);
    return unpack(headers, "payload=" + json.toPercentEncoding(), received);
}

Run run(const QByteArray &json)
{
    return runIn(provider, sent(json));
}

Run runOf(const QString &name)
{
    return run(body(name));
}

const auto publicKey = "-----BEGIN PUBLIC KEY-----\nkey\n-----END PUBLIC KEY-----"_ba;

// Stands for a real one: "signed" by the key `publicKey` are all documents that begin with a brace.
const Cryptography cryptography{.rsaSha1 = [](const QByteArray &key, QByteArrayView message,
                                              const QByteArray &signature) {
    return key == publicKey && message.startsWith('{') && message.trimmed().endsWith('}') && signature == "signed";
}};

} // namespace

class TravisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailedBuildIsRead()
    {
        const Run build = runOf(u"failed"_s);
        QCOMPARE(build.provider, u"travis"_s);
        QCOMPARE(build.project, u"acme/wall"_s);
        QCOMPARE(build.pipeline, QString());
        QCOMPARE(build.ref, u"main"_s);
        QCOMPARE(build.commit, u"62aae5f70ceee39123ef62aae5f70ceee39123ef"_s);
        QCOMPARE(build.message, u"Lanes for every stage"_s);
        QCOMPARE(build.author, u"Ada Lovelace"_s);
        QCOMPARE(build.state, State::Failed);
        QCOMPARE(build.started, fromIso(u"2026-11-20T20:41:00Z"_s));
        QCOMPARE(build.finished, fromIso(u"2026-11-20T20:45:30Z"_s));
        QVERIFY(!build.duration); // what is sent is the sum of its jobs
        QCOMPARE(mergeAll({build}).duration, std::optional(270.0));
        QCOMPARE(build.url, u"https://app.travis-ci.com/acme/wall/builds/90210"_s);
        QCOMPARE(build.key, u"90210"_s);
        QCOMPARE(build.number, 7);
        QCOMPARE(build.sequence, 90210);
        QCOMPARE(build.generation, toUnixMs(*build.started) / 1000);
        QCOMPARE(build.jobs.size(), 2);
        QCOMPARE(build.jobs.at(0).name, u"7.1"_s);
        QCOMPARE(build.jobs.at(0).state, State::Failed);
        QCOMPARE(build.jobs.at(1).name, u"7.2 On a Mac"_s);
        QCOMPARE(build.jobs.at(1).state, State::Success);
        QVERIFY(build.jobs.at(1).allowFailure);
        QVERIFY(build.jobs.at(1).key > build.jobs.at(0).key);
    }

    void everyWordHasItsState_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QByteArray>("state");
        const auto row = [](const char *word, const char *member, const char *state) {
            QTest::newRow(word) << QString::fromLatin1(member) << QByteArray(state);
        };
        row("created", "state", "queued");
        row("queued", "state", "queued");
        row("received", "state", "queued");
        row("started", "state", "running");
        row("passed", "state", "success");
        row("failed", "state", "failed");
        row("errored", "state", "error");
        row("canceled", "state", "canceled");
        row("vanished", "state", "unknown");
        for (const char *member : {"status_message", "result_message"}) {
            row("Pending", member, "queued");
            row("Passed", member, "success");
            row("Fixed", member, "success");
            row("Broken", member, "failed");
            row("Failed", member, "failed");
            row("Still Failing", member, "failed");
            row("Errored", member, "error");
            row("Canceled", member, "canceled");
            row("Evaporated", member, "unknown");
        }
    }
    void everyWordHasItsState()
    {
        QFETCH(QString, member);
        QFETCH(QByteArray, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        QByteArray json = body(u"failed"_s);
        for (const auto &one : {u"state"_s, u"status_message"_s, u"result_message"_s})
            json = with(json, one, QJsonValue(QJsonValue::Undefined));
        const Run build = run(with(json, member, word));
        QCOMPARE(stateWord(build.state), state);
        QCOMPARE(build.word, state == "unknown" ? word : QString());
        const Run matrix = run(with(body(u"failed"_s), u"matrix.0.state"_s, word));
        QCOMPARE(stateWord(matrix.jobs.value(0).state), state);
    }

    void aNumberAloneSaysNothing()
    {
        QByteArray json = body(u"failed"_s);
        for (const auto &one : {u"state"_s, u"status_message"_s, u"result_message"_s})
            json = with(json, one, QJsonValue(QJsonValue::Undefined));
        QCOMPARE(wrongPlace(provider, sent(json)), u"field \"state\""_s);
    }

    void theDeliveriesOfATryMeetInAnyOrder()
    {
        const QList<Run> runs{runOf(u"started"_s), runOf(u"failed"_s)};
        QCOMPARE(mergeAll(runs).state, State::Failed);
        QCOMPARE(mergeAll({runs.at(0)}).state, State::Running);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void aBuildThatIsRestartedRunsAgain()
    {
        QList<Run> runs{runOf(u"started"_s), runOf(u"failed"_s), runOf(u"restarted"_s)};
        const Run again = mergeAll(runs);
        QCOMPARE(again.state, State::Running); // and not failing, for the job that failed before
        QCOMPARE(again.started, fromIso(u"2026-11-20T21:00:10Z"_s));
        QVERIFY(!again.finished);
        QVERIFY(!again.duration);
        QCOMPARE(endsOf(runs).size(), 1);
        runs.append(runOf(u"passed"_s));
        const Run build = mergeAll(runs);
        QCOMPARE(build.state, State::Success);
        QCOMPARE(build.duration, std::optional(170.0));
        QCOMPARE(build.jobs.size(), 2);
        QCOMPARE(build.jobs.at(0).state, State::Success);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void aRestartThatIsCanceledBeforeItStartsIsAnEnd()
    {
        const QList<Run> runs{runOf(u"started"_s), runOf(u"failed"_s), runOf(u"restarted"_s), runOf(u"passed"_s),
                              runOf(u"canceled_before_it_started"_s)};
        QCOMPARE(mergeAll(runs).state, State::Canceled);
        QCOMPARE(endsOf(runs).size(), 1);
    }

    void aPullRequestHasALaneOfItsOwn()
    {
        const Run build = runOf(u"pull_request"_s);
        QCOMPARE(build.ref, u"main"_s);
        QCOMPARE(build.pipeline, u"pull requests"_s);
        QCOMPARE(build.message, u"#12 Lanes for every stage"_s);
        QCOMPARE(build.state, State::Failed);
        QVERIFY(laneOf(build) != laneOf(runOf(u"failed"_s)));
    }

    void whatIsMissingIsNamed()
    {
        const QByteArray whole = body(u"failed"_s);
        for (const QJsonValue &value : namelessValues()) {
            QCOMPARE(wrongPlace(provider, sent(with(whole, u"id"_s, value))), u"field \"id\""_s);
            QCOMPARE(run(with(whole, u"repository"_s, value)).project, u"acme/wall"_s); // of the header
            QCOMPARE(wrongPlace(provider, posted(with(whole, u"repository"_s, value))), u"field \"repository.name\""_s);
        }
    }

    void nullsAreNothing()
    {
        const Run build = runOf(u"nulls_for_objects"_s);
        QCOMPARE(build.project, u"acme/wall"_s);
        QCOMPARE(build.state, State::Error);
        QCOMPARE(build.number, 0);
        QCOMPARE(build.sequence, 90400);
        QCOMPARE(build.generation, 1);
        QVERIFY(build.jobs.isEmpty());
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run build = runOf(u"names_with_html_and_script_urls"_s);
        QCOMPARE(build.url, QString());
        QCOMPARE(build.project, u"a&b/<wall>"_s);
        QCOMPARE(build.ref, u"<b>main</b>"_s);
        QCOMPARE(build.message, u"<script>alert(1)</script>"_s);
        QCOMPARE(build.jobs.size(), 1);
        QCOMPARE(build.jobs.at(0).name, u"<td>"_s);
    }

    void itIsKnownByItsHeader()
    {
        QCOMPARE(recognisedAs(sent(body(u"failed"_s))), "travis"_ba);
        QCOMPARE(recognisedAs(sent(body(u"failed"_s), {})), "travis"_ba); // of a server without a key
        QCOMPARE(recognisedAs(posted(body(u"failed"_s))), QByteArray());
        QCOMPARE(provider.eventOf(sent(body(u"pull_request"_s))), u"pull_request"_s);
        QCOMPARE(provider.idOf(sent(body(u"failed"_s))), QByteArray());
    }

    void theSignatureIsOverTheDocument()
    {
        const auto verdict = [](const Delivery &delivery, const QByteArrayList &keys) {
            return prove(provider.schemes, delivery, keys, cryptography).verdict;
        };
        QCOMPARE(verdict(sent(body(u"failed"_s)), {"other", publicKey}), Verdict::Given);
        QCOMPARE(verdict(sent(body(u"failed"_s)), {"other"}), Verdict::Wrong);
        QCOMPARE(verdict(sent(body(u"failed"_s), "bm90IHNpZ25lZA=="), {publicKey}), Verdict::Wrong);
        QCOMPARE(verdict(sent(body(u"failed"_s), {}), {publicKey}), Verdict::Missing);
    }
};

QTEST_GUILESS_MAIN(TravisTest)
#include "travis_test.moc"
