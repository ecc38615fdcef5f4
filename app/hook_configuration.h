// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/toml_reader.h"
#include "core/ci/hook_options.h"

namespace tallywall {

// Reads what stands under [hooks]: secrets of the services that are known and of "*", and mappings of others
// (core/ci/mapping.h, docs/ci/any.md). Whatever is not understood there would leave a door open that its owner believes shut, or
// a run unread: so it is an error.
[[nodiscard]] Result<ci::HookOptions> readHookOptions(const TomlReader &reader, const toml::table &hooks);

} // namespace tallywall
