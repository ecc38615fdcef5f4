// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/pusher_app.h"

#include <QString>

namespace tallywall {

// What the settings show of this wall and what does not change while it runs.
struct AboutWall {
    QString version;
    QString dataFolder;
    PusherApp pusher;
};

} // namespace tallywall
