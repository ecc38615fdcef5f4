// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/merge.h"
#include "core/ci/provider.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr TimePoint received = fromUnixMs(1'795'214'160'123);
const Run least{.project = u"wall"_s, .reported = State::Running, .key = u"31"_s, .generation = 1};

// What becomes of a run as a provider may have read it.
Result<Reading> readingOf(const Run &run, const QByteArray &body = "{}")
{
    const Provider provider{.name = "mine"_ba, .title = u"My CI"_s, .read = [&run](const Delivery &) {
                                return Result<Reading>(Reading(run));
                            }};
    return readDelivery(provider, unpack({}, body, received));
}

Run tidied(const Run &run)
{
    const auto reading = readingOf(run);
    return reading ? std::get<Run>(*reading) : Run{};
}

} // namespace

class ProviderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatEveryRunHasIsAdded()
    {
        const Run run = tidied(least);
        QCOMPARE(run.provider, u"mine"_s);
        QCOMPARE(run.state, State::Running);
        QCOMPARE(run.updated, received);
        QCOMPARE(run.attempt, 1);
    }

    void aRunHasAPlaceInItsLane()
    {
        Run run = least;
        QCOMPARE(tidied(run).sequence, toUnixMs(received));
        run.started = fromUnixMs(1'795'214'000'000);
        QCOMPARE(tidied(run).sequence, 1'795'214'000'000);
        run.number = 7;
        QCOMPARE(tidied(run).sequence, 7);
        run.sequence = 1234;
        QCOMPARE(tidied(run).sequence, 1234);
        run.sequence = -1;
        run.number = -7;
        run.attempt = -3;
        QCOMPARE(tidied(run).sequence, 1'795'214'000'000);
        QCOMPARE(tidied(run).number, 0);
        QCOMPARE(tidied(run).attempt, 1);
    }

    void whatIsMissingIsNamed()
    {
        for (const QString &nothing : {QString(), u" "_s, u"\t\n\u0000"_s, u"\u202e"_s}) {
            Run run = least;
            run.project = nothing;
            QCOMPARE(readingOf(run).error(),
                     (Error{ErrorCode::Invalid, u"missing, or not what My CI documents"_s, u"field \"project\""_s}));
            run = least;
            run.key = nothing;
            QCOMPARE(readingOf(run).error().place, u"field \"id\""_s);
        }
    }

    void anUnreadableDocumentIsNotRead()
    {
        QCOMPARE(readingOf(least, "<a/>").error().code, ErrorCode::NotUnderstood);
        QCOMPARE(readingOf(least, "[]").error().code, ErrorCode::Invalid);
    }

    void textsFitIntoALine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"main"_s << u"main"_s;
        QTest::newRow("blanks around it") << u"  main "_s << u"main"_s;
        QTest::newRow("HTML stays text") << u"<b onclick='x'>&amp;"_s << u"<b onclick='x'>&amp;"_s;
        QTest::newRow("control characters") << u"a\u0000b\u001bc\u007fd\u0085e\r\nf"_s << u"a b c d e  f"_s;
        QTest::newRow("ends of lines") << u"a\u2028b\u2029c"_s << u"a b c"_s;
        QTest::newRow("turned around") << u"a\u202egnp.exe\u202c \u2066b\u2069"_s << u"a gnp.exe   b"_s;
        QTest::newRow("right to left") << u"\u05e2\u05d1\u05e8\u05d9\u05ea"_s << u"\u05e2\u05d1\u05e8\u05d9\u05ea"_s;
        QTest::newRow("joined emoji") << u"👩\u200d💻"_s << u"👩\u200d💻"_s;
        QTest::newRow("cut between characters") << QString(249, u'x') + u"😀"_s << QString(249, u'x');
        QTest::newRow("long") << QString(100'000, u'x') << QString(250, u'x');
    }
    void textsFitIntoALine()
    {
        QFETCH(QString, text);
        Run run = least;
        run.ref = text;
        QTEST(tidied(run).ref, "expected");
        for (auto field :
             {&Run::project, &Run::pipeline, &Run::commit, &Run::message, &Run::author, &Run::word, &Run::key}) {
            run = least;
            run.*field = text;
            QVERIFY((tidied(run).*field).size() <= 250);
            QVERIFY((tidied(run).*field).isValidUtf16());
            QVERIFY(!(tidied(run).*field).contains(u'\u202e'));
        }
    }

    void onlyWebAddressesAreLinks()
    {
        Run run = least;
        const auto linkOf = [&run](const QString &url) {
            run.url = url;
            run.jobs = {Job{.key = 1, .url = url}};
            const Run read = tidied(run);
            return read.jobs.constFirst().url == read.url ? read.url : u"they differ"_s;
        };
        const QString link = u"https://ci.example.com/1"_s;
        QCOMPARE(linkOf(link), link);
        QCOMPARE(linkOf(u"javascript:alert(1)"_s), QString());
        QCOMPARE(linkOf(link + QString(2000, u'1')), QString()); // half of it would lead somewhere else
    }

    void timesThatNoClockShowsAreDropped()
    {
        Run run = least;
        run.reported = State::Success;
        for (const TimePoint time :
             {fromUnixMs(0), fromUnixMs(-1), received + std::chrono::hours(25),
              fromUnixMs(std::numeric_limits<qint64>::max()), fromUnixMs(std::numeric_limits<qint64>::min())}) {
            run.started = run.finished = time;
            run.said = time;
            run.jobs = {Job{.state = State::Success, .started = time, .finished = time}};
            const Run read = tidied(run);
            QVERIFY(!read.started && !read.finished);
            QVERIFY(!read.jobs.constFirst().started && !read.jobs.constFirst().finished);
            QCOMPARE(read.said, TimePoint{});
            QCOMPARE(read.sequence, toUnixMs(received));
        }
        run.started = run.finished = received + std::chrono::hours(23); // clocks differ, and zones are mistaken
        QVERIFY(tidied(run).started && tidied(run).finished);
        for (const double duration : {-1.0, 1e10, double(INFINITY), double(NAN)}) {
            run.duration = duration;
            QVERIFY(!tidied(run).duration);
        }
    }

    void whatHasNotEndedHasNoEnd()
    {
        Run run = least;
        run.finished = received;
        run.duration = 5;
        run.jobs = {Job{.key = 1, .state = State::Running, .finished = received, .duration = 5},
                    Job{.key = 2, .state = State::Failed, .finished = received, .duration = 5}};
        for (const State state : {State::Queued, State::Waiting, State::Running, State::Failing, State::Unknown}) {
            run.reported = state;
            const Run read = tidied(run);
            QVERIFY(!read.finished && !read.duration);
            QVERIFY(!read.jobs.at(0).finished && !read.jobs.at(0).duration);
            QVERIFY(read.jobs.at(1).finished && read.jobs.at(1).duration);
        }
        run.reported = State::Canceled;
        QVERIFY(tidied(run).finished && tidied(run).duration);
    }

    void jobsAreBounded()
    {
        Run run = least;
        run.jobs = QList<Job>(100'000, Job{.name = u"\u0007a\n"_s + QString(1000, u'x')});
        const Run read = tidied(run);
        QCOMPARE(read.jobs.size(), Run::maxJobs);
        QCOMPARE(read.jobs.constFirst().name.size(), 199);
        QVERIFY(read.jobs.constLast().name.startsWith(u"a x"_s));
    }
};

QTEST_GUILESS_MAIN(ProviderTest)
#include "provider_test.moc"
