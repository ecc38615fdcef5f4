// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connection.h"

#include <QList>
#include <QTcpServer>
#include <QTimer>

namespace tallywall {

// Accepts connections, each with a Connection on its socket before QHttpServer sees it. Server thread.
class Listener : public QTcpServer
{
    Q_OBJECT

public:
    Listener(const Limits &limits, Guard::BodyLimit bodyLimit, HttpFigures &figures, QObject *parent = nullptr);

    [[nodiscard]] const QList<Connection *> &connections() const { return m_connections; }

Q_SIGNALS:
    void connectionClosed();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Limits m_limits;
    Guard::BodyLimit m_bodyLimit;
    HttpFigures &m_figures;
    QList<Connection *> m_connections;
    QTimer m_clock;
};

} // namespace tallywall
