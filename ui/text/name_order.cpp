// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/name_order.h"

#include <QCollator>

namespace tallywall {

namespace {

QCollator makeCollator()
{
    QCollator collator(QLocale(QLocale::English));
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    return collator;
}

} // namespace

int compareNames(const QString &a, const QString &b)
{
    static const QCollator collator = makeCollator(); // it takes long to make
    return a == b ? 0 : collator.compare(a, b);
}

} // namespace tallywall
