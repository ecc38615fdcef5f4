// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/change.h"

#include <numeric>

namespace tallywall {

namespace {

constexpr qsizetype recordBytes = 1024; // data that counts as one more record

qsizetype weightOf(const RecordEvent &event)
{
    return 1 + event.data.size() / recordBytes;
}

} // namespace

qsizetype weight(const Change &change)
{
    if (const auto *created = std::get_if<CreateResults>(&change.what))
        return created->results.size();
    if (const auto *event = std::get_if<RecordEvent>(&change.what))
        return weightOf(*event);
    if (const auto *many = std::get_if<RecordEvents>(&change.what)) {
        return std::accumulate(many->events.begin(), many->events.end(), qsizetype(1),
                               [](qsizetype sum, const RecordEvent &event) { return sum + weightOf(event); });
    }
    if (const auto *delivery = std::get_if<RecordDelivery>(&change.what))
        return 1 + delivery->record.body.size() / recordBytes;
    if (std::holds_alternative<DeleteLane>(change.what))
        return DeleteLane::maxRuns;
    return 1;
}

} // namespace tallywall
