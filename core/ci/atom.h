// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci {

// An Atom feed (RFC 4287) of what broke and what was fixed, in the order given: newest first. Runs with another transition
// than these two are left out. An entry's id depends on its run alone, so that a reader shows it once, by whatever address it
// reaches the wall. `wall` is the address of the wall ("http://wall:4000"), whose page is the link of runs that have none.
[[nodiscard]] QByteArray transitionsFeed(const QList<Run> &transitions, const QString &wall);

} // namespace tallywall::ci
