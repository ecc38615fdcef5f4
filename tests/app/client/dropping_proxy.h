// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace tallywall::test {

// Stands between a client and a wall, hands on what is asked, and ends the connection in place of some answers: what was asked
// was done then, and who asked does not know it.
class DroppingProxy : public QTcpServer
{
    Q_OBJECT

public:
    // `drops`: whether the answer of this number does not come; the first one is 1.
    DroppingProxy(quint16 wall, std::function<bool(int)> drops);

    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    [[nodiscard]] int dropped() const { return m_dropped; }

private:
    void join(QTcpSocket *client);

    quint16 m_wall;
    std::function<bool(int)> m_drops;
    int m_answers = 0;
    int m_dropped = 0;
};

} // namespace tallywall::test
