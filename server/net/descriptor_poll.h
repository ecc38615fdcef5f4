// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <vector>

namespace tallywall {

class DescriptorOutlet;

// Watches the descriptors of all outlets with one epoll of their own, which is one descriptor to the event loop: an outlet
// needs no notifier, and thousands that are idle cost nothing, whatever event loop runs. Linux. Server thread.
class DescriptorPoll : public QObject
{
    Q_OBJECT

public:
    // Null where the system refuses one more descriptor; sockets stay as they are then.
    [[nodiscard]] static DescriptorPoll *create(QObject *parent);
    ~DescriptorPoll() override;

    // False where the system refuses.
    [[nodiscard]] bool add(int descriptor, DescriptorOutlet *outlet);
    void remove(int descriptor);
    // Whether the outlet wants to be told when it may write again.
    void watchWriting(int descriptor, bool wanted);

private:
    struct Watched {
        DescriptorOutlet *outlet = nullptr;
        quint32 round = 0; // how often this number was used: an event of an earlier one is stale
    };

    DescriptorPoll(int epoll, QObject *parent);
    void deliver();
    void control(int operation, int descriptor, quint32 events) const;

    int m_epoll;
    QSocketNotifier m_notifier;
    std::vector<Watched> m_watched; // by descriptor
};

} // namespace tallywall
