// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

class QTcpSocket;

namespace tallywall {

// Hands bytes to the kernel and never waits: how many it took. Who is gone takes none; that shows when its end is read.
// Where the system has no such call, none are taken.
[[nodiscard]] qsizetype sendNow(int descriptor, QByteArrayView bytes);

// The descriptor of a socket to which bytes may be sent past its buffer; -1 where bytes wait in it, or have to be encrypted.
[[nodiscard]] int directDescriptor(const QTcpSocket &socket);

// Hands bytes to a connected socket: to the kernel at once where nothing waits in its buffer, without the detour over the
// buffer and the write notifier. What the kernel does not take waits in the buffer. Order is kept.
void writeNow(QTcpSocket &socket, QByteArrayView bytes);

} // namespace tallywall
