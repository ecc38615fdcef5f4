// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "theme/tokens.h"

#include <QLatin1StringView>
#include <QString>

namespace tallywall {

// How a state is told: by icon, word and colour together, never by colour alone.
struct StateLook {
    QLatin1StringView icon; // a name for drawIcon()
    QString word;           // "failed"
    quint32 theme::Palette::*colour = nullptr;
};

[[nodiscard]] StateLook stateLook(ci::State state);

} // namespace tallywall
