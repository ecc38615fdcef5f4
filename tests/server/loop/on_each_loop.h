// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QtTest>

#include <array>
#include <chrono>
#include <functional>

using Clock = std::chrono::steady_clock;

// The base of the tests that an event loop has to pass: each test runs with our loop, with Qt's on poll(), and with Qt's on
// GLib where Qt was built with it. So what they say is what Qt promises, and not what ours happens to do.
class OnEachLoop : public QObject
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Ours, QtPoll, QtGlib };
    Q_ENUM(Kind)

protected:
    static Kind kind();
    // Gives the thread the loop of this row.
    static void equip(QThread &thread);
    // Runs `body` in a thread with the loop of this row.
    static void inLoop(const std::function<void()> &body);

private Q_SLOTS:
    void initTestCase_data();
};

// Runs `body` in a thread with a loop of that kind, and waits for its end.
void runInLoop(OnEachLoop::Kind kind, const std::function<void()> &body);

// The rest is for the inside of `body`.

inline QAbstractEventDispatcher *loop()
{
    return QAbstractEventDispatcher::instance();
}

// One turn that does not wait.
inline bool turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    return loop()->processEvents(flags);
}

// Turns without waiting, until it is so.
template<typename Condition>
void turnUntil(Condition condition)
{
    while (!condition())
        turn();
}

// How often the loop went to sleep until `due` had gone by: small, however long that took, unless something spins.
int turnsWithin(std::chrono::milliseconds due, QEventLoop::ProcessEventsFlags flags = QEventLoop::WaitForMoreEvents);

// Lets time go by without giving the loop a turn.
inline void spin(std::chrono::milliseconds time)
{
    for (const auto end = Clock::now() + time; Clock::now() < end;) { }
}

// Counts the events of one kind and does something at each.
class Receiver : public QObject
{
    Q_OBJECT

public:
    using Action = std::function<void()>;
    explicit Receiver(Action action = {}, QEvent::Type type = QEvent::User) : m_action(std::move(action)), m_type(type)
    { }

    int count = 0;
    Action &action() { return m_action; }

    bool event(QEvent *event) override
    {
        if (event->type() != m_type)
            return QObject::event(event);
        ++count;
        if (const Action action = m_action) // a copy, in case it deletes this
            action();
        return true;
    }

private:
    Action m_action;
    QEvent::Type m_type;
};

inline void post(QObject &receiver)
{
    QCoreApplication::postEvent(&receiver, new QEvent(QEvent::User));
}

// Two ends of a connection, which do not block.
class Ends
{
public:
    Ends();
    ~Ends();
    Q_DISABLE_COPY_MOVE(Ends)

    [[nodiscard]] int near() const { return m_ends[0]; }
    [[nodiscard]] int far() const { return m_ends[1]; }
    void send() const;    // a byte from the far end to the near one, if that is still there
    void receive() const; // all there is at the near end
    void closeNear();
    void closeFar();

private:
    std::array<int, 2> m_ends{-1, -1};
};

// A notifier that counts what it is told.
class Watch : public QSocketNotifier
{
    Q_OBJECT

public:
    Watch(int descriptor, Type type, const std::function<void()> &action = {}) : QSocketNotifier(descriptor, type)
    {
        connect(this, &QSocketNotifier::activated, this, [this, action] {
            ++count;
            if (const auto copy = action)
                copy();
        });
    }

    int count = 0;
};
