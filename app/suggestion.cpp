// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/suggestion.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// How many letters have to be put in, taken out or changed to get from one to the other.
qsizetype distance(QStringView a, QStringView b)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size())
                               + 1); // of what was seen of `a`, to each beginning of `b`
    std::iota(row.begin(), row.end(), 0);
    for (const QChar letter : a) {
        qsizetype diagonal = row.front()++;
        for (std::size_t i = 1; i < row.size(); ++i) {
            const qsizetype changed = diagonal + (letter == b.at(static_cast<qsizetype>(i) - 1) ? 0 : 1);
            diagonal = row.at(i);
            row.at(i) = std::min({changed, row.at(i) + 1, row.at(i - 1) + 1});
        }
    }
    return row.back();
}

// Empty where there is none.
QString nearest(const QString &written, const QStringList &known)
{
    constexpr qsizetype longest = 40; // of what is worth the while
    if (written.size() > longest)
        return {};
    QString best;
    qsizetype least = std::min<qsizetype>(3, written.size()); // less than that
    const QString lower = written.toLower();
    for (const QString &word : known) {
        if (const qsizetype away = distance(lower, word); away < least) {
            best = word;
            least = away;
        }
    }
    return best;
}

} // namespace

QString didYouMean(const QString &written, const QStringList &known, const QString &form)
{
    const QString meant = nearest(written, known);
    return meant.isEmpty() ? QString() : u": did you mean %1?"_s.arg(form.arg(meant));
}

} // namespace tallywall
