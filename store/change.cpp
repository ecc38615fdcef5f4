// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/change.h"

namespace tallywall {

qsizetype weight(const Change &change)
{
    const auto *created = std::get_if<CreateResults>(&change.what);
    return created ? created->results.size() : 1;
}

} // namespace tallywall
