// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/outlet.h"

#include <QList>

namespace tallywall {

// An outlet that is a descriptor and what waits for it, and no more: some hundred bytes for a client that listens, where a
// QTcpSocket with its buffers takes twenty thousand. What waits is shared with the other outlets that wait for the same bytes.
// What the client sends is read and thrown away. Linux, plain TCP.
class DescriptorOutlet final : public Outlet
{
    Q_OBJECT

public:
    // Takes the descriptor, which is connected and does not block.
    DescriptorOutlet(int descriptor, Seat seat, DescriptorPoll &poll);
    ~DescriptorOutlet() override;
    Q_DISABLE_COPY_MOVE(DescriptorOutlet)

    [[nodiscard]] qint64 waiting() const override { return m_waitingBytes; }
    void keepRest(const QByteArray &bytes, qsizetype sent) override;
    [[nodiscard]] int direct() const override { return m_waiting.isEmpty() && !m_ending ? m_descriptor : -1; }
    void end() override;
    void abort() override;

    // What epoll saw; called by the poll alone.
    void react(quint32 events);

private:
    [[nodiscard]] bool clientIsGone() const;
    void sendWaiting();
    void watchWriting(bool wanted);
    void forget(qsizetype sent);

    int m_descriptor; // -1 once it is closed
    Seat m_seat;
    QPointer<DescriptorPoll> m_poll;
    QList<QByteArray> m_waiting;
    qsizetype m_sent = 0; // of the first one
    qint64 m_waitingBytes = 0;
    bool m_ending = false;
};

} // namespace tallywall
