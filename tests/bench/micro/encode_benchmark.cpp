// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"
#include "server/feed/encoding.h"
#include "tests/bench/micro/samples.h"

#include <benchmark/benchmark.h>

namespace tallywall::bench {

namespace {

void envelopeOfAResult(benchmark::State &state)
{
    const Event event = sampleResult(17);
    for (auto _ : state)
        benchmark::DoNotOptimize(envelope(event));
}
BENCHMARK(envelopeOfAResult);

void encode(benchmark::State &state, Format format, const Event &event)
{
    const EncodedEvent encoded = encodeEvent(event);
    QByteArray out;
    for (auto _ : state) {
        out.resize(0);
        appendFramed(out, encoded, format);
        benchmark::DoNotOptimize(out.constData());
    }
}
BENCHMARK_CAPTURE(encode, sse, Format::Sse, sampleResult(17));
BENCHMARK_CAPTURE(encode, webSocket, Format::WebSocket, sampleResult(17));
BENCHMARK_CAPTURE(encode, listen, Format::Listen, sampleMessage());

void jsonText(benchmark::State &state)
{
    const QString text = QStringLiteral("Ada \"the first\" Lovelace, né en 1815\n");
    QByteArray out;
    for (auto _ : state) {
        out.resize(0);
        appendJsonString(out, text);
        benchmark::DoNotOptimize(out.constData());
    }
}
BENCHMARK(jsonText);

void jsonNumber(benchmark::State &state)
{
    QByteArray out;
    for (auto _ : state) {
        out.resize(0);
        appendJsonNumber(out, 12.34);
        benchmark::DoNotOptimize(out.constData());
    }
}
BENCHMARK(jsonNumber);

void parseAPostedResult(benchmark::State &state)
{
    const QByteArray text(R"({"name":"Ada Lovelace","time":12.34})");
    for (auto _ : state)
        benchmark::DoNotOptimize(parseJsonObject(text));
}
BENCHMARK(parseAPostedResult);

} // namespace

} // namespace tallywall::bench
