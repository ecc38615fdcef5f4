// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random deliveries of one run, far wilder than any service sends them, shuffled: they end the same. What they hold to is what
// readDelivery() promises: no end before the end.
#include "core/ci/merge.h"
#include "tests/core/ci/merging.h"
#include "tests/core/ci/run_deliveries.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <random>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

constexpr int sequences = 400;
constexpr int shuffles = 200;

class Dice
{
public:
    explicit Dice(unsigned seed) : m_engine(seed) { }

    int below(int end) { return int(m_engine() % unsigned(end)); }
    bool throws(int oneIn) { return below(oneIn) == 0; }
    State state() { return static_cast<State>(below(int(State::Unknown) + 1)); }
    std::optional<TimePoint> time() { return throws(3) ? std::nullopt : std::optional(second(1 + below(50))); }
    template<typename T>
    void shuffle(QList<T> &list)
    {
        for (qsizetype i = list.size() - 1; i > 0; --i) // std::shuffle differs from library to library
            list.swapItemsAt(i, below(int(i) + 1));
    }

private:
    std::mt19937 m_engine;
};

// What one service does, always.
struct Habits {
    bool hasClock = false;
    bool measures = false; // says how long what has ended took
    bool listsJobs = false;
    bool numbersJobs = false;
    bool namesAuthor = false;
    bool describes = false; // says something else in each delivery
};

Habits habitsOf(Dice &dice)
{
    return {.hasClock = dice.throws(2),
            .measures = dice.throws(2),
            .listsJobs = dice.throws(2),
            .numbersJobs = dice.throws(2),
            .namesAuthor = dice.throws(2),
            .describes = dice.throws(2)};
}

Job anyJob(Dice &dice, const Habits &habits)
{
    constexpr std::array names{"build", "tests", "deploy", "lint"};
    const int which = dice.below(int(names.size()));
    Job made{.key = habits.numbersJobs ? 1 + which + 10 * dice.below(3) : 0,
             .name = QString::fromLatin1(names.at(std::size_t(which))),
             .state = dice.state(),
             .started = dice.time(),
             .allowFailure = dice.throws(4)};
    if (isFinished(made.state)) {
        made.finished = dice.time();
        if (habits.measures)
            made.duration = dice.below(30) + 0.5;
    }
    return made;
}

Run anyDelivery(Dice &dice, const Habits &habits)
{
    if (dice.throws(3)) {
        Run run = jobOnly(anyJob(dice, habits));
        run.author = u"who started job "_s + QString::number(dice.below(3));
        run.ref = dice.throws(3) ? u"refs/"_s + QString::number(dice.below(3)) : QString();
        return run;
    }
    Run run = runOnly(dice.state());
    run.author = habits.namesAuthor && !dice.throws(3) ? u"Ada"_s + QString::number(dice.below(3)) : QString();
    run.ref = dice.throws(3) ? QString::number(dice.below(3)) : QString();
    if (habits.describes)
        run.message = dice.throws(4) ? QString() : QString::number(dice.below(4));
    if (run.reported == State::Unknown)
        run.word = QString::number(dice.below(3));
    if (habits.hasClock)
        run.said = second(1 + dice.below(5));
    run.number = dice.throws(2) ? 31 : 0;
    run.sequence = run.number > 0 ? 31 : 1000 + dice.below(10);
    run.started = dice.time();
    if (isFinished(run.reported)) {
        run.finished = dice.time();
        if (habits.measures)
            run.duration = dice.below(30); // by chance what lies between the times, too
    }
    for (int jobs = habits.listsJobs ? dice.below(4) : 0; jobs > 0; --jobs) {
        run.jobs << anyJob(dice, habits);
        run.generation = std::max(run.generation, run.jobs.constLast().key);
    }
    return run;
}

} // namespace

class MergeFuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomDeliveriesEndTheSameInEveryOrder()
    {
        Dice dice(20'261'120);
        int states = 0; // of which there was a run, as bits
        for (int sequence = 0; sequence < sequences; ++sequence) {
            const Habits habits = habitsOf(dice);
            QList<Run> deliveries;
            for (int left = 2 + dice.below(7); left > 0; --left)
                deliveries << anyDelivery(dice, habits);
            const QByteArray expected = described(mergeAll(deliveries));
            states |= 1 << int(mergeAll(deliveries).state);
            for (int i = 0; i < shuffles; ++i) {
                dice.shuffle(deliveries);
                const QByteArray other = described(mergeAll(deliveries));
                QByteArray all;
                for (const Run &one : deliveries)
                    all += "\n          " + described(one);
                QVERIFY2(other == expected,
                         "sequence " + QByteArray::number(sequence) + "\n expected " + expected + "\n gave     " + other
                                 + all);
            }
        }
        QCOMPARE(states, (1 << (int(State::Unknown) + 1)) - 1);
    }

    void nothingThatHasNotEndedHasAnEnd()
    {
        Dice dice(31);
        for (int sequence = 0; sequence < sequences; ++sequence) {
            const Habits habits = habitsOf(dice);
            Run run;
            for (int left = 2 + dice.below(7); left > 0; --left) {
                run = merge(run, anyDelivery(dice, habits));
                QVERIFY2(isFinished(run.state) || (!run.finished && !run.duration), described(run));
                for (const Job &one : run.jobs)
                    QVERIFY2(isFinished(one.state) || (!one.finished && !one.duration), described(run));
            }
        }
    }
};

QTEST_GUILESS_MAIN(MergeFuzzTest)
#include "merge_fuzz_test.moc"
