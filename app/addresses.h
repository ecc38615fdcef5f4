// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QStringList>

namespace tallywall {

// "http://127.0.0.1:4000": where a program on this machine finds a wall that listens there.
[[nodiscard]] QString ownAddress(const QHostAddress &listen, quint16 port);

// Every address under which browsers reach it, those of the local network first.
[[nodiscard]] QStringList reachableAddresses(const QHostAddress &listen, quint16 port);

} // namespace tallywall
