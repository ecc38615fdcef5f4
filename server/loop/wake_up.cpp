// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/loop/wake_up.h"

#include <QString>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>

namespace tallywall {

WakeUp::WakeUp() : m_descriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (m_descriptor < 0)
        qFatal("no eventfd for the event loop: %s", qPrintable(qt_error_string(errno)));
}

WakeUp::~WakeUp()
{
    ::close(m_descriptor);
}

void WakeUp::wake()
{
    if (m_state.exchange(State::Woken, std::memory_order_acq_rel) == State::Waiting)
        ::eventfd_write(m_descriptor, 1);
}

bool WakeUp::take()
{
    return m_state.exchange(State::Awake, std::memory_order_acq_rel) == State::Woken;
}

bool WakeUp::isWoken() const
{
    return m_state.load(std::memory_order_acquire) == State::Woken;
}

bool WakeUp::beginWait()
{
    State expected = State::Awake;
    return m_state.compare_exchange_strong(expected, State::Waiting, std::memory_order_acq_rel);
}

void WakeUp::drain()
{
    eventfd_t ignored = 0;
    ::eventfd_read(m_descriptor, &ignored);
}

bool WakeUp::wait(int ms)
{
    pollfd entry{m_descriptor, POLLIN, 0};
    const int count = ::poll(&entry, 1, ms);
    return count >= 0 || errno != EINTR;
}

} // namespace tallywall
