// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/qr_code.h"

#include <QPainter>
#include <QRectF>
#include <qrencode.h>

#include <cmath>
#include <memory>

namespace tallywall {

bool paintQrCode(QPainter &painter, const QRectF &rect, const QString &text)
{
    constexpr int quiet = 4; // modules around it
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
            QRcode_encodeString8bit(text.toUtf8().constData(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code)
        return false;
    const double module = std::floor(std::min(rect.width(), rect.height()) / (code->width + 2 * quiet));
    const double side = module * code->width;
    const QPointF corner(std::round(rect.center().x() - side / 2), std::round(rect.center().y() - side / 2));
    painter.fillRect(rect, Qt::white);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if (code->data[y * code->width + x] & 1)
                painter.fillRect(QRectF(corner.x() + x * module, corner.y() + y * module, module, module), Qt::black);
        }
    }
    return true;
}

} // namespace tallywall
