// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connection.h"
#include "server/net/seats.h"

#include <QSet>
#include <QTcpServer>
#include <QTimer>

namespace tallywall {

// Accepts connections, and puts a Connection on each. Only those that ask for a WebSocket are handed on, to whoever takes the
// pending connections of this server. Server thread.
class Listener : public QTcpServer
{
    Q_OBJECT

public:
    Listener(ConnectionRules rules, HttpFigures &figures, QObject *parent = nullptr);
    ~Listener() override;

    // Everyone who is connected, streams included.
    [[nodiscard]] int clients() const { return m_seats.taken(); }
    // Lets what was asked be answered, and closes those who ask nothing; streams are closed by who has them.
    void finish();
    // The socket becomes a pending connection of this server, with all that its client has sent.
    void handOn(QTcpSocket *socket);

Q_SIGNALS:
    void clientLeft();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void turnAway(QTcpSocket *socket);

    ConnectionRules m_rules;
    HttpFigures &m_figures;
    Seats m_seats;
    DescriptorPoll *m_poll;
    QSet<Connection *> m_connections;
    QTimer m_clock;
};

} // namespace tallywall
