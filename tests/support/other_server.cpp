// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/other_server.h"

#include <algorithm>

namespace tallywall::test {

using namespace Qt::StringLiterals;

OtherServer::OtherServer()
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
    });
}

QString OtherServer::url(const QString &target) const
{
    return u"http://127.0.0.1:%1"_s.arg(serverPort()) + target;
}

void OtherServer::read(QTcpSocket &socket)
{
    const QByteArray request = socket.property("head").toByteArray() + socket.readAll();
    socket.setProperty("head", request);
    if (!request.endsWith("\r\n\r\n"))
        return;
    requests.append(request);
    ++open;
    mostOpen = std::max(mostOpen, open);
    connect(&socket, &QTcpSocket::disconnected, this, [this] { --open; });
    if (send) {
        send(socket);
    } else if (!answer.isEmpty()) {
        socket.write(answer);
        socket.disconnectFromHost();
    }
}

QByteArray answerOf(const QByteArray &status, const QByteArray &body, const QByteArray &fields)
{
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"
            + fields + "\r\n" + body;
}

} // namespace tallywall::test
