// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/limits.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QPointer>

#include <optional>

namespace tallywall {

class Seats;

// One connection that counts against the limits, as long as this value lives. It is moved on when a connection changes hands.
class Seat
{
public:
    Seat(Seats &seats, const QHostAddress &peer) : m_seats(&seats), m_peer(peer) { }
    ~Seat();
    Seat(Seat &&other) noexcept = default;
    Seat &operator=(Seat &&other) = delete;
    Q_DISABLE_COPY(Seat)

private:
    QPointer<Seats> m_seats; // cleared by a move
    QHostAddress m_peer;
};

// How many connections there are, in all and from each address. Server thread.
class Seats : public QObject
{
    Q_OBJECT

public:
    explicit Seats(const Limits &limits, QObject *parent = nullptr) : QObject(parent), m_limits(limits) { }

    // Nothing where the limit is reached. Off loopback an address has a limit of its own.
    [[nodiscard]] std::optional<Seat> take(const QHostAddress &peer);
    [[nodiscard]] int taken() const { return m_taken; }

Q_SIGNALS:
    void freed();

private:
    friend class Seat;
    void free(const QHostAddress &peer);

    const Limits &m_limits;
    int m_taken = 0;
    QHash<QHostAddress, int> m_perPeer;
};

} // namespace tallywall
