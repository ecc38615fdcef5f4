// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/cctray_memory.h"

// What the tests of polling share: answers of a feed, and a wall that takes one after the other.
namespace tallywall::ci::test {

constexpr TimePoint noon = fromUnixMs(1'795'176'000'000);
constexpr std::chrono::seconds interval{30};

// An answer's only project, "shop/api (main)": how its last build stands, and whether the next one is under way.
[[nodiscard]] CctrayEntry sleeping(const QString &label, TimePoint time,
                                   const QString &status = QStringLiteral("Success"));
[[nodiscard]] CctrayEntry building(const QString &label, TimePoint time,
                                   const QString &status = QStringLiteral("Success"));

// The wall as far as it matters here: what is known of each run.
class Wall
{
public:
    // Takes an answer that comes an interval after the last one; how many runs it changed.
    int take(const QList<CctrayEntry> &entries, std::chrono::seconds later = interval);

    // It removes the lane with all its runs.
    void forget(const Lane &lane);
    void restart();
    void restartWithoutAStore();

    // In their order, the latest last.
    [[nodiscard]] QList<Run> runs() const { return m_runs; }
    [[nodiscard]] Run latest() const { return m_runs.isEmpty() ? Run() : m_runs.last(); }
    [[nodiscard]] TimePoint now() const { return m_now; }
    [[nodiscard]] QString told() const; // "31 success, 0 running"
    [[nodiscard]] QList<LaneStatus> lanes() const;

private:
    void record(const Run &delivered);

    CctrayMemory m_memory{.feed = QStringLiteral("jenkins"), .lanes = {}, .polled = {}};
    TimePoint m_now = noon;
    QList<Run> m_runs;
};

} // namespace tallywall::ci::test
