// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QList>

class QPainter;
class QRectF;

namespace tallywall {

// A line without axes along the bottom of `rect`, from 0 to the highest value, the newest at the right. `room` is how many
// values fill the whole width; fewer start further right. Painted by hand: it is a dozen lines, where a QChart is a scene.
void paintSparkline(QPainter &painter, const QRectF &rect, const QList<double> &values, qsizetype room, quint32 token);

} // namespace tallywall
