// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/head_parser.h"

#include <benchmark/benchmark.h>

namespace tallywall::bench {

namespace {

const QByteArray fromAProgram("POST /results HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nContent-Type: application/json\r\n"
                              "Content-Length: 28\r\n\r\n");
const QByteArray fromABrowser(
        "GET /results?limit=100 HTTP/1.1\r\nHost: wall.example:4000\r\nConnection: keep-alive\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 "
        "Safari/537.36\r\n"
        "Accept: */*\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n"
        "Referer: http://wall.example:4000/\r\nAccept-Encoding: gzip, deflate\r\nAccept-Language: en-GB,en;q=0.9\r\n"
        "If-None-Match: \"17-100-newest\"\r\n\r\n");

void parseAHead(benchmark::State &state, const QByteArray &head)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(parseHead(head));
}
BENCHMARK_CAPTURE(parseAHead, ofAProgram, fromAProgram);
BENCHMARK_CAPTURE(parseAHead, ofABrowser, fromABrowser);

void findTheEndOfAHead(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(headEnd(fromABrowser));
}
BENCHMARK(findTheEndOfAHead);

} // namespace

} // namespace tallywall::bench
