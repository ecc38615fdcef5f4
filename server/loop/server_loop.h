// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>

#include <memory>

namespace tallywall {

// The event loop for a thread that holds many connections, to be given to its QThread before that starts. On Linux one that
// does not look at idle connections (EpollDispatcher); elsewhere nothing, which means Qt's own.
std::unique_ptr<QAbstractEventDispatcher> makeServerDispatcher();

} // namespace tallywall
