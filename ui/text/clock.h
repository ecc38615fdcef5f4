// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time.h"

#include <QDateTime>

namespace tallywall {

// The present moment, for what the window writes in relation to it.
[[nodiscard]] inline TimePoint presentTime()
{
    return fromUnixMs(QDateTime::currentMSecsSinceEpoch());
}

} // namespace tallywall
