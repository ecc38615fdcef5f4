// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sparkline.h"

#include "ui/theme/appearance.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace tallywall {

void paintSparkline(QPainter &painter, const QRectF &rect, const QList<double> &values, qsizetype room, quint32 token)
{
    if (values.size() < 2 || room < 2)
        return;
    const double highest = std::max(*std::max_element(values.cbegin(), values.cend()), 1e-9);
    const double step = rect.width() / static_cast<double>(room - 1);
    QPolygonF line;
    line.reserve(values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double x = rect.right() - step * static_cast<double>(values.size() - 1 - i);
        line.append({x, rect.bottom() - 1 - (rect.height() - 2) * std::max(0.0, values.at(i)) / highest});
    }
    QPolygonF area = line;
    area.append({line.last().x(), rect.bottom()});
    area.append({line.first().x(), rect.bottom()});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(token, 0.12));
    painter.drawPolygon(area);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour(token), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.restore();
}

} // namespace tallywall
