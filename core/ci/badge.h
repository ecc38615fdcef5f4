// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

namespace tallywall::ci {

// A badge for a README or a web page: the label on the left, the state as word and colour on the right, in SVG 1.1. It needs
// nothing from elsewhere, tells readers aloud what it shows, and is as wide as its text in every font. Without a state (a
// project that is not known) it says "unknown". A label of more than 60 characters is cut where it is drawn, not where it is
// read aloud.
[[nodiscard]] QByteArray badgeSvg(const QString &label, std::optional<State> state);

} // namespace tallywall::ci
