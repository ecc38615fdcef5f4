// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBarSet>
#include <QStringList>

namespace tallywall {

// Categories need names that differ; ours are never shown.
[[nodiscard]] inline QStringList numbers(qsizetype count)
{
    QStringList names;
    for (qsizetype i = 0; i < count; ++i)
        names.append(QString::number(i));
    return names;
}

// Where there are as many as before, only those that differ: each is drawn anew.
inline void setValues(QBarSet &set, const QList<qreal> &values)
{
    if (set.count() == values.size()) {
        for (int i = 0; i < set.count(); ++i) {
            if (!qFuzzyCompare(1 + set.at(i), 1 + values.at(i)))
                set.replace(i, values.at(i));
        }
        return;
    }
    if (set.count() > 0)
        set.remove(0, set.count());
    set.append(values);
}

} // namespace tallywall
