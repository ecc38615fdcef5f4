// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/toml_reader.h"
#include "core/pusher/pusher_options.h"

namespace tallywall {

// Reads what stands under [pusher].
[[nodiscard]] Result<PusherOptions> readPusherOptions(const TomlReader &reader, const toml::table &pusher);

} // namespace tallywall
