// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

class QSocketNotifier;

namespace tallywall {

class WakeUp;

// Which notifiers stand on which descriptors, what epoll knows of it, and which of them have an event to be delivered.
// Level-triggered. The notifiers are borrowed: each is removed before it dies. The thread of the loop only.
//
// What a notifier asks for is told to epoll by prepare(), not before, so that one which is enabled and disabled in the
// same turn costs no system call. One that was added is always told, even if epoll seems to know: its descriptor may be
// another file by now. That the last one left a descriptor is told at once, while the descriptor is still open; from then on
// epoll does not have it, and a peer that hangs up wakes nobody when nobody asked.
//
// epoll counts files, not numbers, and forgets a file only when its last descriptor is closed. So a number that was closed
// too early may leave a file behind that reports for ever and cannot be taken back by number. Each registration has its own
// generation; a report of another makes everything be told to a new epoll.
//
// Limit: a number that is closed and opened again under an enabled notifier, without one being added for the new file, is
// not noticed, because neither Qt nor the kernel says a word of it. Disable before closing.
class EpollInterest
{
public:
    explicit EpollInterest(WakeUp &wakeUp);
    ~EpollInterest();
    Q_DISABLE_COPY_MOVE(EpollInterest)

    // At most one notifier of each type on a descriptor: another takes its place.
    void add(QSocketNotifier *notifier);
    void remove(QSocketNotifier *notifier);

    // To be called before each wait(). True: something is ready already. Notifiers on what cannot be watched are disabled.
    [[nodiscard]] bool prepare();
    // Until something is ready or the WakeUp wakes, at most so many milliseconds (-1: without end). False: a signal came.
    [[nodiscard]] bool wait(int ms);
    // The next notifier that has an event, or nullptr. Removed ones are never among them.
    [[nodiscard]] QSocketNotifier *takeReady();

private:
    struct Slot {
        std::array<QSocketNotifier *, 3> notifiers{}; // by QSocketNotifier::Type
        quint32 told = 0;                             // the events epoll knows of; 0: epoll does not have it
        quint32 generation = 0;                       // counts what epoll was given for this number
        quint8 fresh = 0;                             // types added since epoll was told, as bits
        quint8 ready = 0;                             // types with an event to be delivered, as bits
        bool isChanged = false;                       // is in m_changed
        bool isPolled = false;                        // is in m_polled
    };

    Slot &slotOf(int descriptor) { return m_slots[static_cast<std::size_t>(descriptor)]; }
    void open();
    void reopen();
    int control(int operation, int descriptor, quint32 events);
    void change(int descriptor);
    void tell(int descriptor);
    void drop(int descriptor);
    void refuse(int descriptor, int error);
    void setPolled(int descriptor, bool polled);
    void pollFiles();
    void markReady(int descriptor, quint32 events);

    WakeUp &m_wakeUp;
    int m_epoll = -1;
    std::vector<Slot> m_slots; // by descriptor: small numbers without gaps
    std::vector<int> m_changed;
    std::vector<int> m_polled; // regular files and the like, which epoll refuses
    std::vector<int> m_ready;  // shared by nested loops: the inner one goes on where the outer one is
    std::size_t m_readyHead = 0;
};

} // namespace tallywall
