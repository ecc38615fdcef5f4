// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "server/net/limits.h"
#include "server/net/request.h"

#include <QElapsedTimer>

#include <functional>
#include <optional>

class QTcpSocket;

namespace tallywall {

// Reads along in front of QHttpServer, which in Qt 6.4 has no limits, no time-outs and no answer for what it cannot parse.
// It peeks, never consumes, and keeps in step with Qt's parser: every readyRead of the socket is shown to the guard first and
// to Qt second, and in each such turn both take the rest of one request at most.
class Guard
{
public:
    // How large a body this request may bring. Errors: why it is refused before its body comes.
    using BodyLimit = std::function<Result<qint64>(const RequestHead &)>;

    Guard(const Limits &limits, BodyLimit bodyLimit) : m_limits(limits), m_bodyLimit(std::move(bodyLimit)) { }

    // One turn. Errors: why the client has to be refused; the connection cannot be used further then.
    [[nodiscard]] Result<Done> look(QTcpSocket &socket);

    // Errors: TooSlow, where the request under way has taken too long.
    [[nodiscard]] Result<Done> checkTime() const;

    // Whether the last turn completed a head, and whether its client waits for "100 Continue" before it sends the body.
    [[nodiscard]] bool headArrived() const { return m_headArrived; }
    [[nodiscard]] bool wantsContinue() const { return m_wantsContinue; }
    // Whether nothing of a request is under way.
    [[nodiscard]] bool isIdle() const { return !m_since.isValid(); }

    // The head of the request that was completed last, or whose body is coming.
    [[nodiscard]] const RequestHead &head() const { return m_head; }

private:
    [[nodiscard]] Result<Done> lookAtHead(QTcpSocket &socket);
    void lookAtBody(qint64 available);

    Limits m_limits;
    BodyLimit m_bodyLimit;
    QByteArray m_bytes; // of a head that is not complete
    RequestHead m_head;
    qint64 m_bodyLeft = 0;
    bool m_headArrived = false;
    bool m_wantsContinue = false;
    QElapsedTimer m_since; // valid while a request is coming in
};

} // namespace tallywall
