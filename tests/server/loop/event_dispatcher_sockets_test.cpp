// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/loop/on_each_loop.h"

#include <QTimer>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <deque>
#include <thread>

using namespace std::chrono_literals;

namespace {

constexpr auto readable = QSocketNotifier::Read;
constexpr auto writable = QSocketNotifier::Write;
constexpr auto exceptional = QSocketNotifier::Exception;

// A TCP connection, whose far end can send out of band.
class TcpEnds
{
public:
    TcpEnds()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto *name = reinterpret_cast<sockaddr *>(&address);
        const bool isOpen = ::bind(listener, name, size) == 0 && ::listen(listener, 1) == 0
                && ::getsockname(listener, name, &size) == 0;
        m_far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (!isOpen || ::connect(m_far, name, size) != 0)
            qFatal("no connection");
        m_near = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        ::close(listener);
    }
    ~TcpEnds()
    {
        ::close(m_near);
        ::close(m_far);
    }
    Q_DISABLE_COPY_MOVE(TcpEnds)

    [[nodiscard]] int near() const { return m_near; }
    void send(const char *bytes, int flags) const { ::send(m_far, bytes, std::strlen(bytes), flags); }

private:
    int m_near = -1;
    int m_far = -1;
};

} // namespace

class EventDispatcherSocketsTest : public OnEachLoop
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadableIsToldUntilItIsRead()
    {
        inLoop([] {
            const Ends ends;
            Watch watch(ends.near(), readable);
            turn();
            QCOMPARE(watch.count, 0);
            ends.send();
            for (int i = 1; i <= 3; ++i) {
                QVERIFY(turn(QEventLoop::WaitForMoreEvents));
                QCOMPARE(watch.count, i);
            }
            ends.receive();
            turn();
            QCOMPARE(watch.count, 3);
        });
    }

    void whatIsWritableIsTold()
    {
        inLoop([] {
            const Ends ends;
            Watch watch(ends.near(), writable);
            turn();
            QCOMPARE(watch.count, 1);
            watch.setEnabled(false);
            turn();
            QCOMPARE(watch.count, 1);
            watch.setEnabled(true);
            turn();
            QCOMPARE(watch.count, 2);
        });
    }

    void eachTypeOnTheSameDescriptorHearsItsOwn()
    {
        inLoop([] {
            const TcpEnds ends;
            Watch read(ends.near(), readable);
            Watch write(ends.near(), writable);
            Watch exception(ends.near(), exceptional);
            turnUntil([&write] { return write.count > 0; });
            QCOMPARE(read.count, 0);
            QCOMPARE(exception.count, 0);
            write.setEnabled(false);
            const int written = write.count;

            ends.send("!", MSG_OOB);
            turnUntil([&exception] { return exception.count > 0; });
            QCOMPARE(write.count, written);
            exception.setEnabled(false);
            const int excepted = exception.count;

            ends.send("data", 0);
            turnUntil([&read] { return read.count > 0; });
            QCOMPARE(exception.count, excepted);
            QCOMPARE(write.count, written);
        });
    }

    void aPeerThatLeftIsToldToReadersAndWriters()
    {
        inLoop([] {
            Ends ends;
            Watch read(ends.near(), readable);
            Watch write(ends.near(), writable);
            turn();
            const int written = write.count;
            ends.closeFar();
            turn();
            QVERIFY(read.count > 0);
            QVERIFY(write.count > written);
            read.setEnabled(false);
            const int heard = read.count;
            turn();
            QCOMPARE(read.count, heard);
        });
    }

    void aPeerThatLeftIsToldToAnExceptionNotifier()
    {
        if (kind() == Kind::QtGlib)
            QSKIP("GLib tells it of errors, not of a peer that left");
        inLoop([] {
            Ends ends;
            Watch exception(ends.near(), exceptional);
            ends.closeFar();
            turn();
            QVERIFY(exception.count > 0);
        });
    }

    void aPeerThatLeftDoesNotKeepTheLoopBusyWhenNobodyAsks()
    {
        inLoop([] {
            Ends ends;
            Watch read(ends.near(), readable);
            Watch write(ends.near(), writable);
            turn();
            ends.closeFar();
            turn();
            read.setEnabled(false);
            write.setEnabled(false);
            QVERIFY(turnsWithin(20ms) < 10);
        });
    }

    void aWriterThatIsNotAskedForAnyMoreDoesNotKeepTheLoopBusy()
    {
        inLoop([] {
            const Ends ends;
            Watch read(ends.near(), readable);
            Watch write(ends.near(), writable);
            turn();
            write.setEnabled(false);
            QVERIFY(turnsWithin(20ms) < 10);
            QCOMPARE(read.count, 0);
        });
    }

    void toggledAnyNumberOfTimesOnlyTheLastCounts()
    {
        inLoop([] {
            const Ends ends;
            Watch read(ends.near(), readable);
            Watch write(ends.near(), writable);
            for (int i = 0; i < 1000; ++i) {
                write.setEnabled(i % 2 == 1);
                read.setEnabled(i % 3 == 0);
                if (i % 100 == 0)
                    turn();
            }
            write.setEnabled(false);
            write.count = 0;
            read.setEnabled(true);
            ends.send();
            turn();
            QCOMPARE(write.count, 0);
            QCOMPARE(read.count, 1);
            write.setEnabled(true);
            turn();
            QCOMPARE(write.count, 1);
            QCOMPARE(read.count, 2);
        });
    }

    void whoIsDisabledWhileTheOthersAreToldHearsNothing()
    {
        inLoop([] {
            const Ends one;
            const Ends two;
            QList<QSocketNotifier *> watches;
            const auto silence = [&watches] {
                for (auto *watch : watches)
                    watch->setEnabled(false);
            };
            Watch first(one.near(), readable, silence);
            Watch second(two.near(), readable, silence);
            Watch third(two.near(), writable, silence);
            watches = {&first, &second, &third};
            one.send();
            two.send();
            turn();
            turn();
            QCOMPARE(first.count + second.count + third.count, 1);
        });
    }

    void whoIsDeletedWhileTheOthersAreToldHearsNothing()
    {
        inLoop([] {
            std::deque<Ends> ends(5);
            std::vector<std::unique_ptr<Watch>> watches;
            int count = 0;
            for (Ends &end : ends) {
                watches.push_back(std::make_unique<Watch>(end.near(), readable, [&watches, &count, &ends] {
                    ++count;
                    for (std::size_t i = 0; i < ends.size(); ++i) {
                        if (watches[i] && watches[i]->count == 0)
                            watches[i].reset();
                    }
                }));
                end.send();
            }
            turn();
            turn();
            QCOMPARE(count, 2); // the one that was left, twice
        });
    }

    void aNotifierDeletesItselfInItsOwnEvent()
    {
        inLoop([] {
            const Ends ends;
            Watch *read = nullptr;
            QPointer<Watch> alive = read = new Watch(ends.near(), readable, [&read] { delete read; });
            Watch write(ends.near(), writable);
            ends.send();
            turn();
            QVERIFY(!alive);
            QCOMPARE(write.count, 1);
            turn();
            QCOMPARE(write.count, 2);
        });
    }

    // Within one batch the first one closes the descriptor of the other and opens it again as another file.
    void aNewNotifierOnAReusedNumberDoesNotHearOfTheOldFile()
    {
        inLoop([] {
            std::array<Ends, 2> ends;
            const Ends fresh;
            std::array<std::unique_ptr<Watch>, 2> watches;
            std::unique_ptr<Watch> late;
            const auto swap = [&](std::size_t other) {
                if (late)
                    return;
                watches[other].reset();
                ::dup2(fresh.near(), ends[other].near()); // closes the old file
                late = std::make_unique<Watch>(ends[other].near(), readable, [&fresh] { fresh.receive(); });
            };
            for (std::size_t i = 0; i < 2; ++i)
                watches[i] = std::make_unique<Watch>(ends[i].near(), readable, [&swap, i] { swap(1 - i); });
            ends[0].send();
            ends[1].send();
            turn();
            QVERIFY(late);
            turn();
            turn();
            QCOMPARE(late->count, 0);
            fresh.send();
            turn();
            QCOMPARE(late->count, 1);
        });
    }

    void aNumberThatIsAnotherFileInTheNextTurnIsWatchedAnew_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("disabled, closed, enabled again") << 0;
        QTest::newRow("deleted, closed, another added") << 1;
        QTest::newRow("closed, deleted, another added") << 2;
        QTest::newRow("closed, another added, then the old one deleted") << 3;
        QTest::newRow("closed, disabled and enabled again") << 4;
        QTest::newRow("closed, another type added") << 5;
    }
    void aNumberThatIsAnotherFileInTheNextTurnIsWatchedAnew()
    {
        QFETCH(int, how);
        if (how == 3 && kind() == Kind::QtGlib)
            QSKIP("GLib keeps both");
        inLoop([how] {
            for (const bool duplicated : {false, true}) { // then the old file lives on
                const Ends old;
                const Ends fresh;
                const int number = old.near();
                const int duplicate = duplicated ? ::fcntl(number, F_DUPFD_CLOEXEC, 0) : -1;
                const auto reuse = [&fresh, number] { ::dup2(fresh.near(), number); };
                auto watch = std::make_unique<Watch>(number, readable);
                turn();
                std::unique_ptr<Watch> other;
                switch (how) {
                case 0:
                    watch->setEnabled(false);
                    reuse();
                    watch->setEnabled(true);
                    break;
                case 1:
                    watch.reset();
                    reuse();
                    watch = std::make_unique<Watch>(number, readable);
                    break;
                case 2:
                    reuse();
                    watch.reset();
                    watch = std::make_unique<Watch>(number, readable);
                    break;
                case 3:
                    reuse();
                    other = std::make_unique<Watch>(number, readable);
                    watch = std::move(other);
                    break;
                case 4:
                    reuse();
                    watch->setEnabled(false);
                    watch->setEnabled(true);
                    break;
                default: reuse(); other = std::make_unique<Watch>(number, exceptional);
                }
                old.send(); // into the file that nobody watches any more
                QVERIFY(turnsWithin(10ms) < 10);
                QCOMPARE(watch->count, 0);
                fresh.send();
                turn();
                QCOMPARE(watch->count, 1);
                fresh.receive();
                turn();
                QCOMPARE(watch->count, 1);
                ::close(duplicate);
            }
        });
    }

    void aFileThatLivesOnUnderAnotherNumberDoesNotKeepTheLoopBusy()
    {
        inLoop([] {
            Ends ends;
            const int duplicate = ::fcntl(ends.near(), F_DUPFD_CLOEXEC, 0);
            auto watch = std::make_unique<Watch>(ends.near(), readable);
            turn();
            ends.closeNear();
            watch.reset(); // too late
            ends.closeFar();
            QVERIFY(turnsWithin(20ms) < 10);
            const Ends other; // on the same number, most likely
            Watch read(other.near(), readable);
            QVERIFY(turnsWithin(5ms) < 10);
            QCOMPARE(read.count, 0);
            other.send();
            turn();
            QCOMPARE(read.count, 1);
            ::close(duplicate);
        });
    }

    void aNumberThatIsNotOpenIsNotWatched()
    {
        if (kind() == Kind::QtGlib)
            QSKIP("GLib does not mind");
        inLoop([] {
            Ends ends;
            const int number = ends.near();
            ends.closeNear();
            Watch read(number, readable);
            Watch write(number, writable);
            turn();
            QVERIFY(!read.isEnabled());
            QVERIFY(!write.isEnabled());
            QVERIFY(turnsWithin(20ms) < 10);
        });
    }
};

QTEST_GUILESS_MAIN(EventDispatcherSocketsTest)
#include "event_dispatcher_sockets_test.moc"
