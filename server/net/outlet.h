// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QTcpSocket;

namespace tallywall {

// Hands bytes to a connected socket. Where nothing waits in its buffer they go to the kernel at once, without the detour over
// the buffer and the write notifier; what the kernel does not take waits in the socket's buffer. Order is kept.
void writeNow(QTcpSocket &socket, const QByteArray &bytes);

} // namespace tallywall
