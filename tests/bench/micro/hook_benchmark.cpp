// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A webhook of GitHub of 100 KB: proved, read and normalised, as the server does it.
#include "core/ci/providers/providers.h"
#include "server/ci/cryptography.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <benchmark/benchmark.h>

namespace tallywall::bench {

namespace {

using namespace Qt::StringLiterals;

// A repository is told with some eighty addresses; pull requests repeat it.
QByteArray largePayload()
{
    QJsonObject repository{{u"full_name"_s, u"shop/api"_s}};
    for (int i = 0; i < 80; ++i)
        repository.insert(u"address_%1_url"_s.arg(i), u"https://api.example.com/repos/shop/api/part/%1{/sha}"_s.arg(i));
    QJsonArray pulls;
    for (int i = 0; i < 13; ++i)
        pulls.append(QJsonObject{{u"number"_s, i}, {u"base"_s, QJsonObject{{u"repo"_s, repository}}}});
    const QJsonObject run{{u"id"_s, 30'433'642},
                          {u"name"_s, u"Build"_s},
                          {u"head_branch"_s, u"main"_s},
                          {u"head_sha"_s, u"acb5820ced9479c074f688cc328bf03f341a511d"_s},
                          {u"run_number"_s, 562},
                          {u"run_attempt"_s, 1},
                          {u"status"_s, u"completed"_s},
                          {u"conclusion"_s, u"success"_s},
                          {u"display_title"_s, u"Update \"README.md\""_s},
                          {u"run_started_at"_s, u"2026-11-20T19:33:08Z"_s},
                          {u"updated_at"_s, u"2026-11-20T19:35:08Z"_s},
                          {u"html_url"_s, u"https://example.com/shop/api/actions/runs/30433642"_s},
                          {u"pull_requests"_s, pulls}};
    return QJsonDocument(QJsonObject{{u"action"_s, u"completed"_s},
                                     {u"workflow_run"_s, run},
                                     {u"workflow"_s, QJsonObject{{u"name"_s, u"Build"_s}}},
                                     {u"repository"_s, repository}})
            .toJson(QJsonDocument::Compact);
}

void githubOf100KB(benchmark::State &state)
{
    const QByteArray body = largePayload();
    const QByteArrayList secrets{"previous", "current"};
    const ci::Provider github = ci::github();
    const ci::HeaderList headers{
            {"Content-Type", "application/json"},
            {"X-GitHub-Event", "workflow_run"},
            {"X-Hub-Signature-256", "sha256=" + cryptography().hmacSha256("current", body).toHex()}};
    for (auto _ : state) {
        ci::Delivery delivery = ci::unwrap(headers, body, fromUnixMs(1'795'214'160'123));
        const ci::Proof proof = ci::prove(github.schemes, delivery, secrets, cryptography());
        ci::readDocument(delivery);
        const auto reading = ci::readDelivery(github, delivery);
        if (proof.verdict != ci::Verdict::Given || !reading || !std::holds_alternative<ci::Run>(*reading))
            state.SkipWithError("it was not read");
        benchmark::DoNotOptimize(reading);
    }
    state.SetBytesProcessed(state.iterations() * body.size());
}
BENCHMARK(githubOf100KB)->Unit(benchmark::kMicrosecond);

} // namespace

} // namespace tallywall::bench
