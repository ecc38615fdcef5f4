// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>

#include <functional>

class QTcpSocket;

namespace tallywall::test {

// A server of Server-Sent Events that can be told to do wrong. A GET subscribes, the body of a POST is passed on as an event.
class FakeServer : public QObject
{
    Q_OBJECT

public:
    // What a subscriber is sent instead of the event, both numbered from 0; empty: nothing. `closes` may be set, and then
    // this is the last that it gets.
    using Passing = std::function<QByteArray(int subscriber, int message, const QByteArray &event, bool &closes)>;

    explicit FakeServer(Passing passing, QByteArray answer = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] int messages() const { return m_messages; }

private:
    void serve(QTcpSocket *socket);
    void publish(const QByteArray &body);

    Passing m_passing;
    QByteArray m_answer;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_received;
    QList<QTcpSocket *> m_subscribers; // in the order in which they came
    int m_messages = 0;
};

} // namespace tallywall::test
