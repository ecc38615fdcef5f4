// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/outlet.h"

#include <QPointer>

#include <optional>

namespace tallywall {

// An outlet over a QTcpSocket: of a WebSocket, of TLS, and where there is no epoll. Whoever else writes to the socket writes
// into its buffer, behind or before these bytes and never between them.
class SocketOutlet final : public Outlet
{
    Q_OBJECT

public:
    // The socket belongs to somebody else, and may be gone before this is.
    explicit SocketOutlet(QTcpSocket *socket, std::optional<Seat> seat = std::nullopt);

    [[nodiscard]] qint64 waiting() const override;
    void write(const QByteArray &bytes) override;
    void keepRest(const QByteArray &bytes, qsizetype sent) override;
    [[nodiscard]] int direct() const override;
    void end() override;
    void abort() override;

private:
    void sayClosed();

    QPointer<QTcpSocket> m_socket;
    std::optional<Seat> m_seat;
    bool m_closed = false;
};

} // namespace tallywall
