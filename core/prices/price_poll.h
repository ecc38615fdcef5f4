// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json_pointer.h"
#include "core/poll_options.h"
#include "core/result.h"

#include <QByteArray>
#include <QString>

namespace tallywall {

// A price that is asked for again and again: [prices.NAME].
struct PricePollOptions {
    static constexpr std::chrono::seconds usual{60};

    PollOptions asked;   // where, and how often
    JsonPointer pointer; // where in the answer the price stands
    QString symbol;      // isPriceSymbol()

    friend bool operator==(const PricePollOptions &, const PricePollOptions &) = default;
};

// The price that stands there in a JSON document: a number, or a text that is one ("12.5"). Errors: NotUnderstood, where it is no
// JSON; Invalid, with the place, and with what stands there: at most 40 characters of it. Nothing else of the document is in them.
[[nodiscard]] Result<double> priceAt(const QByteArray &document, const JsonPointer &pointer);

} // namespace tallywall
