// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/outlet.h"

#include <QList>
#include <QPointer>

#include <optional>

namespace tallywall {

// An outlet over a QTcpSocket: of a WebSocket, of TLS, and where there is no epoll. What waits is shared with the other outlets
// that wait for the same, and goes into the socket's buffer one piece at a time, as it was handed in: whoever else writes to the
// socket writes between two pieces and never into one.
class SocketOutlet final : public Outlet
{
    Q_OBJECT

public:
    // The socket belongs to somebody else, and may be gone before this is.
    explicit SocketOutlet(QTcpSocket *socket, std::optional<Seat> seat = std::nullopt);

    [[nodiscard]] qint64 waiting() const override;
    void keepRest(const QByteArray &bytes, qsizetype sent) override;
    [[nodiscard]] int direct() const override;
    void end() override;
    void abort() override;
    // Forgets what waits here: after the last frame of a protocol nothing may follow. What is in the socket's buffer already
    // goes out, in whole pieces, before what is written to the socket now.
    void discardWaiting();

private:
    void sendWaiting();
    void sayClosed();

    QPointer<QTcpSocket> m_socket;
    std::optional<Seat> m_seat;
    QList<QByteArray> m_waiting;
    qint64 m_waitingBytes = 0;
    bool m_ending = false;
    bool m_closed = false;
};

} // namespace tallywall
