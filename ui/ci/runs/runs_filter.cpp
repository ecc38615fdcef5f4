// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/runs/runs_filter.h"

#include "ui/ci/run_words.h"

#include <algorithm>

namespace tallywall {

namespace {

bool hasWord(const ci::Run &run, QStringView word)
{
    const auto in = [word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
    return in(run.project) || in(run.pipeline) || in(run.ref) || in(run.message) || in(run.author)
            || run.commit.startsWith(word, Qt::CaseInsensitive) || in(stateWords(run)) || in(ownWords(run))
            || in(numberWords(run));
}

bool isOrAny(const QString &wanted, const QString &text)
{
    return wanted.isEmpty() || wanted == text;
}

} // namespace

bool accepts(const RunsFilter &filter, const ci::Run &run)
{
    if (!isOrAny(filter.project, run.project) || !isOrAny(filter.ref, run.ref) || !isOrAny(filter.author, run.author)
        || (filter.state && *filter.state != run.state) || (filter.since && run.updated < *filter.since))
        return false;
    const QStringList words = filter.text.simplified().split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&run](const QString &word) { return hasWord(run, word); });
}

ci::RunsQuery queryOf(const RunsFilter &filter, ci::RunId before)
{
    ci::RunsQuery query;
    query.project = filter.project;
    query.ref = filter.ref;
    query.author = filter.author;
    query.state = filter.state;
    query.since = filter.since;
    query.limit = 500;
    query.before = before;
    return query;
}

} // namespace tallywall
