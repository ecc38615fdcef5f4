// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/notification.h"

#include <QString>

namespace tallywall {

// {"collection":…,"type":…,"data":…} as POST /notify takes it.
[[nodiscard]] QByteArray notificationJson(const Notification &event, const QByteArray &data);

// Why that is more than a wall takes, as a sentence; empty where it is not.
[[nodiscard]] QString sizeProblem(const QByteArray &notification);

} // namespace tallywall
