// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "core/ci/providers/providers.h"
#include "tests/core/ci/deliveries.h"
#include "tests/core/ci/merging.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

Delivery statusOf(const QByteArray &body)
{
    return unpack({{"X-Event-Key", "repo:commit_status_updated"},
                   {"X-Hook-UUID", "{5e8f1f2a-0d7c-4a53-8f0e-2f4f8f3b1c11}"},
                   {"X-Request-UUID", "{c0ffee00-0d7c-4a53-8f0e-2f4f8f3b1c11}"}},
                  body, received);
}

Run runIn(const QByteArray &body)
{
    return test::runIn(bitbucket(), statusOf(body));
}

Run runOf(const QString &name)
{
    return runIn(fixture(u"bitbucket/"_s + name));
}

} // namespace

class BitbucketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPipelineIsRead()
    {
        const Run run = runOf(u"pipeline_failed"_s);
        QCOMPARE(run.provider, u"bitbucket"_s);
        QCOMPARE(run.project, u"wall/engine"_s);
        QCOMPARE(run.pipeline, QString());
        QCOMPARE(run.ref, u"main"_s);
        QCOMPARE(run.commit, u"5d41402abc4b2a76b9719d911017c592a1b2c3d4"_s);
        QCOMPARE(run.message, u"Turn the wheel"_s);
        QCOMPARE(run.author, u"Ada Lovelace"_s);
        QCOMPARE(run.state, State::Failed);
        QCOMPARE(run.started, fromIso(u"2026-11-20T22:30:00.120Z"_s));
        QCOMPARE(run.finished, fromIso(u"2026-11-20T22:31:30.500Z"_s));
        QCOMPARE(run.url, u"https://bitbucket.org/wall/engine/pipelines/results/4"_s);
        QCOMPARE(run.key, u"pipeline 4"_s);
        QCOMPARE(run.number, 4);
        QCOMPARE(run.sequence, 4);
        QCOMPARE(merge({}, run).duration, std::optional(90.38));
    }

    void everyStatusHasItsState_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("INPROGRESS") << "running"_ba;
        QTest::newRow("SUCCESSFUL") << "success"_ba;
        QTest::newRow("FAILED") << "failed"_ba;
        QTest::newRow("STOPPED") << "canceled"_ba;
        QTest::newRow("A_WORD_OF_TOMORROW") << "unknown"_ba;
    }
    void everyStatusHasItsState()
    {
        QFETCH(QByteArray, state);
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        const Run run = runIn(with(fixture(u"bitbucket/pipeline_failed"_s), u"commit_status.state"_s, word));
        QCOMPARE(stateWord(run.state), state);
        QCOMPARE(run.word, state == "unknown" ? word : QString());
        QCOMPARE(run.finished.has_value(), isFinished(run.state));
    }

    void theNameTellsWhoseStatusItIs_data()
    {
        QTest::addColumn<QString>("pipeline");
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QString>("ref");
        QTest::newRow("Pipeline #12 for feature/a for b") << u""_s << qint64(12) << u"feature/a for b"_s;
        QTest::newRow("Pipeline #12") << u""_s << qint64(12) << u""_s;
        QTest::newRow("Pipeline #") << u"Pipeline #"_s << qint64(4) << u""_s; // the number of its address
        QTest::newRow("Pipeline #x for main") << u"Pipeline #x for main"_s << qint64(4) << u""_s;
        QTest::newRow("engine » main #42") << u"engine » main"_s << qint64(42) << u""_s;
        QTest::newRow("#42") << u"#42"_s << qint64(4) << u""_s;
        QTest::newRow("deploy to #2 of 3") << u"deploy to #2 of 3"_s << qint64(4) << u""_s;
        QTest::newRow("lint #99999999999999999999") << u"lint #99999999999999999999"_s << qint64(4) << u""_s;
        QTest::newRow("") << u"1793493520"_s << qint64(4) << u""_s; // its key
    }
    void theNameTellsWhoseStatusItIs()
    {
        QFETCH(QString, pipeline);
        QFETCH(qint64, number);
        QFETCH(QString, ref);
        QByteArray body = with(fixture(u"bitbucket/pipeline_in_progress"_s), u"commit_status.name"_s,
                               QString::fromUtf8(QTest::currentDataTag()));
        body = with(body, u"commit_status.refname"_s, QJsonValue::Null);
        const Run run = runIn(body);
        QCOMPARE(run.pipeline, pipeline);
        QCOMPARE(run.number, number);
        QCOMPARE(run.ref, ref);
    }

    void theStatusOfAnotherServiceIsARunOfItsCommit()
    {
        const Run run = runOf(u"status_of_a_jenkins"_s);
        QCOMPARE(run.key, u"5d41402abc4b2a76b9719d911017c592a1b2c3d4 3d2f0e8a"_s);
        QCOMPARE(run.pipeline, u"engine » main"_s);
        QCOMPARE(run.number, 42);
        QCOMPARE(run.sequence, toUnixMs(*fromIso(u"2026-11-20T22:30:00.120Z"_s)));
        const QByteArray ahead = with(fixture(u"bitbucket/status_of_a_jenkins"_s), u"commit_status.created_on"_s,
                                      u"2027-11-20T22:30:00.120Z"_s);
        QCOMPARE(runIn(ahead).sequence, toUnixMs(received));
    }

    void anOldStatusHasItsCommitInALink()
    {
        const Run run = runOf(u"status_without_a_ref_or_a_commit"_s);
        QCOMPARE(run.commit, u"5d41402abc4b2a76b9719d911017c592a1b2c3d4"_s);
        QCOMPARE(run.ref, QString());
        QCOMPARE(run.pipeline, u"Unit tests (Python 3)"_s);
        QCOMPARE(run.author, u"Charles Babbage"_s);
        QCOMPARE(run.number, 7);
    }

    void anAuthorWithoutAnAccountHasAName()
    {
        QCOMPARE(runIn(with(fixture(u"bitbucket/pipeline_failed"_s), u"commit_status.commit.author.user"_s,
                            QJsonValue::Null))
                         .author,
                 u"Ada Lovelace"_s);
    }

    void anyOrderEndsTheSame()
    {
        const QList<Run> runs{runOf(u"pipeline_in_progress"_s), runOf(u"pipeline_failed"_s),
                              runOf(u"pipeline_in_progress_again"_s), runOf(u"pipeline_successful"_s)};
        const QList<Run> ends = endsOf(runs);
        QCOMPARE(ends.size(), 1);
        QCOMPARE(ends.first().state, State::Success);
        QCOMPARE(ends.first().finished, fromIso(u"2026-11-20T22:41:15.250Z"_s));
        const QList<Run> again = endsOf(runs.first(3));
        QCOMPARE(again.size(), 1);
        QCOMPARE(again.first().state, State::Running); // it is built again
        QVERIFY(!again.first().finished);
        QVERIFY(!again.first().duration);
    }

    void nullsAreNothing()
    {
        const Run run = runOf(u"status_with_nulls_for_objects"_s);
        QCOMPARE(run.state, State::Success);
        QCOMPARE(run.pipeline, u"k"_s);
        QCOMPARE(run.author, QString());
        QCOMPARE(run.url, QString());
        QVERIFY(!run.started);
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("repository.full_name") << u"field \"repository.full_name\""_s;
        QTest::newRow("commit_status") << u"field \"commit_status.key\""_s;
        QTest::newRow("commit_status.key") << u"field \"commit_status.key\""_s;
        QTest::newRow("commit_status.state") << u"field \"commit_status.state\""_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(QString, place);
        for (const QJsonValue &value : namelessValues())
            QCOMPARE(wrongPlace(bitbucket(),
                                statusOf(with(fixture(u"bitbucket/pipeline_failed"_s),
                                              QString::fromLatin1(QTest::currentDataTag()), value))),
                     place);
    }

    void scriptsAreNoLinksAndHtmlStaysText()
    {
        const Run run = runOf(u"status_with_a_script_url_and_html"_s);
        QCOMPARE(run.url, QString());
        QCOMPARE(run.author, u"<script>alert(1)</script>"_s);
        QCOMPARE(run.pipeline, u"<b>bold</b>  next"_s);
    }

    void otherEventsAreIgnored_data()
    {
        QTest::addColumn<QByteArray>("hook");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("why");
        QTest::newRow("repo:push") << "{5e8f1f2a}"_ba << u"push"_s << u"repo:push"_s;
        QTest::newRow("diagnostics:ping") << QByteArray() << u"data_center_ping"_s << u"connected"_s;
        QTest::newRow("repo:refs_changed") << QByteArray() << u"data_center_push"_s << u"Data Center"_s;
    }
    void otherEventsAreIgnored()
    {
        QFETCH(QByteArray, hook);
        QFETCH(QString, file);
        QFETCH(QString, why);
        const Delivery delivery = unpack(
                {{"X-Event-Key", QTest::currentDataTag()}, {"X-Hook-UUID", hook}, {"X-Request-Id", "r1"}},
                fixture(u"bitbucket/"_s + file), received);
        QCOMPARE(recognisedAs(delivery), "bitbucket"_ba);
        QVERIFY(whyIgnored(bitbucket(), delivery).contains(why));
        QCOMPARE(bitbucket().idOf(delivery), "r1"_ba);
        QCOMPARE(bitbucket().eventOf(delivery), QString::fromLatin1(QTest::currentDataTag()));
    }

    void itIsKnownByItsHeaders()
    {
        const Delivery delivery = statusOf(fixture(u"bitbucket/pipeline_failed"_s));
        QCOMPARE(recognisedAs(delivery), "bitbucket"_ba);
        QCOMPARE(bitbucket().idOf(delivery), "{c0ffee00-0d7c-4a53-8f0e-2f4f8f3b1c11}"_ba);
        QVERIFY(!bitbucket().recognises(unpack({{"X-Event-Key", "repo:push"}}, "{}", received)));
        QVERIFY(!bitbucket().recognises(unpack({{"X-Hook-UUID", "{5e8f1f2a}"}}, "{}", received)));
    }

    void itsSecretProvesIt_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QByteArray>("verdict");
        const QByteArray digest = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        QTest::newRow("right") << "sha256=" + digest << "given"_ba;
        QTest::newRow("wrong") << "sha256=" + digest.chopped(2) + "00"
                               << "wrong"_ba;
        QTest::newRow("GitHub's legacy SHA-1") << "sha1=" + digest.first(40) << "wrong"_ba;
        QTest::newRow("none") << QByteArray() << "missing"_ba;
    }
    void itsSecretProvesIt()
    {
        QFETCH(QByteArray, signature);
        const Delivery delivery = unpack({{"X-Hub-Signature", signature}}, "Hello, World!", received);
        QTEST(verdictWord(prove(bitbucket().schemes, delivery, {"It's a Secret to Everybody"}, hmacOfQt()).verdict),
              "verdict");
    }
};

QTEST_GUILESS_MAIN(BitbucketTest)
#include "bitbucket_test.moc"
