// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/filter.h"
#include "server/feed/encoding.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QTcpSocket;

namespace tallywall {

// One that listens: a socket that is written to, with a bounded outbox. Server thread; its owner is the protocol that made it.
class Subscriber : public QObject
{
    Q_OBJECT

public:
    // Why a subscriber is closed by us.
    enum class Farewell : quint8 {
        Stopping, // Tallywall ends
        TooSlow,  // its outbox is full
    };

    // `close` ends the stream in the way of its protocol. It may be called once.
    Subscriber(Format format, QTcpSocket *socket, qint64 maxOutbox, std::function<void(Farewell)> close,
               QObject *parent);

    [[nodiscard]] Format format() const { return m_format; }
    [[nodiscard]] qint64 outbox() const;
    [[nodiscard]] bool isOpen() const { return m_open; }

    // One write. Where the outbox would overflow nothing is written, and false is returned.
    bool write(const QByteArray &bytes);
    void close(Farewell why);

    Filter filter;
    EventId firstLive = EventId::None; // the first durable event that it was sent live

Q_SIGNALS:
    void drained(); // some of the outbox has gone out
    void closed();  // emitted once, whoever closed; it is deleted soon after

private:
    void end();

    Format m_format;
    QPointer<QTcpSocket> m_socket;
    qint64 m_maxOutbox;
    std::function<void(Farewell)> m_close;
    bool m_open = true;
};

} // namespace tallywall
