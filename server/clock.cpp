// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/clock.h"

#include <QDateTime>

namespace tallywall {

TimePoint currentTime()
{
    return fromUnixMs(QDateTime::currentMSecsSinceEpoch());
}

} // namespace tallywall
