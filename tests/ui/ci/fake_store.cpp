// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ci/fake_store.h"

#include "ui/main_window.h"

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Error gone{ErrorCode::NotFound, u"it is not kept any more"_s, {}};

class Answering
{
public:
    explicit Answering(const FakeStore &store) : m_store(store) { }

    Answer operator()(const ci::RunQuestion &question) const
    {
        for (const ci::Run &run : m_store.runs) {
            if (run.id == question.id)
                return run;
        }
        return gone;
    }
    Answer operator()(const ci::RunsQuery &query) const
    {
        ci::RunsPage page;
        for (const ci::Run &run : m_store.runs) {
            if ((query.before != ci::RunId::None && run.id >= query.before)
                || (!query.project.isEmpty() && run.project != query.project)
                || (!query.ref.isEmpty() && run.ref != query.ref) || (query.state && run.state != *query.state)
                || !run.author.contains(query.author, Qt::CaseInsensitive))
                continue;
            if (page.runs.size() == query.limit) {
                page.next = page.runs.constLast().id;
                break;
            }
            page.runs.append(run);
        }
        return page;
    }
    Answer operator()(const ci::FiguresQuestion &) const { return m_store.figures; }
    Answer operator()(const ci::TrendQuestion &question) const
    {
        for (const ci::PipelineFigures &figures : m_store.figures) {
            if (figures.provider == question.provider && figures.project == question.project
                && figures.pipeline == question.pipeline)
                return ci::Trend{figures, m_store.points};
        }
        return gone;
    }
    Answer operator()(const ci::DeliveriesQuery &query) const
    {
        ci::DeliveriesPage page;
        for (const ci::DeliveryRecord &record : m_store.deliveries) {
            if ((query.before != ci::DeliveryId::None && record.id >= query.before)
                || (!query.provider.isEmpty() && record.provider != query.provider)
                || (query.outcome && record.outcome != *query.outcome)
                || (query.run != ci::RunId::None && record.run != query.run))
                continue;
            if (page.deliveries.size() == query.limit) {
                page.next = page.deliveries.constLast().id;
                break;
            }
            page.deliveries.append(record);
        }
        return page;
    }
    Answer operator()(const ci::LaneSizeQuestion &question) const
    {
        return qint64(std::count_if(m_store.runs.cbegin(), m_store.runs.cend(),
                                    [&](const ci::Run &run) { return ci::laneOf(run) == question.lane; }));
    }
    Answer operator()(const EventsQuery &) const { return EventsHistory{}; }
    Answer operator()(const ci::DeliveryQuestion &question) const
    {
        for (const ci::DeliveryRecord &record : m_store.deliveries) {
            if (record.id == question.id)
                return record;
        }
        return gone;
    }

private:
    const FakeStore &m_store;
};

struct Lane {
    QString provider;
    QString project;
    QString pipeline;
    QString ref;
    QString author;
    ci::State state;
    ci::Transition transition = ci::Transition::None;
    std::chrono::seconds age{}; // since it began or ended
};

QList<Lane> lanes()
{
    using ci::State;
    using ci::Transition;
    return {
            {u"gitlab"_s, u"shop/api"_s, {}, u"main"_s, u"Ada Lovelace"_s, State::Failed, Transition::Broken, 4min},
            {u"github"_s, u"shop/web"_s, u"Build and test"_s, u"main"_s, u"Grace Hopper"_s, State::Running, {}, 190s},
            {u"github"_s,
             u"shop/web"_s,
             u"Deploy to production"_s,
             u"v3.14.1"_s,
             u"Grace Hopper"_s,
             State::Waiting,
             {},
             12min},
            {u"gitlab"_s,
             u"platform/infrastructure/payments-gateway-eu-west"_s,
             {},
             u"feature/retry-when-the-acquirer-times-out"_s,
             u"Bartholomew Featherstonehaugh-Cholmondeley"_s,
             State::Failed,
             Transition::StillBroken,
             3h},
            {u"jenkins"_s, u"firmware"_s, u"nightly"_s, u"develop"_s, u"Linus"_s, State::Failing, {}, 11min},
            {u"azure"_s, u"docs"_s, {}, u"main"_s, u"Margaret Hamilton"_s, State::Success, Transition::Fixed, 40s},
            {u"circleci"_s, u"mobile/ios"_s, u"beta"_s, u"release/2026.11"_s, u"Hedy"_s, State::Error,
             Transition::StillBroken, 26h},
            {u"buildkite"_s, u"search/indexer"_s, {}, u"main"_s, u"Radia Perlman"_s, State::Queued, {}, 20s},
            {u"gitea"_s, u"tools/lint"_s, {}, u"main"_s, u"Tim"_s, State::Warning, {}, 2h},
            {u"drone"_s, u"mail-gateway"_s, {}, u"main"_s, u"Zuse"_s, State::Success, {}, 51min},
            {u"woodpecker"_s, u"archive/importer"_s, {}, u"main"_s, u"Niklaus"_s, State::Canceled, {}, 5h},
            {u"travis"_s, u"legacy/crm"_s, {}, u"master"_s, u"Edsger"_s, State::Skipped, {}, 60h},
            {u"teamcity"_s,
             u"risk/model"_s,
             u"Nightly_Backtest"_s,
             u"main"_s,
             u"Barbara Liskov"_s,
             State::Unknown,
             {},
             33min},
            {u"bitbucket"_s, u"team/desktop"_s, {}, u"main"_s, u"Alan"_s, State::Running, {}, 41min},
            {u"gitlab"_s, u"shop/api"_s, {}, u"release/12"_s, u"Ada Lovelace"_s, State::Success, {}, 6h},
            {u"gitlab"_s, u"shop/checkout"_s, {}, u"main"_s, u"Florian"_s, State::Success, {}, 7min},
            {u"github"_s, u"wall/tallywall"_s, u"CI"_s, u"main"_s, u"Katherine Johnson"_s, State::Success, {}, 14min},
            {u"github"_s,
             u"wall/tallywall"_s,
             u"CodeQL"_s,
             u"main"_s,
             u"Katherine Johnson"_s,
             State::Success,
             {},
             15min},
            {u"gitlab"_s, u"data/warehouse"_s, {}, u"main"_s, u"Joan"_s, State::Success, {}, 9h},
            {u"gitlab"_s, u"data/lake"_s, {}, u"main"_s, u"Joan"_s, State::Success, {}, 22h},
            {u"gitlab"_s, u"ops/terraform"_s, u"plan"_s, u"main"_s, u"Dennis"_s, State::Success, {}, 30h},
            {u"gitlab"_s, u"ops/ansible"_s, {}, u"main"_s, u"Dennis"_s, State::Success, {}, 4 * 24h},
            {u"cdevents"_s, u"edge/cdn"_s, {}, u"main"_s, u"Frances Allen"_s, State::Success, {}, 2h},
            {u"forgejo"_s, u"games/chess"_s, {}, u"main"_s, u"Claude"_s, State::Success, {}, 80min},
            {u"gitlab"_s, u"shop/stock"_s, {}, u"main"_s, u"Ken"_s, State::Success, {}, 55min},
    };
}

QList<ci::Job> jobsOf(const ci::Run &run, qint64 firstKey)
{
    using ci::State;
    const TimePoint begin = run.started.value_or(run.updated);
    const bool over = ci::isFinished(run.state);
    QList<ci::Job> jobs;
    const auto add = [&](const QString &stage, const QString &name, State state, double from, double to) {
        ci::Job job{.key = firstKey + jobs.size(), .name = name, .stage = stage, .state = state};
        if (to > 0) {
            job.started = begin + std::chrono::milliseconds(static_cast<qint64>(from * 1000));
            if (ci::isFinished(state)) {
                job.finished = begin + std::chrono::milliseconds(static_cast<qint64>(to * 1000));
                job.duration = to - from;
            }
        }
        jobs.append(job);
    };
    const bool red = ci::isTrouble(run.state);
    add(u"prepare"_s, u"fetch"_s, State::Success, 2, 9);
    add(u"build"_s, u"compile: linux-amd64"_s, State::Success, 9, 66);
    add(u"build"_s, u"compile: linux-arm64"_s, State::Success, 10, 96);
    add(u"build"_s, u"compile: windows"_s, State::Success, 10, 84);
    add(u"test"_s, u"unit"_s, red ? State::Failed : State::Success, 97, 131);
    add(u"test"_s, u"browser (chromium, firefox, webkit)"_s, over ? State::Success : State::Running, 98, 180);
    add(u"test"_s, u"lint"_s, State::Warning, 97, 104);
    jobs.last().allowFailure = true;
    add(u"test"_s, u"sanitizers"_s, over ? State::Success : State::Running, 99, 173);
    add(u"deploy"_s, u"staging"_s,
        red            ? State::Skipped
                : over ? State::Success
                       : State::Queued,
        181, over && !red ? 199 : 0);
    add(u"deploy"_s, u"production"_s,
        red            ? State::Skipped
                : over ? State::Success
                       : State::Waiting,
        200, over && !red ? 215 : 0);
    return jobs;
}

ci::Run runOf(const Lane &lane, qint64 id, TimePoint now)
{
    ci::Run run;
    run.id = ci::RunId(id);
    run.provider = lane.provider;
    run.project = lane.project;
    run.pipeline = lane.pipeline;
    run.ref = lane.ref;
    run.commit = u"2f9d1c7e4b6a8d0f2f9d1c7e4b6a8d0f12345678"_s;
    run.message = u"Retry when the acquirer is away, and say so in the log"_s;
    run.author = lane.author;
    run.state = run.reported = lane.state;
    run.transition = lane.transition;
    run.key = QString::number(id);
    run.number = run.sequence = 1200 + id;
    run.url = u"https://ci.example.org/%1/runs/%2"_s.arg(lane.project).arg(id);
    run.word = lane.state == ci::State::Unknown ? u"hibernating"_s : QString();
    const TimePoint moment = now - lane.age;
    run.updated = moment;
    if (ci::isFinished(lane.state)) {
        run.duration = 215;
        run.finished = moment;
        run.started = moment - 215s;
    } else if (lane.state != ci::State::Queued) {
        run.started = moment;
        run.estimate = 320;
        run.overdueAfter = 900;
    }
    if (ci::isTrouble(lane.state))
        run.lastGreen = moment - 3h - 12min;
    run.jobs = jobsOf(run, 100 * id);
    return run;
}

ci::DeliveryRecord deliveryOf(qint64 id, const ci::Run &run, TimePoint received)
{
    ci::DeliveryRecord record;
    record.id = ci::DeliveryId(id);
    record.received = received;
    record.provider = run.provider;
    record.event = run.provider == "github"_L1 ? u"workflow_run"_s : u"Pipeline Hook"_s;
    record.deliveryId = u"5b4ad0b1-%1"_s.arg(id, 8, 16, '0'_L1);
    record.from = u"192.168.1.40"_s;
    record.proof = {ci::Verdict::Given, u"X-Hub-Signature-256 (HMAC-SHA256)"_s, {}};
    record.outcome = ci::Outcome::Recorded;
    record.status = 200;
    record.project = run.project;
    record.run = run.id;
    record.headers = {{"Host", "wall.lan:4000"},
                      {"Content-Type", "application/json"},
                      {"X-GitHub-Event", "workflow_run"},
                      {"X-GitHub-Delivery", record.deliveryId.toUtf8()},
                      {"X-Hub-Signature-256", "sha256=••••"}};
    record.body = R"({"action":"completed","workflow_run":{"id":)" + QByteArray::number(static_cast<qint64>(run.id))
            + R"(,"name":"CI","head_branch":"main","conclusion":"failure","run_number":1204,"run_attempt":1,)"
              R"("head_commit":{"message":"It's \"quoted\" <b>text</b>","author":{"name":"Ada"}},"pull_requests":[]},)"
              R"("repository":{"full_name":")"
            + run.project.toUtf8() + R"(","private":false,"size":9007199254740993}})";
    record.bodyBytes = record.body.size();
    return record;
}

} // namespace

Answer FakeStore::answer(const Question &question) const
{
    return std::visit(Answering(*this), question);
}

Answerer::Answerer(MainWindow &window, FakeStore theStore, When when)
    : QObject(&window), store(std::move(theStore)), m_window(window), m_when(when)
{
    connect(&window, &MainWindow::asked, this, [this](quint64 ticket, const Question &question) {
        asked.append({ticket, question});
        m_open.append({ticket, question});
        if (m_when == When::AtOnce) // as from another thread: never from inside the question
            QMetaObject::invokeMethod(this, &Answerer::answerAll, Qt::QueuedConnection);
    });
}

void Answerer::answerAll()
{
    const auto open = std::exchange(m_open, {});
    for (auto one = open.rbegin(); one != open.rend(); ++one)
        m_window.answer(one->first, store.answer(one->second));
}

QList<ci::Run> sampleLanes(TimePoint now)
{
    QList<ci::Run> runs;
    qint64 id = 0;
    for (const Lane &lane : lanes())
        runs.prepend(runOf(lane, ++id, now));
    for (ci::Run &run : runs) {
        if (run.project == "mobile/ios"_L1)
            run.claim = {u"Ada"_s, now - 40min};
    }
    return runs;
}

FakeStore sampleStore(TimePoint now)
{
    FakeStore store;
    store.runs = sampleLanes(now);
    for (int i = 0; i < 80; ++i) {
        const ci::State state = i % 17 == 5 ? ci::State::Failed : i % 23 == 7 ? ci::State::Warning : ci::State::Success;
        const double seconds = 190 + 40 * std::sin(i / 6.0) + (i * 37) % 29;
        store.points.append({ci::RunId(i + 1), i + 1, i % 9 == 0 ? u"release/12"_s : u"main"_s, state,
                             now - std::chrono::hours(3 * (80 - i)), seconds});
    }
    for (const ci::Run &run : std::as_const(store.runs)) {
        const auto known = std::find_if(store.figures.begin(), store.figures.end(), [&run](const auto &one) {
            return one.project == run.project && one.pipeline == run.pipeline;
        });
        if (known != store.figures.end())
            continue;
        const double share = static_cast<double>(static_cast<qint64>(run.id)) / 25.0;
        store.figures.append({run.provider, run.project, run.pipeline, 80, 1 - 0.4 * share * share, 214.0 + 90 * share,
                              281.0 + 200 * share, now - std::chrono::minutes(7 + 60 * static_cast<int>(run.id)),
                              run.updated});
        store.deliveries.prepend(deliveryOf(static_cast<qint64>(run.id), run, run.updated));
    }
    std::sort(store.deliveries.begin(), store.deliveries.end(),
              [](const auto &a, const auto &b) { return a.id > b.id; });
    using ci::Outcome;
    using ci::Verdict;
    ci::DeliveryRecord &wrong = store.deliveries[0];
    wrong.proof = {Verdict::Wrong, u"X-Hub-Signature-256 (HMAC-SHA256)"_s,
                   u"it matches none of the 2 secrets that are set"_s};
    wrong.outcome = Outcome::Refused;
    wrong.status = 401;
    wrong.detail = u"the signature does not match"_s;
    wrong.project.clear();
    wrong.run = ci::RunId::None;
    ci::DeliveryRecord &stale = store.deliveries[1];
    stale.proof = {Verdict::Stale, u"webhook-signature"_s, u"its time is 14 minutes old, and 5 are allowed"_s};
    stale.outcome = Outcome::Refused;
    stale.status = 401;
    store.deliveries[2].outcome = Outcome::Duplicate;
    store.deliveries[3].outcome = Outcome::Ignored;
    store.deliveries[3].detail = u"a push is not a run"_s;
    store.deliveries[4].outcome = Outcome::Invalid;
    store.deliveries[4].detail = u"field \"workflow_run.id\": missing"_s;
    store.deliveries[4].status = 422;
    store.deliveries[5].proof = {Verdict::Missing, {}, u"no secret is set for it"_s};
    store.deliveries[6].outcome = Outcome::Unchanged;
    return store;
}

} // namespace tallywall
