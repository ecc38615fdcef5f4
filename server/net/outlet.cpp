// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outlet.h"

#include "server/net/send.h"
#include "server/net/socket_outlet.h"

#include <QTcpSocket>

#ifdef Q_OS_LINUX
#include "server/net/descriptor_outlet.h"
#include "server/net/descriptor_poll.h"

#include <fcntl.h>
#endif

namespace tallywall {

void Outlet::write(const QByteArray &bytes)
{
    const int descriptor = direct();
    const qsizetype sent = descriptor >= 0 ? sendNow(descriptor, bytes) : 0;
    if (sent < bytes.size())
        keepRest(bytes, sent);
}

DescriptorPoll *makeDescriptorPoll([[maybe_unused]] QObject *parent)
{
#ifdef Q_OS_LINUX
    return DescriptorPoll::create(parent);
#else
    return nullptr;
#endif
}

std::unique_ptr<Outlet> makeOutlet(QTcpSocket *socket, Seat seat, [[maybe_unused]] DescriptorPoll *poll)
{
#ifdef Q_OS_LINUX
    const int direct = poll ? directDescriptor(*socket) : -1;
    // Qt closes the descriptor that it has: the connection lives on in a second one.
    const int own = direct >= 0 ? ::fcntl(direct, F_DUPFD_CLOEXEC, 0) : -1;
    if (own >= 0) {
        socket->abort();
        return std::make_unique<DescriptorOutlet>(own, std::move(seat), *poll);
    }
#endif
    return std::make_unique<SocketOutlet>(socket, std::move(seat));
}

} // namespace tallywall
