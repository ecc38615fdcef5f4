// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connection.h"

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QTcpServer>
#include <QTimer>

namespace tallywall {

// Accepts connections, each with a Connection on its socket before QHttpServer sees it. Server thread.
class Listener : public QTcpServer
{
    Q_OBJECT

public:
    // Whether a request may go on, by its head alone, and how large its body may be.
    using Admit = std::function<Result<qint64>(const RequestHead &, const QHostAddress &)>;

    Listener(const Limits &limits, Admit admit, HttpFigures &figures, QObject *parent = nullptr);

    [[nodiscard]] const QList<Connection *> &connections() const { return m_connections; }

Q_SIGNALS:
    void connectionClosed();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Limits m_limits;
    Admit m_admit;
    HttpFigures &m_figures;
    QList<Connection *> m_connections;
    QHash<QHostAddress, int> m_perPeer; // connections of each address
    QTimer m_clock;
};

} // namespace tallywall
