// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

class QScrollArea;
class QWidget;

namespace tallywall {

// An area without a frame that owns the content and scrolls it up and down where it is higher than its place.
[[nodiscard]] QScrollArea *scrolling(QWidget *content);

// Between what a page shows and the edge of the window.
inline constexpr int pageMargin = 3 * theme::spacing;

// The same for a whole page that reaches to the right edge of the window: the bar is there, and the content ends at the page's
// margin, whether there is a bar or none.
[[nodiscard]] QScrollArea *scrollingPage(QWidget *content);

} // namespace tallywall
