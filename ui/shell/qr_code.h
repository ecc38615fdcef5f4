// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QPainter;
class QRectF;

namespace tallywall {

// Paints the text as a QR code (ISO/IEC 18004, error correction M), black on white with the quiet zone that readers need,
// as large as whole modules allow. False where the text is too long for one.
bool paintQrCode(QPainter &painter, const QRectF &rect, const QString &text);

} // namespace tallywall
