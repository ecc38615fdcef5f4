// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_pipelines.h"

#include "server/ci/what_was_read.h"

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// A lane of the wall, and how its runs are likely to go.
struct DemoLane {
    QString project;
    QString pipeline;
    QString ref;
    int redOfHundred = 4;  // jobs
    int warnOfHundred = 0; // runs that pass with a failure that is allowed
    int secondsAJob = 25;
};

const std::array lanes{
        DemoLane{u"shop/api"_s, {}, u"main"_s, 5, 0, 30},
        DemoLane{u"shop/api"_s, {}, u"feature/lanes"_s, 12, 0, 30},
        DemoLane{u"shop/web"_s, u"build"_s, u"main"_s, 3, 0, 20},
        DemoLane{u"shop/web"_s, u"deployment to production"_s, u"main"_s, 2, 0, 12},
        DemoLane{u"race/timing"_s, {}, u"main"_s, 3, 0, 40},
        DemoLane{u"race/firmware"_s, {}, u"main"_s, 16, 0, 45},
        DemoLane{u"mail/gateway"_s, {}, u"main"_s, 4, 40, 15},
        DemoLane{u"docs/handbook"_s, {}, u"main"_s, 1, 0, 8},
        DemoLane{u"search/index"_s, u"nightly"_s, u"main"_s, 8, 0, 60},
        DemoLane{u"search/index"_s, {}, u"main"_s, 3, 0, 25},
        DemoLane{u"payments/ledger"_s, {}, u"release/4.2"_s, 6, 0, 35},
        DemoLane{u"infra/images"_s, {}, u"main"_s, 8, 20, 50},
};
const std::array authors{u"Ada Lovelace"_s,      u"Grace Hopper"_s,  u"Alan Turing"_s, u"Barbara Liskov"_s,
                         u"Margaret Hamilton"_s, u"Radia Perlman"_s, u"Konrad Zuse"_s, u"Hedy Lamarr"_s};
const std::array commits{
        u"Make the start list sortable"_s,   u"Fix a race at the finish line"_s,      u"Update dependencies"_s,
        u"Show seconds with two decimals"_s, u"Retry when the mail server is away"_s, u"Tidy the build"_s,
        u"Close the ledger at midnight"_s,   u"Index titles before texts"_s};
const std::array<std::pair<QString, QString>, 5> steps{{{u"build"_s, u"compile"_s},
                                                        {u"test"_s, u"unit"_s},
                                                        {u"test"_s, u"browser"_s},
                                                        {u"package"_s, u"image"_s},
                                                        {u"deploy"_s, u"staging"_s}}};

template<typename List>
const QString &pick(QRandomGenerator &random, const List &list)
{
    return list.at(static_cast<std::size_t>(random.bounded(static_cast<int>(list.size()))));
}

const auto eventHeader = "X-Demo-Event"_ba;

// What the document leaves out, as every service that does not retry jobs within a run has it.
void complete(ci::Run &run)
{
    run.key = QString::number(run.number);
    run.generation = 1;
    qint64 key = 0; // keeps the jobs in their order
    for (ci::Job &job : run.jobs)
        job.key = ++key;
}

const DemoLane *scriptOf(const ci::Run &run)
{
    return std::find_if(lanes.begin(), lanes.end(), [&run](const DemoLane &lane) {
        return lane.project == run.project && lane.pipeline == run.pipeline && lane.ref == run.ref;
    });
}

} // namespace

ci::Provider demoProvider()
{
    return {.name = "demo"_ba,
            .title = u"Demonstration"_s,
            .recognises = [](const ci::Delivery &delivery) { return !delivery.header(eventHeader).isEmpty(); },
            .schemes = {},
            .idOf = {},
            .eventOf = [](const ci::Delivery &delivery) { return QString::fromUtf8(delivery.header(eventHeader)); },
            .read = [](const ci::Delivery &delivery) -> Result<ci::Reading> {
                ci::Run run = ci::runFromJson(delivery.json);
                run.reported = run.state;
                complete(run);
                return ci::Reading(std::move(run));
            }};
}

ci::Run DemoPipelines::begin(int lane, TimePoint at)
{
    const DemoLane &of = lanes.at(static_cast<std::size_t>(lane));
    const qint64 number = m_nextNumber++;
    ci::Run run{.provider = u"demo"_s,
                .project = of.project,
                .pipeline = of.pipeline,
                .ref = of.ref,
                .commit = QString::number(m_random.generate64(), 16).rightJustified(16, u'0')
                        + QString::number(m_random.generate64(), 16).rightJustified(16, u'0') + u"deadbeef"_s,
                .message = pick(m_random, commits),
                .author = pick(m_random, authors),
                .reported = ci::State::Running,
                .started = at,
                .number = number,
                .sequence = number,
                .updated = at};
    for (const auto &[stage, name] : steps)
        run.jobs.append(ci::Job{.name = name, .stage = stage, .state = ci::State::Queued});
    complete(run);
    run.jobs.first().state = ci::State::Running;
    run.jobs.first().started = at;
    return run;
}

void DemoPipelines::end(ci::Run &run, ci::State state, TimePoint at)
{
    run.reported = state;
    run.finished = at;
    run.duration = std::chrono::duration<double>(at - run.started.value_or(at)).count();
    for (ci::Job &job : run.jobs) {
        if (!ci::isFinished(job.state))
            job.state = ci::State::Skipped;
    }
}

void DemoPipelines::advance(ci::Run &run, TimePoint at)
{
    const DemoLane *lane = scriptOf(run);
    const auto running = std::find_if(run.jobs.begin(), run.jobs.end(),
                                      [](const ci::Job &job) { return job.state == ci::State::Running; });
    run.updated = at;
    if (running == run.jobs.end()) {
        end(run, ci::State::Canceled, at);
        return;
    }
    const bool fails = m_random.bounded(100) < lane->redOfHundred;
    running->state = fails ? ci::State::Failed : ci::State::Success;
    running->finished = at;
    running->duration = std::chrono::duration<double>(at - running->started.value_or(at)).count();
    const auto next = std::next(running);
    if (fails) {
        end(run, ci::State::Failed, at);
    } else if (m_random.bounded(100) == 0) {
        end(run, ci::State::Canceled, at);
    } else if (next == run.jobs.end()) {
        end(run, m_random.bounded(100) < lane->warnOfHundred ? ci::State::Warning : ci::State::Success, at);
    } else {
        next->state = ci::State::Running;
        next->started = at;
    }
}

Change DemoPipelines::delivered(const ci::Run &played, TimePoint at)
{
    ci::Run run = played;
    run.state = run.reported;
    ci::DeliveryRecord record{.received = at,
                              .provider = run.provider,
                              .event = u"pipeline"_s,
                              .from = u"127.0.0.1"_s,
                              .proof = {ci::Verdict::Given, u"played by the demonstration"_s, {}},
                              .outcome = ci::Outcome::Recorded,
                              .status = 202,
                              .detail = whatWasRead(run),
                              .project = run.project,
                              .headers = {{"Content-Type", "application/json"}, {eventHeader, "pipeline"}},
                              .body = ci::runJson(run)};
    record.bodyBytes = record.body.size();
    return {RecordDelivery{std::move(record), run}, at};
}

QList<Change> DemoPipelines::history(TimePoint end)
{
    using namespace std::chrono_literals;
    QList<Change> changes;
    constexpr int runsALane = 8;
    for (int i = 0; i < runsALane * int(lanes.size()); ++i) {
        const int lane = i % int(lanes.size());
        TimePoint at = end - 3500s + (3100s / (runsALane * int(lanes.size()))) * i;
        ci::Run run = begin(lane, at);
        while (!ci::isFinished(run.reported)) {
            const int usual = lanes.at(static_cast<std::size_t>(lane)).secondsAJob;
            at += std::chrono::seconds(usual * 3 / 4 + m_random.bounded(usual / 2 + 1));
            advance(run, std::min(at, end));
        }
        changes.append({RecordRun{run}, end});
    }
    // One that waits for a person, and one that is late.
    ci::Run waiting = begin(3, end - 240s);
    waiting.reported = ci::State::Waiting;
    waiting.jobs.first().state = ci::State::Waiting;
    changes.append({RecordRun{waiting}, end});
    m_running.append(begin(8, end - 420s));
    changes.append({RecordRun{m_running.constLast()}, end});
    return changes;
}

std::optional<Change> DemoPipelines::play(TimePoint at)
{
    const auto isIdle = [this](int lane) {
        const DemoLane &of = lanes.at(static_cast<std::size_t>(lane));
        return std::none_of(m_running.begin(), m_running.end(),
                            [&of](const ci::Run &run) { return scriptOf(run) == &of; });
    };
    if (m_running.size() < 4 && m_random.bounded(4) == 0) {
        const int lane = m_random.bounded(static_cast<int>(lanes.size()));
        if (!isIdle(lane))
            return std::nullopt;
        m_running.append(begin(lane, at));
        return delivered(m_running.constLast(), at);
    }
    if (m_running.isEmpty() || m_random.bounded(8) != 0)
        return std::nullopt;
    const qsizetype index = m_random.bounded(static_cast<int>(m_running.size()));
    advance(m_running[index], at);
    const Change change = delivered(m_running.at(index), at);
    if (ci::isFinished(m_running.at(index).reported))
        m_running.removeAt(index);
    return change;
}

} // namespace tallywall
