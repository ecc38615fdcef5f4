// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/toml_reader.h"
#include "core/prices/price_poll.h"

#include <QList>

namespace tallywall {

// Reads what stands under [prices]: a price that is polled for each name. The name is the symbol, where no other one is set; no
// symbol may be there twice.
[[nodiscard]] Result<QList<PricePollOptions>> readPriceOptions(const TomlReader &reader, const toml::table &prices);

} // namespace tallywall
