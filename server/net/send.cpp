// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/send.h"

#include <QTcpSocket>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#endif

namespace tallywall {

qsizetype sendNow([[maybe_unused]] int descriptor, [[maybe_unused]] QByteArrayView bytes)
{
#ifdef Q_OS_LINUX
    const auto taken = ::send(descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()),
                              MSG_DONTWAIT | MSG_NOSIGNAL);
    return std::max<qsizetype>(0, static_cast<qsizetype>(taken));
#else
    return 0;
#endif
}

int directDescriptor(const QTcpSocket &socket)
{
#ifdef Q_OS_LINUX
    // A TLS socket is a QTcpSocket of another class.
    if (socket.bytesToWrite() == 0 && socket.metaObject() == &QTcpSocket::staticMetaObject)
        return static_cast<int>(socket.socketDescriptor());
#else
    Q_UNUSED(socket)
#endif
    return -1;
}

void writeNow(QTcpSocket &socket, QByteArrayView bytes)
{
    const int descriptor = directDescriptor(socket);
    const qsizetype sent = descriptor >= 0 ? sendNow(descriptor, bytes) : 0;
    if (sent < bytes.size())
        socket.write(bytes.data() + sent, bytes.size() - sent);
}

} // namespace tallywall
