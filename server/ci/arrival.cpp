// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/arrival.h"

namespace tallywall {

Result<ci::Reading> &readingOf(Arrival &arrival)
{
    if (!arrival.reading) {
        ci::readDocument(arrival.delivery);
        arrival.reading = ci::readDelivery(*arrival.provider, arrival.delivery);
        const auto *run = *arrival.reading ? std::get_if<ci::Run>(&**arrival.reading) : nullptr;
        if (run)
            arrival.record.project = run->project;
    }
    return *arrival.reading;
}

} // namespace tallywall
