// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/filter.h"
#include "server/feed/encoding.h"
#include "server/net/outlet.h"

#include <QByteArrayList>
#include <QObject>

#include <functional>

namespace tallywall {

class Audience;

// One that listens: an outlet with a bound on what may wait in it. Server thread. Deletes itself once its outlet has closed.
class Subscriber : public QObject
{
    Q_OBJECT

public:
    // Why a subscriber is closed by us.
    enum class Farewell : quint8 {
        Stopping, // Tallywall ends
        TooSlow,  // its outbox is full
    };
    // Ends the stream in the way of its protocol.
    using Close = std::function<void(Outlet &, Farewell)>;

    // Without a `close` of its own it is an endless HTTP answer.
    Subscriber(Format format, std::unique_ptr<Outlet> outlet, qint64 maxOutbox, QObject *parent, Close close = {});
    ~Subscriber() override;

    [[nodiscard]] Format format() const { return m_format; }
    [[nodiscard]] qint64 outbox() const { return m_outlet->waiting(); }
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] Audience *audience() const { return m_audience; }

    // One write. Where the outbox would overflow nothing is written, and false is returned. Into an empty one goes a batch of
    // any size: how large one can be is the publisher's bound, and what waits is shared with the others.
    [[nodiscard]] bool write(const QByteArray &bytes);
    // The same for a batch in several pieces.
    [[nodiscard]] bool write(const QByteArrayList &pieces);
    // Of these bytes so many have been sent directly, past an empty outbox: takes the rest.
    void keepRest(const QByteArray &bytes, qsizetype sent);
    // Somebody else may have put bytes into the socket's buffer: the next write does not go past it unseen.
    void mindBuffer();
    void close(Farewell why);

    Filter filter;
    EventId firstLive = EventId::None; // the first durable event that it was sent live, or would have been

Q_SIGNALS:
    void drained(); // some of the outbox has gone out
    void closed();  // emitted once, whoever closed

private:
    friend class Audience;

    [[nodiscard]] int direct() const { return m_outlet->direct(); }
    void setDirect(int descriptor);
    void takeDrained();
    void takeClosed();

    Format m_format;
    bool m_open = true;
    std::unique_ptr<Outlet> m_outlet;
    qint64 m_maxOutbox;
    Close m_close;
    Audience *m_audience = nullptr; // while it is live
    std::size_t m_place = 0;        // in there
};

} // namespace tallywall
