// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench_test/fake_server.h"

#include <QTcpSocket>

namespace tallywall::test {

FakeServer::FakeServer(Passing passing, QByteArray answer) : m_passing(std::move(passing)), m_answer(std::move(answer))
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
            serve(socket);
        }
    });
}

void FakeServer::serve(QTcpSocket *socket)
{
    QByteArray &bytes = m_received[socket];
    bytes += socket->readAll();
    while (true) {
        const qsizetype head = bytes.indexOf("\r\n\r\n") + 4;
        if (head < 4)
            return;
        if (bytes.startsWith("GET ")) {
            m_subscribers.append(socket);
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: welcome\n\n");
            bytes.clear();
            return;
        }
        const qsizetype field = bytes.indexOf("Content-Length: ") + 16;
        const qsizetype length = bytes.mid(field, bytes.indexOf('\r', field) - field).toLongLong();
        if (bytes.size() < head + length)
            return;
        const QByteArray body = bytes.mid(head, length);
        bytes.remove(0, head + length);
        socket->write(m_answer);
        publish(body);
    }
}

void FakeServer::publish(const QByteArray &body)
{
    const int message = m_messages++;
    for (qsizetype i = 0; i < m_subscribers.size(); ++i) {
        QTcpSocket *socket = m_subscribers.at(i);
        if (socket->state() != QAbstractSocket::ConnectedState)
            continue;
        bool closes = false;
        socket->write(m_passing(static_cast<int>(i), message, "data: " + body + "\n\n", closes));
        if (closes)
            socket->disconnectFromHost();
    }
}

} // namespace tallywall::test
