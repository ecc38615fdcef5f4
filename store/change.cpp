// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/change.h"

#include <numeric>

namespace tallywall {

namespace {

constexpr qsizetype recordBytes = 1024; // data that counts as one more record

qsizetype weightOf(const QByteArray &data)
{
    return 1 + data.size() / recordBytes;
}

template<typename Events>
qsizetype weightOfAll(const Events &events)
{
    return std::accumulate(events.begin(), events.end(), qsizetype(1),
                           [](qsizetype sum, const auto &event) { return sum + weightOf(event.data); });
}

} // namespace

qsizetype weight(const Change &change)
{
    if (const auto *created = std::get_if<CreateResults>(&change.what))
        return created->results.size();
    if (const auto *event = std::get_if<RecordEvent>(&change.what))
        return weightOf(event->data);
    if (const auto *many = std::get_if<RecordEvents>(&change.what))
        return weightOfAll(many->events);
    if (const auto *delivery = std::get_if<RecordDelivery>(&change.what))
        return weightOf(delivery->record.body);
    if (const auto *followed = std::get_if<RecordFollowed>(&change.what))
        return weightOfAll(followed->events);
    if (std::holds_alternative<DeleteLane>(change.what))
        return DeleteLane::maxRuns;
    return 1;
}

} // namespace tallywall
