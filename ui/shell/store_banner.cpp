// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/store_banner.h"

#include "ui/feed/wall.h"

namespace tallywall {

using namespace Qt::StringLiterals;

StoreBanner::StoreBanner(const Wall &wall, QWidget *parent) : Banner(parent), m_wall(wall)
{
    connect(&wall, &Wall::applied, this, &StoreBanner::refresh);
}

void StoreBanner::refresh()
{
    const WallStatus &status = m_wall.status();
    const QString trouble = status.storeHealthy ? QString() : u"Not storing: %1"_s.arg(status.storeMessage);
    if (trouble == m_told)
        return;
    m_told = trouble;
    if (trouble.isEmpty())
        hide();
    else
        say(trouble, Stay::UntilClosed);
}

} // namespace tallywall
