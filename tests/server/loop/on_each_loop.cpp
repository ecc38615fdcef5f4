// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/loop/on_each_loop.h"

#include "server/loop/server_loop.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

void give(QThread &thread, OnEachLoop::Kind kind)
{
    // Qt looks at it whenever a thread starts.
    if (kind == OnEachLoop::Kind::QtGlib)
        qunsetenv("QT_NO_GLIB");
    else
        qputenv("QT_NO_GLIB", "1");
    if (kind == OnEachLoop::Kind::Ours)
        thread.setEventDispatcher(tallywall::makeServerDispatcher().release());
}

} // namespace

void OnEachLoop::initTestCase_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("ours") << Kind::Ours;
    QTest::newRow("Qt's on poll") << Kind::QtPoll;
    QTest::newRow("Qt's on GLib") << Kind::QtGlib;
}

OnEachLoop::Kind OnEachLoop::kind()
{
    return *static_cast<Kind *>(QTest::qGlobalData("kind", qMetaTypeId<Kind>()));
}

void OnEachLoop::equip(QThread &thread)
{
    give(thread, kind());
}

void OnEachLoop::inLoop(const std::function<void()> &body)
{
    runInLoop(kind(), body);
}

void runInLoop(OnEachLoop::Kind kind, const std::function<void()> &body)
{
    const std::unique_ptr<QThread> thread(QThread::create(body));
    give(*thread, kind);
    thread->start();
    if (!thread->wait(QDeadlineTimer(std::chrono::minutes(1))))
        qFatal("the loop never came to an end");
}

int turnsWithin(std::chrono::milliseconds due, QEventLoop::ProcessEventsFlags flags)
{
    int turns = 0;
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(due);
    for (; timer.isActive(); ++turns)
        turn(flags | QEventLoop::WaitForMoreEvents);
    return turns;
}

Ends::Ends()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_ends.data()) != 0)
        qFatal("no pair of sockets");
}

Ends::~Ends()
{
    closeNear();
    closeFar();
}

void Ends::send() const
{
    (void)!::send(m_ends[1], "x", 1, MSG_NOSIGNAL);
}

void Ends::receive() const
{
    std::array<char, 64> bytes{};
    while (::read(m_ends[0], bytes.data(), bytes.size()) > 0) { }
}

void Ends::closeNear()
{
    if (m_ends[0] >= 0)
        ::close(std::exchange(m_ends[0], -1));
}

void Ends::closeFar()
{
    if (m_ends[1] >= 0)
        ::close(std::exchange(m_ends[1], -1));
}
