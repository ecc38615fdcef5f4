// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tallywall {

// One price as a Server-Sent Event: "data: 12.5" and an empty line.
void appendPrice(QByteArray &out, double price);
[[nodiscard]] QByteArray priceBytes(double price);

} // namespace tallywall
