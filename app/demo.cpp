// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "server/clock.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

const std::array names{u"Ada"_s,   u"Grace"_s,    u"Alan"_s,    u"Barbara"_s, u"Edsger"_s, u"Hedy"_s,
                       u"Linus"_s, u"Margaret"_s, u"Niklaus"_s, u"Radia"_s,   u"Tim"_s,    u"Zuse"_s};
const std::array projects{u"demo/shop-api"_s, u"demo/shop-web"_s, u"demo/timing"_s, u"demo/mail-gateway"_s,
                          u"demo/docs"_s,     u"demo/firmware"_s, u"demo/search"_s, u"demo/payments"_s};
const std::array commits{
        u"Make the start list sortable"_s,   u"Fix a race at the finish line"_s,      u"Update dependencies"_s,
        u"Show seconds with two decimals"_s, u"Retry when the mail server is away"_s, u"Tidy the build"_s};
const std::array sentences{u"Next heat starts in five minutes"_s, u"Coffee is ready"_s,
                           u"Deploying shop-api to staging"_s,    u"Lane 3 is free again"_s,
                           u"Who broke the firmware build?"_s,    u"New best time!"_s};
const std::array<std::pair<QString, QString>, 4> steps{
        {{u"build"_s, u"compile"_s}, {u"test"_s, u"unit"_s}, {u"test"_s, u"browser"_s}, {u"deploy"_s, u"staging"_s}}};

template<typename List>
const QString &pick(QRandomGenerator &random, const List &list)
{
    return list.at(static_cast<std::size_t>(random.bounded(static_cast<int>(list.size()))));
}

} // namespace

Demo::Demo(QObject *parent) : QObject(parent)
{
    connect(&m_results, &QTimer::timeout, this, &Demo::playResult);
    connect(&m_pipelines, &QTimer::timeout, this, &Demo::playPipelines);
    connect(&m_messages, &QTimer::timeout, this, &Demo::playMessage);
}

void Demo::start()
{
    using namespace std::chrono_literals;
    playHistory();
    m_results.start(1300ms);
    m_pipelines.start(900ms);
    m_messages.start(7s);
    QTimer::singleShot(1s, this, &Demo::playMessage);
}

ResultInput Demo::randomResult(TimePoint at)
{
    // Times around 13 s that wander slowly, as on a day when the wind turns.
    const double hour = static_cast<double>(toUnixMs(at) % 3'600'000) / 3'600'000.0;
    const double seconds = 13.0 + 1.8 * std::sin(hour * 12.0) + m_random.generateDouble() * 1.6;
    return {pick(m_random, names), std::round(seconds * 100) / 100};
}

ci::Run Demo::newRun(int project, TimePoint started)
{
    ci::Run run{.provider = u"demo"_s,
                .project = projects.at(static_cast<std::size_t>(project)),
                .ref = m_random.bounded(4) == 0 ? u"feature/lanes"_s : u"main"_s,
                .commit = QString::number(m_random.generate64(), 16).rightJustified(16, u'0')
                        + QString::number(m_random.generate64(), 16).rightJustified(16, u'0').left(16) + u"deadbeef"_s,
                .message = pick(m_random, commits),
                .author = pick(m_random, names),
                .state = ci::State::Running,
                .started = started,
                .number = m_nextNumber++,
                .updated = started};
    for (const auto &[stage, name] : steps)
        run.jobs.append(ci::Job{.key = m_nextJob++, .name = name, .stage = stage, .state = ci::State::Queued});
    run.generation = run.jobs.constLast().key;
    run.jobs.first().state = ci::State::Running;
    run.jobs.first().started = started;
    return run;
}

// The running job ends; the next one begins, or the run ends.
void Demo::advance(ci::Run &run, TimePoint at)
{
    const auto running = std::find_if(run.jobs.begin(), run.jobs.end(),
                                      [](const ci::Job &job) { return job.state == ci::State::Running; });
    run.updated = at;
    if (running != run.jobs.end()) {
        const bool fails = m_random.bounded(24) == 0;
        running->state = fails ? ci::State::Failed : ci::State::Success;
        running->finished = at;
        running->duration = std::chrono::duration<double>(at - running->started.value_or(at)).count();
        const auto next = std::next(running);
        if (!fails && next != run.jobs.end()) {
            next->state = ci::State::Running;
            next->started = at;
            return;
        }
        run.state = fails ? ci::State::Failed : ci::State::Success;
        for (auto rest = next; rest != run.jobs.end(); ++rest)
            rest->state = ci::State::Skipped;
    }
    run.finished = at;
    run.duration = std::chrono::duration<double>(at - run.started.value_or(at)).count();
}

void Demo::playHistory()
{
    using namespace std::chrono_literals;
    const TimePoint end = currentTime();
    CreateResults past;
    for (int i = 0; i < 180; ++i) {
        const TimePoint at = end - 3600s + 20s * i + std::chrono::milliseconds(m_random.bounded(9000));
        past.results.append(randomResult(at));
        past.created.append(at);
    }
    Q_EMIT changed({past, end});
    for (int i = 0; i < 40; ++i) {
        TimePoint at = end - 3500s + 85s * i;
        ci::Run run = newRun(i % static_cast<int>(projects.size()), at);
        while (!ci::isFinished(run.state)) {
            at += std::chrono::seconds(12 + m_random.bounded(60));
            advance(run, std::min(at, end));
        }
        Q_EMIT changed({RecordRun{run}, end});
    }
}

void Demo::playResult()
{
    const TimePoint at = currentTime();
    Q_EMIT changed({CreateResults{{randomResult(at)}, {}}, at});
}

void Demo::playPipelines()
{
    const TimePoint at = currentTime();
    if (m_running.size() < 3 && m_random.bounded(3) == 0) {
        m_running.append(newRun(m_random.bounded(static_cast<int>(projects.size())), at));
        Q_EMIT changed({RecordRun{m_running.constLast()}, at});
        return;
    }
    if (m_running.isEmpty())
        return;
    const qsizetype index = m_random.bounded(static_cast<int>(m_running.size()));
    if (m_random.bounded(8) != 0)
        return;
    advance(m_running[index], at);
    Q_EMIT changed({RecordRun{m_running.at(index)}, at});
    if (ci::isFinished(m_running.at(index).state))
        m_running.removeAt(index);
}

void Demo::playMessage()
{
    Q_EMIT said({pick(m_random, names), pick(m_random, sentences)});
}

} // namespace tallywall
