// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/pause.h"

#include <QRandomGenerator>

#include <algorithm>

namespace tallywall {

std::chrono::milliseconds pauseAfter(int failures, std::chrono::milliseconds every, std::chrono::milliseconds longest)
{
    if (failures == 0 || every >= longest)
        return every;
    return std::min(every * (1 << std::min(failures, 16)), longest);
}

std::chrono::milliseconds nearly(std::chrono::milliseconds pause)
{
    return std::chrono::milliseconds(qint64(double(pause.count()) * (0.9 + QRandomGenerator::global()->bounded(0.2))));
}

} // namespace tallywall
