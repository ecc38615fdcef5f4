// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/polls.h"

#include "core/json.h"
#include "server/clock.h"
#include "server/net/poll_figures.h"
#include "store/store.h"

#include <QTimer>

#include <utility>

namespace tallywall {

namespace {

constexpr std::chrono::seconds beforeReadingAgain{1};

// All lanes that come from these feeds.
Result<QList<ci::LaneStatus>> lanesOf(const QList<PollOptions> &polls, Journal &journal)
{
    QList<ci::LaneStatus> all;
    for (const PollOptions &one : polls) {
        const auto lanes = journal.runs().statusesOfProvider(one.name);
        if (!lanes)
            return lanes.error();
        all.append(*lanes);
    }
    return all;
}

} // namespace

Polls::Polls(const QList<PollOptions> &feeds, Store &store, PollFigures &figures)
    : m_feeds(feeds), m_store(store), m_figures(figures)
{
    for (const PollOptions &feed : feeds)
        m_figures.add(feed.name);
}

void Polls::start()
{
    if (m_feeds.isEmpty())
        return;
    using Statuses = QList<ci::LaneStatus>;
    m_store.read<Statuses>([feeds = m_feeds](Journal &journal) { return lanesOf(feeds, journal); },
                           [self = QPointer(this)](const Result<Statuses> &known) {
                               if (!self)
                                   return;
                               if (known)
                                   self->ask(*known);
                               else // without memory every run under way would lose its end
                                   QTimer::singleShot(beforeReadingAgain, self, &Polls::start);
                           });
}

void Polls::ask(const QList<ci::LaneStatus> &known)
{
    m_poller = std::make_unique<CctrayPoller>(
            m_feeds, known,
            [this](const QList<ci::Run> &runs, const std::function<void(bool)> &answer) { record(runs, answer); });
    connect(m_poller.get(), &CctrayPoller::healthChanged, this,
            [this](const QString &name, bool ok, const QString &why) { m_figures.note(name, ok, why, currentTime()); });
    m_poller->start();
}

void Polls::record(const QList<ci::Run> &runs, const std::function<void(bool stored)> &answer)
{
    struct Outcome {
        qsizetype left;
        bool stored = true;
    };
    const auto outcome = std::make_shared<Outcome>(Outcome{.left = runs.size()});
    for (const ci::Run &run : runs) {
        m_store.write({RecordRun{run}, currentTime()},
                      [self = QPointer(this), outcome, answer](const Result<Applied> &applied) {
                          if (!applied && std::exchange(outcome->stored, false) && self)
                              Q_EMIT self->failed(applied.error().sentence());
                          if (--outcome->left == 0)
                              answer(outcome->stored);
                      });
    }
}

void Polls::forget(const Event &deleted)
{
    const auto data = parseJsonObject(deleted.data);
    const auto lane = data ? ci::laneFromJson(*data) : std::nullopt;
    if (m_poller && lane)
        m_poller->forget(*lane);
}

} // namespace tallywall
