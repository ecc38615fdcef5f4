// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"
#include "core/ci/provider.h"
#include "server/net/response.h"

#include <functional>
#include <optional>

namespace tallywall {

// What the request that brings a delivery shows of the wall's own token.
enum class Trust : quint8 { None, Token };

// A delivery on its way, and what is known of it so far. Server thread.
struct Arrival {
    ci::Delivery delivery;
    const ci::Provider *provider = nullptr; // borrowed; null until it is found
    ci::DeliveryRecord record;
    std::function<void(const Response &)> answer;
    std::optional<Result<ci::Reading>> reading{}; // by readingOf()
};

// What the delivery says. It is read when this is asked first, since that is dear, and never again; the record gets the project
// of its run. Its provider has to be known.
[[nodiscard]] Result<ci::Reading> &readingOf(Arrival &arrival);

} // namespace tallywall
