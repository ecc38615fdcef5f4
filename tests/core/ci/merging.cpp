// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/merging.h"

#include "core/ci/merge.h"

#include <algorithm>
#include <numeric>

namespace tallywall::ci::test {

Run mergeAll(const QList<Run> &deliveries)
{
    return std::accumulate(deliveries.begin(), deliveries.end(), Run{},
                           [](const Run &known, const Run &next) { return merge(known, next); });
}

QList<Run> endsOf(const QList<Run> &deliveries)
{
    Q_ASSERT(deliveries.size() <= 8); // 40'320 orders
    QList<Run> ends{mergeAll(deliveries)};
    QList<qsizetype> order(deliveries.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        QList<Run> shuffled{deliveries.at(order.constFirst())};
        QByteArray name;
        for (const qsizetype i : order) {
            shuffled << deliveries.at(i);
            name += ' ' + QByteArray::number(i);
        }
        const Run end = mergeAll(shuffled);
        if (ends.contains(end))
            continue;
        if (ends.size() == 1)
            qWarning("order%s\n gave     %s\n expected %s", name.constData(), runJson(end).constData(),
                     runJson(ends.constFirst()).constData());
        ends << end;
    } while (std::next_permutation(order.begin(), order.end()));
    return ends;
}

} // namespace tallywall::ci::test
