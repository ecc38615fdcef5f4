// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/seats.h"

#include <QByteArray>
#include <QObject>

#include <memory>

class QTcpSocket;

namespace tallywall {

class DescriptorPoll;

// The sending end of a connection that has become an endless answer: bytes go out in order, and what the client does not take
// waits here. How much may wait is the owner's matter. Server thread.
class Outlet : public QObject
{
    Q_OBJECT

public:
    // Bytes that wait for the client to read.
    [[nodiscard]] virtual qint64 waiting() const = 0;

    // Writing emits nothing before it returns, also where the client turns out to be gone.
    void write(const QByteArray &bytes);
    // Of these bytes so many were sent directly: takes the rest.
    virtual void keepRest(const QByteArray &bytes, qsizetype sent) = 0;
    // The descriptor to which bytes may be sent directly just now; -1 where there is none, or something waits.
    [[nodiscard]] virtual int direct() const = 0;

    // Closes once what waits has gone out, or soon without it.
    virtual void end() = 0;
    // Closes at once.
    virtual void abort() = 0;

Q_SIGNALS:
    void drained(); // some of what waited has gone out
    void closed();  // once, whoever closed

protected:
    using QObject::QObject;
};

// What outlets share that are no more than a descriptor; null where the system has no such thing.
[[nodiscard]] DescriptorPoll *makeDescriptorPoll(QObject *parent);

// Turns a connected socket with nothing in its buffer into an outlet; the socket is closed or taken over, and is not to be
// used any more. With a poll (Linux, plain TCP) all that stays of it is its descriptor.
[[nodiscard]] std::unique_ptr<Outlet> makeOutlet(QTcpSocket *socket, Seat seat, DescriptorPoll *poll);

} // namespace tallywall
