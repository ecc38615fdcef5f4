// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "server/net/chunked_body.h"
#include "server/net/limits.h"
#include "server/net/request.h"

#include <QElapsedTimer>

#include <functional>
#include <utility>

class QTcpSocket;

namespace tallywall {

// Reads the requests of one connection, one after the other, within the limits: nothing of a request is held that is larger
// than it may be, and a body is refused by its head alone. Server thread.
class RequestReader
{
public:
    // How large a body this request may bring. Errors: why it is refused before its body comes.
    using BodyLimit = std::function<Result<qint64>(const RequestHead &)>;

    enum class Arrival : quint8 {
        Nothing,   // whole yet: more has to come
        Request,   // head() and takeBody() are the request
        WebSocket, // head() asks for one; its bytes are left in the socket for who makes the handshake
    };

    RequestReader(const Limits &limits, BodyLimit bodyLimit) : m_limits(limits), m_bodyLimit(std::move(bodyLimit)) { }

    // Takes from the socket what belongs to the next request. Errors: why the client has to be refused; what else it has
    // sent can no longer be understood then.
    [[nodiscard]] Result<Arrival> read(QTcpSocket &socket);

    // Errors: TooSlow, where the request under way has taken too long.
    [[nodiscard]] Result<Done> checkTime() const;

    // Whether nothing of a request is under way.
    [[nodiscard]] bool isIdle() const { return !m_since.isValid(); }
    // Whether the client waits for "100 Continue" before it sends its body. Said once.
    [[nodiscard]] bool takeExpectation() { return std::exchange(m_expectsContinue, false); }

    // Of the request that arrived last, or whose body is coming.
    [[nodiscard]] const RequestHead &head() const { return m_head; }
    [[nodiscard]] QByteArray takeBody() { return std::exchange(m_body, {}); }

private:
    [[nodiscard]] Result<Arrival> readHead(QTcpSocket &socket);
    [[nodiscard]] Result<Arrival> readBody(QTcpSocket &socket);
    [[nodiscard]] Result<Done> readChunks(QTcpSocket &socket);
    void readPart(QTcpSocket &socket);
    [[nodiscard]] bool isBodyWhole() const;
    [[nodiscard]] Result<Done> admit();
    void skipBlanks(QTcpSocket &socket, QByteArray &chunk);

    const Limits &m_limits;
    BodyLimit m_bodyLimit;
    RequestHead m_head;
    QByteArray m_body;
    qint64 m_bodyLeft = 0;   // of a body that says its length…
    ChunkedBody m_chunks;    // …and of one that does not
    qsizetype m_scanned = 0; // bytes in the socket that hold no end of a head
    qsizetype m_blanks = 0;  // before this request
    bool m_inBody = false;
    bool m_expectsContinue = false;
    QElapsedTimer m_since; // valid while a request is coming in
};

} // namespace tallywall
