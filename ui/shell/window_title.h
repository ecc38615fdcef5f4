// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tallywall {

class Wall;

// "Demo data · 2 failed · Tallywall": what is to be seen where the window is not.
[[nodiscard]] QString windowTitleOf(const Wall &wall, bool demo);

} // namespace tallywall
