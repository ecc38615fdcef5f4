// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/toml_reader.h"
#include "core/follow/follow_options.h"

#include <QList>

namespace tallywall {

// Reads [[follow]]: a stream for each of the tables. Where one has no name, it is made from the host of its address.
[[nodiscard]] Result<QList<FollowOptions>> readFollowOptions(const TomlReader &reader, const toml::node &follows);

} // namespace tallywall
