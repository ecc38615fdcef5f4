// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/socket_outlet.h"

#include "server/net/limits.h"
#include "server/net/send.h"

#include <QTcpSocket>
#include <QTimer>

#include <utility>

namespace tallywall {

SocketOutlet::SocketOutlet(QTcpSocket *socket, std::optional<Seat> seat) : m_socket(socket), m_seat(std::move(seat))
{
    connect(socket, &QTcpSocket::disconnected, this, &SocketOutlet::sayClosed);
    connect(socket, &QObject::destroyed, this, &SocketOutlet::sayClosed);
    connect(socket, &QTcpSocket::bytesWritten, this, &SocketOutlet::sendWaiting);
}

qint64 SocketOutlet::waiting() const
{
    return m_waitingBytes + (m_socket ? m_socket->bytesToWrite() : 0);
}

void SocketOutlet::keepRest(const QByteArray &bytes, qsizetype sent)
{
    if (!m_socket || m_ending)
        return;
    if (m_waiting.isEmpty() && m_socket->bytesToWrite() == 0) {
        m_socket->write(bytes.constData() + sent, bytes.size() - sent);
        return;
    }
    Q_ASSERT(sent == 0); // only what found nothing before it was sent directly
    m_waiting.append(bytes);
    m_waitingBytes += bytes.size();
}

void SocketOutlet::sendWaiting()
{
    if (!m_socket)
        return;
    if (m_socket->bytesToWrite() == 0 && !m_waiting.isEmpty()) {
        const QByteArray piece = m_waiting.takeFirst();
        m_waitingBytes -= piece.size();
        m_socket->write(piece);
    }
    if (m_ending && waiting() == 0)
        m_socket->disconnectFromHost();
    Q_EMIT drained();
}

int SocketOutlet::direct() const
{
    return m_socket && !m_closed && !m_ending && m_waiting.isEmpty() ? directDescriptor(*m_socket) : -1;
}

void SocketOutlet::end()
{
    if (!m_socket)
        return;
    m_ending = true;
    if (waiting() == 0)
        m_socket->disconnectFromHost();
    QTimer::singleShot(Limits::timeToDrain, m_socket, [socket = m_socket.data()] { socket->abort(); });
}

void SocketOutlet::abort()
{
    if (m_socket)
        m_socket->abort();
}

void SocketOutlet::discardWaiting()
{
    m_waiting.clear();
    m_waitingBytes = 0;
}

void SocketOutlet::sayClosed()
{
    if (!std::exchange(m_closed, true))
        Q_EMIT closed();
}

} // namespace tallywall
