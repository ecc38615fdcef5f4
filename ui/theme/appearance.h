// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QColor>
#include <QPalette>
#include <QString>

class QFont;
class QWidget;

namespace tallywall {

// Whose colours the window takes: those that fit the system's palette, or always the same.
enum class Appearance : quint8 { System, Light, Dark };

// The tokens to use. With Appearance::System a dark window colour in `system` asks for the dark ones.
[[nodiscard]] const theme::Palette &chooseColours(Appearance appearance, const QPalette &system);

// The tokens as a Qt palette. Widgets that paint themselves find their tokens again with coloursOf(palette()).
[[nodiscard]] QPalette makePalette(const theme::Palette &colours);
[[nodiscard]] const theme::Palette &coloursOf(const QPalette &palette);

// The one style sheet of the window: controls, headers, scroll bars, menus. What we paint ourselves is not in it.
[[nodiscard]] QString styleSheet(const theme::Palette &colours);

// The sans of the wall in body size: Inter, else Noto Sans, else what the system has.
[[nodiscard]] QFont wallFont();

// Gives the widget the palette and the font of another: below a style sheet, Qt lets no new child inherit them.
void dress(QWidget &widget, const QWidget &like);

// A token as a colour; `opacity` from 0 to 1.
[[nodiscard]] QColor colour(quint32 token, double opacity = 1);

// Whether the desktop asks for no animations (its style says that they last no time).
[[nodiscard]] bool prefersReducedMotion(const QWidget &widget);

} // namespace tallywall
