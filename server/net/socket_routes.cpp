// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/socket_routes.h"

namespace tallywall {

using namespace Qt::StringLiterals;

SocketRoutes::Match SocketRoutes::find(QByteArrayView path) const
{
    for (const SocketRoute &route : m_routes) {
        if (route.pattern == path)
            return {&route, {}};
        const QByteArrayView start = QByteArrayView(route.pattern).chopped(route.pattern.endsWith("{}") ? 2 : 0);
        if (start.size() == route.pattern.size() || !path.startsWith(start))
            continue;
        const QByteArray rest = path.sliced(start.size()).toByteArray();
        if (!rest.isEmpty() && !rest.contains('/'))
            return {&route, QString::fromUtf8(QByteArray::fromPercentEncoding(rest))};
    }
    return {};
}

Result<Done> SocketRoutes::mayUpgrade(const Request &request) const
{
    const Match match = find(request.head.path());
    if (!match.route)
        return Error{ErrorCode::NotFound, u"there is no WebSocket at this address; /ws is one"_s, {}};
    const RequestHead &head = request.head;
    // Qt's WebSocket server waits for the end of the head with CR and LF; our reader takes LF alone, too.
    const bool strict = head.bytes.count('\n') == head.bytes.count("\r\n");
    if (!strict || head.method != Method::Get || head.contentLength > 0 || head.isChunked
        || head.field("Sec-WebSocket-Version") != "13"
        || QByteArray::fromBase64(head.field("Sec-WebSocket-Key")).size() != 16)
        return Error{
                ErrorCode::NotUnderstood, u"this is not the handshake of a WebSocket (RFC 6455, section 4.1)"_s, {}};
    if (!match.route->check)
        return Done{};
    Request asked = request;
    asked.tail = match.tail;
    return match.route->check(asked);
}

void SocketRoutes::open(QWebSocket *socket, QTcpSocket *below, const Request &request) const
{
    const Match match = find(request.head.path());
    Request asked = request;
    asked.tail = match.tail;
    match.route->open(socket, below, asked);
}

} // namespace tallywall
