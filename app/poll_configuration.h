// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/toml_reader.h"
#include "core/ci/hook_options.h"
#include "core/poll_options.h"

#include <QList>

namespace tallywall {

// Reads what stands under [poll]: a cctray feed for each name. The name becomes the provider of the runs, so it must not be one
// that posts: neither one that is built in nor one under [hooks].
[[nodiscard]] Result<QList<PollOptions>> readPollOptions(const TomlReader &reader, const toml::table &polls,
                                                         const ci::HookOptions &hooks = {});

} // namespace tallywall
