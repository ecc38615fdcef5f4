// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sockets in turns that leave them out, and in loops within loops.
#include "tests/server/loop/on_each_loop.h"

#include <deque>
#include <memory>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace {

constexpr auto readable = QSocketNotifier::Read;

} // namespace

class EventDispatcherNestingTest : public OnEachLoop
{
    Q_OBJECT

private Q_SLOTS:
    void aTurnWithoutSocketsLeavesThemForLater()
    {
        if (kind() == Kind::QtGlib)
            QSKIP("GLib delivers sockets in every turn");
        inLoop([] {
            const Ends ends;
            Watch watch(ends.near(), readable);
            ends.send();
            turn(QEventLoop::ExcludeSocketNotifiers);
            QVERIFY(turnsWithin(20ms, QEventLoop::ExcludeSocketNotifiers) < 10);
            QCOMPARE(watch.count, 0);
            turn();
            QCOMPARE(watch.count, 1);
        });
    }

    void aWaitWithoutSocketsIsEndedByAnEvent()
    {
        if (kind() == Kind::QtGlib)
            QSKIP("GLib delivers sockets in every turn");
        inLoop([] {
            while (turn()) { }
            const Ends ends;
            Watch watch(ends.near(), readable);
            ends.send();
            Receiver receiver;
            std::thread other([&receiver] { post(receiver); });
            while (receiver.count == 0)
                turn(QEventLoop::ExcludeSocketNotifiers);
            other.join();
            for (int i = 0; i < 100; ++i) {
                std::thread another([waiting = loop()] { waiting->wakeUp(); });
                turn(QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents);
                another.join();
                (void)turn(QEventLoop::ExcludeSocketNotifiers);
            }
            QCOMPARE(watch.count, 0);
        });
    }

    void aNestedTurnDeliversWhatTheOuterOneHasNotYet()
    {
        inLoop([] {
            std::deque<Ends> ends(3);
            std::vector<std::unique_ptr<Watch>> watches;
            int inside = 0;
            for (Ends &end : ends) {
                watches.push_back(std::make_unique<Watch>(end.near(), readable, [&end, &inside] {
                    end.receive();
                    ++inside;
                    turn();
                }));
                end.send();
            }
            turn();
            QCOMPARE(inside, 3);
            turn();
            for (const auto &watch : watches)
                QCOMPARE(watch->count, 1);
        });
    }

    void aNestedTurnWithoutSocketsLeavesThemToTheOuterOne()
    {
        if (kind() == Kind::QtGlib)
            QSKIP("GLib delivers sockets in every turn");
        inLoop([] {
            std::deque<Ends> ends(3);
            std::vector<std::unique_ptr<Watch>> watches;
            int depth = 0;
            bool nested = false;
            for (Ends &end : ends) {
                watches.push_back(std::make_unique<Watch>(end.near(), readable, [&] {
                    end.receive();
                    nested |= ++depth > 1;
                    Receiver receiver;
                    post(receiver);
                    QVERIFY(turnsWithin(2ms, QEventLoop::ExcludeSocketNotifiers) < 10);
                    QCOMPARE(receiver.count, 1);
                    --depth;
                }));
                end.send();
            }
            turn();
            turn();
            QVERIFY(!nested);
            for (const auto &watch : watches)
                QCOMPARE(watch->count, 1);
        });
    }

    void aNotifierIsTakenAwayInANestedTurn()
    {
        inLoop([] {
            const Ends one;
            const Ends two;
            std::unique_ptr<Watch> first;
            std::unique_ptr<Watch> second;
            int count = 0;
            const auto nest = [&] {
                ++count;
                Receiver receiver([&first, &second] {
                    first.reset();
                    second.reset();
                });
                post(receiver);
                turn(QEventLoop::ExcludeSocketNotifiers);
            };
            first = std::make_unique<Watch>(one.near(), readable, nest);
            second = std::make_unique<Watch>(two.near(), readable, nest);
            one.send();
            two.send();
            turn();
            turn();
            QCOMPARE(count, 1);
        });
    }

    void moreThanFitIntoOneTurnAreAllTold()
    {
        inLoop([] {
            std::deque<Ends> ends(400); // more than the 256 that ours takes at a time
            std::vector<std::unique_ptr<Watch>> watches;
            for (Ends &end : ends) {
                watches.push_back(std::make_unique<Watch>(end.near(), readable));
                end.send(); // and nobody reads: each is ready for ever
            }
            const auto all = [&watches] {
                return std::all_of(watches.begin(), watches.end(), [](const auto &watch) { return watch->count > 2; });
            };
            int turns = 0;
            for (; !all(); ++turns)
                turn();
            QVERIFY(turns <= 8);
        });
    }
};

QTEST_GUILESS_MAIN(EventDispatcherNestingTest)
#include "event_dispatcher_nesting_test.moc"
