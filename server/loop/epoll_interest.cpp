// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/loop/epoll_interest.h"

#include "server/loop/wake_up.h"

#include <QLoggingCategory>
#include <QSocketNotifier>

#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <limits>
#include <utility>

namespace tallywall {

Q_LOGGING_CATEGORY(lcLoop, "tallywall.server.loop")

namespace {

static_assert(QSocketNotifier::Read == 0 && QSocketNotifier::Write == 1 && QSocketNotifier::Exception == 2);
static_assert(EPOLLIN == POLLIN && EPOLLOUT == POLLOUT && EPOLLPRI == POLLPRI && EPOLLHUP == POLLHUP
              && EPOLLERR == POLLERR);
constexpr std::array<quint32, 3> eventOf{EPOLLIN, EPOLLOUT, EPOLLPRI}; // by QSocketNotifier::Type
constexpr quint32 trouble = EPOLLHUP | EPOLLERR;                       // comes unasked, and concerns every type

constexpr quint64 wakeUpToken = std::numeric_limits<quint64>::max();

constexpr quint8 bit(std::size_t type)
{
    return static_cast<quint8>(1U << type);
}

quint32 wanted(const std::array<QSocketNotifier *, 3> &notifiers)
{
    quint32 events = 0;
    for (std::size_t type = 0; type < notifiers.size(); ++type)
        events |= notifiers[type] ? eventOf[type] : 0;
    return events;
}

} // namespace

EpollInterest::EpollInterest(WakeUp &wakeUp) : m_wakeUp(wakeUp)
{
    open();
}

EpollInterest::~EpollInterest()
{
    ::close(m_epoll);
}

void EpollInterest::open()
{
    m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{EPOLLIN, {.u64 = wakeUpToken}};
    if (m_epoll < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp.descriptor(), &event) != 0)
        qFatal("no epoll for the event loop: %s", qPrintable(qt_error_string(errno)));
}

// Whatever is ready is reported again by the new one.
void EpollInterest::reopen()
{
    ::close(m_epoll); // first: the number for the new one is free then, however short they are
    open();
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (std::exchange(m_slots[i].told, 0) != 0)
            change(static_cast<int>(i));
    }
}

void EpollInterest::add(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<std::size_t>(notifier->socket());
    const auto type = static_cast<std::size_t>(notifier->type());
    if (descriptor >= m_slots.size())
        m_slots.resize(descriptor + 1);
    Slot &slot = m_slots[descriptor];
    slot.notifiers[type] = notifier;
    slot.fresh |= bit(type);
    slot.ready &= static_cast<quint8>(~bit(type)); // that was for the one before
    change(static_cast<int>(descriptor));
}

void EpollInterest::remove(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<std::size_t>(notifier->socket());
    const auto type = static_cast<std::size_t>(notifier->type());
    if (descriptor >= m_slots.size() || m_slots[descriptor].notifiers[type] != notifier)
        return; // another one has taken its place
    Slot &slot = m_slots[descriptor];
    slot.notifiers[type] = nullptr;
    slot.fresh &= static_cast<quint8>(~bit(type));
    slot.ready &= static_cast<quint8>(~bit(type));
    if (wanted(slot.notifiers) == 0)
        drop(static_cast<int>(descriptor));
    else
        change(static_cast<int>(descriptor));
}

void EpollInterest::change(int descriptor)
{
    if (!std::exchange(slotOf(descriptor).isChanged, true))
        m_changed.push_back(descriptor);
}

// An error here means that the number was closed before: then epoll has forgotten it, or wait() will notice.
void EpollInterest::drop(int descriptor)
{
    if (std::exchange(slotOf(descriptor).told, 0) != 0)
        control(EPOLL_CTL_DEL, descriptor, 0);
    setPolled(descriptor, false);
}

int EpollInterest::control(int operation, int descriptor, quint32 events)
{
    const quint64 generation = slotOf(descriptor).generation;
    epoll_event event{events, {.u64 = generation << 32 | static_cast<quint32>(descriptor)}};
    return ::epoll_ctl(m_epoll, operation, descriptor, &event) == 0 ? 0 : errno;
}

bool EpollInterest::prepare()
{
    for (std::size_t i = 0; i < m_changed.size(); ++i) { // tell() may add to it
        slotOf(m_changed[i]).isChanged = false;
        tell(m_changed[i]);
    }
    m_changed.clear();
    if (!m_polled.empty())
        pollFiles();
    return m_readyHead < m_ready.size();
}

void EpollInterest::tell(int descriptor)
{
    Slot &slot = slotOf(descriptor);
    const quint32 events = wanted(slot.notifiers);
    if (events == 0 || (events == slot.told && slot.fresh == 0))
        return;
    slot.fresh = 0;
    int error = slot.told != 0 ? control(EPOLL_CTL_MOD, descriptor, events) : ENOENT;
    if (error == ENOENT) { // new, or the number is another file by now
        ++slot.generation;
        error = control(EPOLL_CTL_ADD, descriptor, events);
    }
    if (error == EEXIST) // a file that epoll never lost is back under its number
        error = control(EPOLL_CTL_MOD, descriptor, events);
    slot.told = error == 0 ? events : 0;
    setPolled(descriptor, error == EPERM);
    if (error != 0 && error != EPERM)
        refuse(descriptor, error);
}

void EpollInterest::refuse(int descriptor, int error)
{
    qCWarning(lcLoop, "descriptor %d cannot be watched: %s", descriptor, qPrintable(qt_error_string(error)));
    for (std::size_t type = 0; type < eventOf.size(); ++type) {
        if (auto *notifier = slotOf(descriptor).notifiers[type])
            notifier->setEnabled(false); // and so is removed
    }
}

void EpollInterest::setPolled(int descriptor, bool polled)
{
    if (std::exchange(slotOf(descriptor).isPolled, polled) == polled)
        return;
    if (polled)
        m_polled.push_back(descriptor);
    else
        std::erase(m_polled, descriptor);
}

void EpollInterest::pollFiles()
{
    std::vector<pollfd> entries;
    for (const int descriptor : m_polled) {
        const quint32 events = wanted(slotOf(descriptor).notifiers);
        entries.push_back({descriptor, static_cast<short>(events), 0});
    }
    if (::poll(entries.data(), entries.size(), 0) <= 0)
        return;
    for (const pollfd &entry : entries) {
        if (entry.revents & POLLNVAL)
            refuse(entry.fd, EBADF);
        else
            markReady(entry.fd, static_cast<quint32>(entry.revents));
    }
}

bool EpollInterest::wait(int ms)
{
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), ms);
    if (count < 0)
        return errno != EINTR;
    bool isOrphaned = false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        if (events[i].data.u64 == wakeUpToken) {
            m_wakeUp.drain();
            continue;
        }
        const auto descriptor = static_cast<quint32>(events[i].data.u64);
        const Slot &slot = m_slots[descriptor];
        if (slot.told != 0 && slot.generation == events[i].data.u64 >> 32)
            markReady(static_cast<int>(descriptor), events[i].events);
        else
            isOrphaned = true;
    }
    if (isOrphaned)
        reopen();
    return true;
}

void EpollInterest::markReady(int descriptor, quint32 events)
{
    Slot &slot = slotOf(descriptor);
    const quint8 before = slot.ready;
    for (std::size_t type = 0; type < eventOf.size(); ++type) {
        if (slot.notifiers[type] && (events & (eventOf[type] | trouble)) != 0)
            slot.ready |= bit(type);
    }
    if (before == 0 && slot.ready != 0)
        m_ready.push_back(descriptor);
}

QSocketNotifier *EpollInterest::takeReady()
{
    for (; m_readyHead < m_ready.size(); ++m_readyHead) {
        Slot &slot = slotOf(m_ready[m_readyHead]);
        if (slot.ready == 0)
            continue;
        const int type = std::countr_zero(slot.ready);
        slot.ready &= static_cast<quint8>(slot.ready - 1);
        return slot.notifiers[static_cast<std::size_t>(type)];
    }
    m_ready.clear();
    m_readyHead = 0;
    return nullptr;
}

} // namespace tallywall
