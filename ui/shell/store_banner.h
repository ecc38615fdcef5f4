// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/banner.h"

namespace tallywall {

class Wall;

// Says that the store fails and why, for as long as it does, unless it is closed: whoever closed it has read it.
class StoreBanner : public Banner
{
    Q_OBJECT

public:
    explicit StoreBanner(const Wall &wall, QWidget *parent = nullptr); // borrowed

private:
    void refresh();

    const Wall &m_wall;
    QString m_told;
};

} // namespace tallywall
