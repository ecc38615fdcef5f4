// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/prices/price_encoding.h"

#include "core/json.h"

namespace tallywall {

void appendPrice(QByteArray &out, double price)
{
    out.append("data: ");
    appendJsonNumber(out, price);
    out.append("\n\n");
}

QByteArray priceBytes(double price)
{
    QByteArray out;
    appendPrice(out, price);
    return out;
}

} // namespace tallywall
