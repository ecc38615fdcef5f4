// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/toml_reader.h"
#include "core/poll_options.h"

namespace tallywall {

// A table about what is asked again and again has keys of its own, and those of all: url, user, password, token and every.

// Takes a key of all; false where it is none of them.
[[nodiscard]] Result<bool> readPolledMember(const TomlReader &reader, std::string_view key, const toml::node &node,
                                            PollOptions &poll);

// Whether the keys of all go together, once they are read. `heading`: "poll.NAME"; `example` of a URL is for whoever left it out.
[[nodiscard]] Result<Done> checkPolled(const TomlReader &reader, const toml::table &table, const QString &heading,
                                       const QString &example, const PollOptions &poll);

// A key that there is not: with the one that was meant, where `ownKeys` or those of all have one that is near; else with all.
[[nodiscard]] Error unknownPolledMember(const TomlReader &reader, std::string_view key, const toml::node &node,
                                        const QStringList &ownKeys);

} // namespace tallywall
