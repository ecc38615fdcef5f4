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
const std::array sentences{u"Next heat starts in five minutes"_s, u"Coffee is ready"_s,
                           u"Deploying shop-api to staging"_s,    u"Lane 3 is free again"_s,
                           u"Who broke the firmware build?"_s,    u"New best time!"_s};
template<typename List>
const QString &pick(QRandomGenerator &random, const List &list)
{
    return list.at(static_cast<std::size_t>(random.bounded(static_cast<int>(list.size()))));
}

} // namespace

Demo::Demo(QObject *parent) : QObject(parent)
{
    connect(&m_results, &QTimer::timeout, this, &Demo::playResult);
    connect(&m_pipelinesDue, &QTimer::timeout, this, &Demo::playPipelines);
    connect(&m_messages, &QTimer::timeout, this, &Demo::playMessage);
    connect(&m_pricesDue, &QTimer::timeout, this, &Demo::playPrices);
}

void Demo::start()
{
    using namespace std::chrono_literals;
    playHistory();
    m_results.start(1300ms);
    m_pipelinesDue.start(900ms);
    m_messages.start(7s);
    m_pricesDue.start(1100ms);
    playPrices();
    QTimer::singleShot(1s, this, &Demo::playMessage);
}

ResultInput Demo::randomResult(TimePoint at)
{
    // Times around 13 s that wander slowly, as on a day when the wind turns.
    const double hour = static_cast<double>(toUnixMs(at) % 3'600'000) / 3'600'000.0;
    const double seconds = 13.0 + 1.8 * std::sin(hour * 12.0) + m_random.generateDouble() * 1.6;
    return {pick(m_random, names), std::round(seconds * 100) / 100};
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
    for (const Change &change : m_pipelines.history(end))
        Q_EMIT changed(change);
}

void Demo::playResult()
{
    const TimePoint at = currentTime();
    Q_EMIT changed({CreateResults{{randomResult(at)}, {}}, at});
}

void Demo::playPipelines()
{
    if (const auto change = m_pipelines.play(currentTime()))
        Q_EMIT changed(*change);
}

void Demo::playMessage()
{
    Q_EMIT said({pick(m_random, names), pick(m_random, sentences)});
}

void Demo::playPrices()
{
    for (const PriceTick &tick : m_prices.play())
        Q_EMIT priced(tick);
}

} // namespace tallywall
