// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/what_was_read.h"

#include <QStringList>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 80;

QString shortened(const QString &text)
{
    if (text.size() <= longestText)
        return text;
    QString beginning = text.left(longestText - 1);
    if (beginning.back().isHighSurrogate())
        beginning.chop(1);
    return beginning + u'…';
}

QString stateOf(const ci::Run &run, const ci::Job *job)
{
    const ci::State state = job ? job->state : run.state;
    const QString known = QString::fromLatin1(ci::stateWord(state));
    return state == ci::State::Unknown && !run.word.isEmpty() ? u"%1 (\"%2\")"_s.arg(known, run.word) : known;
}

} // namespace

QString whatWasRead(const ci::Run &run)
{
    const ci::Job *job = run.generation == 0 && !run.jobs.isEmpty() ? &run.jobs.constFirst() : nullptr;
    QStringList words{job ? u"job"_s : u"pipeline"_s, shortened(job ? job->name : run.pipeline)};
    if (!job && run.number > 0)
        words << QString::number(run.number);
    if (!run.ref.isEmpty())
        words << u"of"_s << shortened(run.ref);
    words.removeAll(QString());
    const QString attempt = run.attempt > 1 ? u", attempt %1"_s.arg(run.attempt) : QString();
    return words.join(u' ') + attempt + u": "_s + stateOf(run, job);
}

} // namespace tallywall
