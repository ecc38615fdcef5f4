// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/change.h"

namespace tallywall {

qsizetype weight(const Change &change)
{
    constexpr qsizetype recordBytes = 1024; // data that counts as one more record
    if (const auto *created = std::get_if<CreateResults>(&change.what))
        return created->results.size();
    if (const auto *event = std::get_if<RecordEvent>(&change.what))
        return 1 + event->data.size() / recordBytes;
    if (const auto *delivery = std::get_if<RecordDelivery>(&change.what))
        return 1 + delivery->record.body.size() / recordBytes;
    if (std::holds_alternative<DeleteLane>(change.what))
        return DeleteLane::maxRuns;
    return 1;
}

} // namespace tallywall
