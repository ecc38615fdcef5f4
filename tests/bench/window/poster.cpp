// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/poster.h"

namespace tallywall::bench {

namespace {

QByteArray hook(qint64 number, const QByteArray &status)
{
    const QByteArray body = "{\"object_kind\":\"pipeline\",\"object_attributes\":{\"id\":" + QByteArray::number(number)
            + ",\"ref\":\"main\",\"sha\":\"0e6a3f\",\"status\":\"" + status
            + "\"},\"project\":{\"path_with_namespace\":\"shop/api-" + QByteArray::number(number % 25)
            + "\"},\"user\":{\"name\":\"Ada\"}}";
    return "POST /hooks/gitlab HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

void Poster::start()
{
    m_socket = new QTcpSocket(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, m_socket, [this] { m_socket->readAll(); });
    m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    m_due = new QTimer(this);
    m_due->setTimerType(Qt::PreciseTimer);
    connect(m_due, &QTimer::timeout, this, &Poster::post);
    m_due->start(1000 / m_perSecond);
}

void Poster::post()
{
    if (m_posted == m_count) {
        m_due->stop();
        Q_EMIT finished();
        return;
    }
    const qint64 number = 1 + m_posted / 2;
    const QByteArray status = m_posted % 2 == 0 ? "running" : "success";
    ++m_posted;
    Q_EMIT posting(number, status, Clock::now().time_since_epoch().count());
    m_socket->write(hook(number, status));
    m_socket->flush();
}

} // namespace tallywall::bench
