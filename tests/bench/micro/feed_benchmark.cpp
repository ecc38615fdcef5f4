// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/feed.h"
#include "server/feed/ring.h"
#include "tests/bench/micro/samples.h"

#include <benchmark/benchmark.h>

namespace tallywall::bench {

namespace {

// Target: at most one microsecond. The ring is part of it, since an event that nobody watches now may be asked for later.
void publishToNobody(benchmark::State &state)
{
    Feed feed;
    Event event = sampleResult(0);
    qint64 id = 0;
    for (auto _ : state) {
        event.id = EventId{++id};
        feed.publish({event});
    }
}
BENCHMARK(publishToNobody);

void publishABatchToNobody(benchmark::State &state)
{
    Feed feed;
    qint64 id = 0;
    for (auto _ : state) {
        state.PauseTiming();
        QList<Event> batch;
        for (int i = 0; i < 100; ++i)
            batch.append(sampleResult(++id));
        state.ResumeTiming();
        feed.publish(batch);
    }
    state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(publishABatchToNobody);

void ringAdd(benchmark::State &state)
{
    Ring ring;
    EncodedEvent event = encodeEvent(sampleResult(1));
    qint64 id = 0;
    for (auto _ : state) {
        event.id = EventId{++id};
        ring.add(event);
    }
}
BENCHMARK(ringAdd);

// The last so many of a full ring.
void ringAfter(benchmark::State &state)
{
    constexpr qint64 newest = 50'000;
    Ring ring;
    EncodedEvent event = encodeEvent(sampleResult(1));
    for (qint64 id = 1; id <= newest; ++id) {
        event.id = EventId{id};
        ring.add(event);
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(ring.after(EventId{newest - state.range(0)}, 1024 * 1024));
}
BENCHMARK(ringAfter)->Arg(1)->Arg(100)->Arg(1000);

} // namespace

} // namespace tallywall::bench
