// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each kind of change does to the tables, and which events tell of it.
#include "store/journal.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// The lane with how many runs went with it.
QByteArray deletedLaneJson(const ci::Lane &lane, qint64 runs)
{
    return ci::laneJson(lane).chopped(1) + ",\"runs\":" + QByteArray::number(runs) + '}';
}

} // namespace

Result<Applied> Journal::apply(CreateResults &create, TimePoint at, QList<Event> &into)
{
    Applied applied;
    applied.results.reserve(create.results.size());
    applied.events.reserve(create.results.size());
    for (qsizetype i = 0; i < create.results.size(); ++i) {
        logResult(applied, "created"_ba, at,
                  m_results.insert(std::move(create.results[i]), create.created.value(i, at)), into);
    }
    return applied;
}

Result<Applied> Journal::apply(UpdateResult &update, TimePoint at, QList<Event> &into)
{
    auto row = m_results.update(update.id, update.input);
    if (!row)
        return row.error();
    Applied applied;
    logResult(applied, "updated"_ba, at, *std::move(row), into);
    return applied;
}

Result<Applied> Journal::apply(DeleteResult &remove, TimePoint at, QList<Event> &into)
{
    auto row = m_results.remove(remove.id);
    if (!row)
        return row.error();
    Applied applied;
    logResult(applied, "deleted"_ba, at, *std::move(row), into);
    return applied;
}

Result<RecordedRun> Journal::logRun(Applied &applied, const ci::Run &delivered, TimePoint at, QList<Event> &into)
{
    auto recorded = m_runs.recorder().record(delivered);
    if (!recorded || recorded->was == RecordedRun::Was::Same)
        return recorded;
    const QByteArray type = recorded->was == RecordedRun::Was::New ? "created"_ba : "updated"_ba;
    log(applied, {EventId::None, "ci"_ba, type, at, ci::runJson(recorded->run)}, into);
    for (const ci::Run &other : std::as_const(recorded->others))
        log(applied, {EventId::None, "ci"_ba, "updated"_ba, at, ci::runJson(other)}, into);
    return recorded;
}

Result<Applied> Journal::apply(RecordRun &record, TimePoint at, QList<Event> &into)
{
    Applied applied;
    const auto recorded = logRun(applied, record.delivered, at, into);
    if (!recorded)
        return recorded.error();
    return applied;
}

Result<Applied> Journal::apply(RecordDelivery &record, TimePoint at, QList<Event> &into)
{
    Applied applied;
    ci::DeliveryRecord &row = record.record;
    const bool counts = row.outcome != ci::Outcome::Refused && row.outcome != ci::Outcome::Invalid
            && row.replayOf == ci::DeliveryId::None;
    const auto earlier = counts ? m_deliveries.earlier(row.provider, row.project, row.deliveryId)
                                : Result<ci::DeliveryId>(ci::DeliveryId::None);
    if (!earlier)
        return earlier.error();
    if (*earlier != ci::DeliveryId::None) {
        row.outcome = ci::Outcome::Duplicate;
        row.status = 200;
        row.detail = u"this was delivered before, as %1"_s.arg(static_cast<qint64>(*earlier));
    } else if (record.run) {
        const auto recorded = logRun(applied, *record.run, at, into);
        if (!recorded)
            return recorded.error();
        const bool same = recorded->was == RecordedRun::Was::Same;
        row.outcome = same ? ci::Outcome::Unchanged : ci::Outcome::Recorded;
        row.status = same ? 200 : 202;
        row.run = recorded->run.id;
    }
    if (auto done = m_deliveries.insert(row); !done)
        return done.error();
    applied.delivery = row.outcome;
    return applied;
}

Result<Applied> Journal::apply(SetClaim &set, TimePoint at, QList<Event> &into)
{
    auto changed = m_runs.recorder().claim(set.run, set.claim);
    if (!changed)
        return changed.error();
    Applied applied;
    for (const ci::Run &run : std::as_const(*changed))
        log(applied, {EventId::None, "ci"_ba, "updated"_ba, at, ci::runJson(run)}, into);
    applied.runs = *std::move(changed);
    return applied;
}

Result<Applied> Journal::apply(DeleteLane &remove, TimePoint at, QList<Event> &into)
{
    const auto forgotten = m_runs.recorder().forget(remove.lane, DeleteLane::maxRuns);
    if (!forgotten)
        return forgotten.error();
    Applied applied;
    applied.deleted = remove.deleted + forgotten->runs;
    if (forgotten->isWhole)
        log(applied, {EventId::None, "ci"_ba, "deleted"_ba, at, deletedLaneJson(remove.lane, applied.deleted)}, into);
    else
        applied.rest = Change{DeleteLane{remove.lane, applied.deleted}, at};
    return applied;
}

Result<Done> Journal::logPublished(Applied &applied, RecordEvent &record, TimePoint at, QList<Event> &into)
{
    if (record.key) {
        auto known = m_keys.find(*record.key, into);
        if (!known)
            return known.error();
        if (*known) {
            applied.published.append(**std::move(known));
            return Done{};
        }
    }
    log(applied,
        {EventId::None, std::move(record.collection), std::move(record.type), at, std::move(record.data),
         std::move(record.via)},
        into);
    applied.published.append(into.constLast());
    return record.key ? m_keys.insert(*record.key, into.constLast().id) : Result<Done>(Done{});
}

Result<Applied> Journal::apply(RecordEvent &record, TimePoint at, QList<Event> &into)
{
    Applied applied;
    auto done = logPublished(applied, record, at, into);
    return done ? Result<Applied>(std::move(applied)) : done.error();
}

Result<Applied> Journal::apply(RecordEvents &record, TimePoint at, QList<Event> &into)
{
    Applied applied;
    for (RecordEvent &one : record.events) {
        if (auto done = logPublished(applied, one, at, into); !done)
            return done.error();
    }
    return applied;
}

Result<Applied> Journal::apply(RecordFollowed &record, TimePoint /*at*/, QList<Event> &into)
{
    if (auto done = m_followed.save(record.position); !done)
        return done.error();
    Applied applied;
    for (Event &event : record.events)
        log(applied, std::move(event), into);
    return applied;
}

void Journal::logResult(Applied &applied, const QByteArray &type, TimePoint at, TimedResult row, QList<Event> &into)
{
    log(applied, {EventId::None, "results"_ba, type, at, resultJson(row)}, into);
    applied.results.append(std::move(row));
}

void Journal::log(Applied &applied, Event event, QList<Event> &into)
{
    m_log.number(event);
    if (tellsOfTable(event, "results"))
        m_resultsVersion = event.id;
    applied.events.append(event.id);
    into.append(std::move(event));
}

} // namespace tallywall
