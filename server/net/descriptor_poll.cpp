// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/descriptor_poll.h"

#include "server/net/descriptor_outlet.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>

namespace tallywall {

namespace {

constexpr quint32 always = EPOLLIN | EPOLLRDHUP;

} // namespace

DescriptorPoll *DescriptorPoll::create(QObject *parent)
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    return epoll < 0 ? nullptr : new DescriptorPoll(epoll, parent);
}

DescriptorPoll::DescriptorPoll(int epoll, QObject *parent)
    : QObject(parent), m_epoll(epoll), m_notifier(epoll, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &DescriptorPoll::deliver);
}

DescriptorPoll::~DescriptorPoll()
{
    m_notifier.setEnabled(false);
    ::close(m_epoll);
}

bool DescriptorPoll::add(int descriptor, DescriptorOutlet *outlet)
{
    const auto at = static_cast<std::size_t>(descriptor);
    if (m_watched.size() <= at)
        m_watched.resize(at + 1);
    m_watched[at] = {outlet, m_watched[at].round + 1};
    epoll_event event{};
    event.events = always;
    event.data.u64 = (quint64(m_watched[at].round) << 32) | quint64(at);
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) == 0)
        return true;
    m_watched[at].outlet = nullptr;
    return false;
}

void DescriptorPoll::control(int operation, int descriptor, quint32 events) const
{
    const auto at = static_cast<std::size_t>(descriptor);
    epoll_event event{};
    event.events = events;
    event.data.u64 = (quint64(m_watched[at].round) << 32) | quint64(at);
    ::epoll_ctl(m_epoll, operation, descriptor, &event);
}

void DescriptorPoll::remove(int descriptor)
{
    control(EPOLL_CTL_DEL, descriptor, 0);
    m_watched[static_cast<std::size_t>(descriptor)].outlet = nullptr;
}

void DescriptorPoll::watchWriting(int descriptor, bool wanted)
{
    control(EPOLL_CTL_MOD, descriptor, wanted ? always | EPOLLOUT : always);
}

void DescriptorPoll::deliver()
{
    std::array<epoll_event, 256> ready; // NOLINT: filled by the kernel. What is beyond comes in the next turn
    const int count = ::epoll_wait(m_epoll, ready.data(), static_cast<int>(ready.size()), 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = ready.at(static_cast<std::size_t>(i));
        const auto at = static_cast<std::size_t>(event.data.u64 & 0xffffffff);
        const Watched &watched = m_watched[at];
        if (watched.outlet && watched.round == quint32(event.data.u64 >> 32))
            watched.outlet->react(event.events);
    }
}

} // namespace tallywall
