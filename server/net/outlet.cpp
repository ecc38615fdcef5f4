// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outlet.h"

#include <QTcpSocket>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#endif

namespace tallywall {

void writeNow(QTcpSocket &socket, const QByteArray &bytes)
{
    qsizetype sent = 0;
#ifdef Q_OS_LINUX
    // A TLS socket is a QTcpSocket of another class, whose bytes have to be encrypted first.
    if (socket.bytesToWrite() == 0 && socket.metaObject() == &QTcpSocket::staticMetaObject) {
        const auto taken = ::send(static_cast<int>(socket.socketDescriptor()), bytes.constData(),
                                  static_cast<std::size_t>(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        sent = taken > 0 ? static_cast<qsizetype>(taken) : 0;
    }
#endif
    if (sent < bytes.size())
        socket.write(bytes.constData() + sent, bytes.size() - sent);
}

} // namespace tallywall
