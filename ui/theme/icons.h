// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QLatin1StringView>

class QColor;
class QPainter;
class QRectF;

namespace tallywall {

// Our own set of icons, :/icons/NAME.svg, drawn in one colour (their currentColor). Rendered pixmaps stay in QPixmapCache.
// A name that does not exist draws nothing.
void drawIcon(QPainter &painter, const QRectF &rect, QLatin1StringView name, const QColor &colour);

// For buttons: `size` in device-independent pixels, sharp at every scale factor up to 3.
[[nodiscard]] QIcon makeIcon(QLatin1StringView name, const QColor &colour, int size);

} // namespace tallywall
