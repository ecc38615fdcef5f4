// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/loop/server_loop.h"

#ifdef Q_OS_LINUX
#include "server/loop/epoll_dispatcher.h"
#endif

namespace tallywall {

std::unique_ptr<QAbstractEventDispatcher> makeServerDispatcher()
{
#ifdef Q_OS_LINUX
    return std::make_unique<EpollDispatcher>();
#else
    return nullptr;
#endif
}

} // namespace tallywall
