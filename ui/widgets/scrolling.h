// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;
class QWidget;

namespace tallywall {

// An area without a frame that owns the content and scrolls it up and down where it is higher than its place.
[[nodiscard]] QScrollArea *scrolling(QWidget *content);

} // namespace tallywall
