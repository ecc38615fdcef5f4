// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/cctray_observation.h"

#include "core/ci/reading.h"
#include "core/ci/tidy.h"

#include <QCryptographicHash>
#include <QStringList>

#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{
        StateWord{"Success"_L1, State::Success},
        StateWord{"Failure"_L1, State::Failed},
        StateWord{"Exception"_L1, State::Error},
        StateWord{"Error"_L1, State::Error},
};

QString toldLabel(const QString &label)
{
    return label.compare("Unknown"_L1, Qt::CaseInsensitive) == 0 ? QString() : label; // Woodpecker's, while it builds
}

} // namespace

CctrayObservation::CctrayObservation(const CctrayEntry &entry, const CctrayPoll &poll)
    : m_entry(entry)
    , m_poll(poll)
    , m_label(toldLabel(entry.lastBuildLabel))
    , m_time(believed(entry.lastBuildTime, poll.at))
{
    const Lane lane = laneOfEntry(poll.feed, entry);
    m_run = tidied({.project = lane.project,
                    .pipeline = lane.pipeline,
                    .ref = lane.ref,
                    .url = entry.webUrl,
                    .key = keyOf("is"_L1),
                    .sequence = toUnixMs(m_time.value_or(poll.at)),
                    .said = m_time.value_or(TimePoint{}),
                    .generation = 1});
}

QString CctrayObservation::keyOf(QLatin1StringView what) const
{
    const bool isNameless = m_label.isEmpty() && !m_time; // then nothing but the moment tells it from others
    const QString time = QString::number(isNameless || m_time ? toUnixMs(m_time.value_or(m_poll.at)) : 0);
    const QByteArray whole = QStringList{m_entry.name, what, m_label, time}.join(QChar::LineFeed).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(whole, QCryptographicHash::Sha256).toHex().first(32));
}

Run CctrayObservation::tidied(Run run) const
{
    run.provider = m_poll.feed;
    auto result = tidyRun(std::move(run), u"cctray"_s, m_poll.at);
    return result ? *std::move(result) : Run{.provider = m_poll.feed};
}

std::optional<Run> CctrayObservation::lastBuild() const
{
    Run build = m_run;
    report(build, words, m_entry.lastBuildStatus);
    const bool wasBuilt = !m_label.isEmpty() || m_time;
    if (!isDecisive(build.reported) && (m_entry.activity != CctrayActivity::Sleeping || !wasBuilt))
        return std::nullopt;
    build.number = m_label.toLongLong();
    build.message = build.number > 0 ? QString() : m_label;
    build.finished = m_time;
    return tidied(build);
}

Run CctrayObservation::begun(const Run *before) const
{
    Run next = m_run;
    next.reported = m_entry.activity == CctrayActivity::Building ? State::Running : State::Queued;
    next.key = keyOf("after"_L1);
    ++next.sequence; // the time is that of the build before it
    if (before && before->key == next.key)
        next.attempt = before->attempt + 1; // the one before it was stopped, and left no trace in the feed
    if (before && m_poll.isClose && next.reported == State::Running)
        next.started = m_poll.at;
    return tidied(next);
}

Lane laneOfEntry(const QString &feed, const CctrayEntry &entry)
{
    if (!entry.lane)
        return laneOfName(feed, entry.name);
    Lane lane = *entry.lane;
    if (!lane.provider.isEmpty())
        lane.project += u" [%1]"_s.arg(lane.provider);
    lane.provider = feed;
    return lane;
}

Lane laneOfName(const QString &feed, const QString &name)
{
    Lane lane{.provider = feed, .project = name, .pipeline = {}, .ref = {}};
    const qsizetype open = name.lastIndexOf(" ("_L1);
    if (open > 0 && open + 3 < name.size() && name.endsWith(u')')) {
        lane.ref = name.sliced(open + 2).chopped(1);
        lane.project.truncate(open);
    }
    const qsizetype colons = lane.project.indexOf(" :: "_L1);
    if (colons > 0 && colons + 4 < lane.project.size()) {
        lane.pipeline = lane.project.sliced(colons + 4);
        lane.project.truncate(colons);
    }
    return lane;
}

} // namespace tallywall::ci
