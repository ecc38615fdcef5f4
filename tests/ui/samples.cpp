// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"

namespace tallywall {

using namespace Qt::StringLiterals;

TimedResult sampleResult(qint64 id, double seconds, const QString &name)
{
    return {ResultId(id), name, seconds, sampleTime + std::chrono::seconds(id)};
}

ci::Run sampleRun(qint64 id, ci::State state, const QString &project)
{
    ci::Run run;
    run.id = ci::RunId(id);
    run.provider = u"gitlab"_s;
    run.project = project;
    run.ref = u"main"_s;
    run.commit = u"2f9d1c7e4b6a8d0f"_s;
    run.author = u"Ada"_s;
    run.state = state;
    run.reported = state;
    run.key = QString::number(id);
    run.number = id;
    run.sequence = id;
    run.updated = sampleTime + std::chrono::seconds(id);
    return run;
}

Event resultEvent(const char *type, const TimedResult &result)
{
    return {EventId(static_cast<qint64>(result.id)), "results"_qba, QByteArray(type), result.created,
            resultJson(result)};
}

Event runEvent(const char *type, const ci::Run &run)
{
    return {EventId(static_cast<qint64>(run.id)), "ci"_qba, QByteArray(type), run.updated, ci::runJson(run)};
}

Event sampleEvent(qint64 id, const char *collection, const QByteArray &data)
{
    return {EventId(id), QByteArray(collection), "done"_qba, sampleTime + std::chrono::seconds(id), data};
}

Frame createdFrame(qint64 first, qint64 count)
{
    Frame frame;
    for (qint64 id = first; id < first + count; ++id)
        frame.events.append(resultEvent("created", sampleResult(id)));
    return frame;
}

} // namespace tallywall
