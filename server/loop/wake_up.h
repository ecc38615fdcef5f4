// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace tallywall {

// Ends the wait of an event loop from any thread, by an eventfd that is written only while the loop does wait.
//
// No wake-up is lost, because all hangs on the order in which one variable changes:
//   wake()       whatever it was -> Woken; if it was Waiting, the caller writes to the eventfd
//   beginWait()  Awake -> Waiting; refused if it is Woken
//   take()       whatever it was -> Awake; tells whether it was Woken
// A wake() before beginWait() makes it refuse. One after it finds Waiting and writes, and the eventfd stays readable until
// somebody reads it, so that the wait ends however late the write comes. Only the loop reads it, and not while Waiting
// stands: it can never take away the write that the current wait is to end by. A write that comes after the wait it was
// meant for, because a socket ended that one first, ends the next wait for nothing. What was done before wake() is seen
// after the take() that tells of it, because each change both releases and acquires.
class WakeUp
{
public:
    WakeUp();
    ~WakeUp();
    Q_DISABLE_COPY_MOVE(WakeUp)

    // Any thread; a signal handler, too. One system call while the loop waits, none otherwise.
    void wake();

    // The thread of the loop from here on.
    [[nodiscard]] bool take();
    [[nodiscard]] bool isWoken() const;
    [[nodiscard]] bool beginWait();

    // For those who wait for more than this: readable once woken from Waiting, and drain() has to be called then.
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    void drain();
    // Waits for nothing else, at most so many milliseconds (-1: without end). False: a signal came first.
    [[nodiscard]] bool wait(int ms);

private:
    enum class State : quint8 { Awake, Waiting, Woken };

    std::atomic<State> m_state = State::Awake;
    int m_descriptor;
};

} // namespace tallywall
