// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/collection_book.h"
#include "core/feed/frame.h"
#include "ui/ci/pipelines.h"
#include "ui/ci/runs_model.h"
#include "ui/feed/recent_events.h"
#include "ui/messages/messages_model.h"
#include "ui/overview/live_model.h"
#include "ui/results/minute_counts.h"
#include "ui/results/results_model.h"

#include <QObject>
#include <QTimer>

#include <array>

namespace tallywall {

// All that the window shows, as models and values; apply() is the one way in. GUI thread.
// It has the window's two coarse clocks, too, so that there is one timer for all that grows old.
class Wall : public QObject
{
    Q_OBJECT

public:
    static constexpr int rateSamples = 300; // one a second: five minutes

    explicit Wall(QObject *parent = nullptr);

    void apply(const Frame &frame);

    ResultsModel results;
    RunsModel runs;
    MessagesModel messages;
    LiveModel live;

    [[nodiscard]] const CollectionBook &collections() const { return m_collections; }
    [[nodiscard]] const PriceBoard &prices() const { return m_prices; }
    [[nodiscard]] const RecentEvents &recent() const { return m_recent; }
    [[nodiscard]] const WallStatus &status() const { return m_status; }
    [[nodiscard]] const Pipelines &pipelines() const { return m_pipelines; }
    [[nodiscard]] const MinuteCounts &minutes() const { return m_minutes; }
    [[nodiscard]] bool historyComplete() const { return m_historyComplete; }
    [[nodiscard]] bool hasFrame() const { return m_hasFrame; }
    // Events per second now: nothing where no frame has come for a while, as a frame comes whenever something happens.
    [[nodiscard]] double rate() const;
    [[nodiscard]] QList<double> rates() const; // oldest first, one a second

Q_SIGNALS:
    void applied(); // a frame is in the models
    // These runs came or changed, and are in the models; none after a reload, where lanes were forgotten, or where only the
    // counts of the status changed.
    void runsChanged(const QList<tallywall::ci::Run> &runs);
    // These lanes were removed from the wall, and are in no model any more, unless a run began one anew. Before runsChanged.
    // `runs`: those that went, as far as they were here or were told of, by id, each once.
    void lanesForgotten(const QSet<tallywall::ci::Lane> &lanes, const QList<tallywall::ci::RunId> &runs);
    void secondPassed(); // rates() has a new sample
    void grewOlder();    // every ten seconds: relative times are to be written anew

private:
    void forget(const QSet<ci::Lane> &lanes, RowChanges<ci::Run> &changes);
    void note(const Frame &frame);
    void tick();

    MinuteCounts m_minutes{results};
    CollectionBook m_collections;
    PriceBoard m_prices;
    RecentEvents m_recent;
    WallStatus m_status;
    Pipelines m_pipelines;
    bool m_historyComplete = false;
    bool m_hasFrame = false;
    TimePoint m_lastFrame{};
    QTimer m_clock;
    int m_ticks = 0;
    std::array<double, rateSamples> m_rates{};
    std::size_t m_nextRate = 0;
    std::size_t m_rateCount = 0;
};

} // namespace tallywall
