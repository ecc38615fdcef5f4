// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/change.h"
#include "store/database.h"

namespace tallywall {

// The table `followed`: how far each stream of the configuration was followed. Store thread.
class FollowedTable
{
public:
    explicit FollowedTable(Database &database) : m_database(database) { }

    [[nodiscard]] Result<Done> open();

    // In the transaction of the caller, with the events up to there. Errors: Unavailable.
    [[nodiscard]] Result<Done> save(const FollowPosition &position);

    // In the order of their names. Errors: Unavailable.
    [[nodiscard]] Result<QList<FollowPosition>> all();

private:
    Database &m_database;
    sqlite::Statement m_save;
    sqlite::Statement m_all;
};

} // namespace tallywall
