// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/subscriber.h"

#include "server/net/outlet.h"

#include <QTcpSocket>

#include <utility>

namespace tallywall {

Subscriber::Subscriber(Format format, QTcpSocket *socket, qint64 maxOutbox, std::function<void(Farewell)> close,
                       QObject *parent)
    : QObject(parent), m_format(format), m_socket(socket), m_maxOutbox(maxOutbox), m_close(std::move(close))
{
    connect(socket, &QTcpSocket::disconnected, this, &Subscriber::end);
    connect(socket, &QObject::destroyed, this, &Subscriber::end);
    connect(socket, &QTcpSocket::bytesWritten, this, &Subscriber::drained);
}

qint64 Subscriber::outbox() const
{
    return m_socket ? m_socket->bytesToWrite() : 0;
}

bool Subscriber::write(const QByteArray &bytes)
{
    if (!m_open || !m_socket)
        return true; // it is on its way out already
    const qint64 waiting = m_socket->bytesToWrite();
    if (waiting > 0 && waiting + bytes.size() > m_maxOutbox)
        return false;
    writeNow(*m_socket, bytes);
    return true;
}

void Subscriber::close(Farewell why)
{
    if (!m_open)
        return;
    m_open = false;
    if (m_socket)
        m_close(why);
    Q_EMIT closed();
    deleteLater();
}

void Subscriber::end()
{
    if (std::exchange(m_open, false)) {
        Q_EMIT closed();
        deleteLater();
    }
}

} // namespace tallywall
