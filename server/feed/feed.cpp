// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/feed.h"

#include <algorithm>
#include <utility>

namespace tallywall {

namespace {

// Ephemeral events that wait for the end of this turn; far more than one turn can read from its sockets.
constexpr qsizetype maxEphemeral = 100'000;

} // namespace

Feed::Feed(QObject *parent) : QObject(parent)
{
    using namespace std::chrono_literals;
    m_heartbeat.setInterval(15s);
    connect(&m_heartbeat, &QTimer::timeout, this, &Feed::sendHeartbeats);
    m_heartbeat.start();
}

void Feed::admit(Subscriber *subscriber)
{
    m_all.append(subscriber);
    ++m_figures.subscribers.at(static_cast<std::size_t>(subscriber->format()));
    connect(subscriber, &Subscriber::closed, this, [this, subscriber] {
        leave(subscriber);
        m_all.removeOne(subscriber);
        --m_figures.subscribers.at(static_cast<std::size_t>(subscriber->format()));
    });
}

void Feed::join(Subscriber *subscriber)
{
    if (m_stopped)
        subscriber->close(Subscriber::Farewell::Stopping); // it came while we were stopping
    if (subscriber->isOpen())
        m_groups[{subscriber->format(), subscriber->filter}].push_back(subscriber);
}

void Feed::leave(Subscriber *subscriber)
{
    const auto group = m_groups.find({subscriber->format(), subscriber->filter});
    if (group == m_groups.end())
        return;
    std::erase(group->second, subscriber);
    if (group->second.empty())
        m_groups.erase(group);
}

void Feed::publish(const QList<Event> &events)
{
    if (!events.isEmpty() && events.constLast().id != EventId::None)
        m_newest = events.constLast().id;
    send(events);
}

void Feed::publishEphemeral(const Event &event)
{
    if (m_ephemeral.size() >= maxEphemeral)
        m_ephemeral.removeFirst();
    m_ephemeral.append(event);
    if (m_ephemeral.size() == 1) {
        QMetaObject::invokeMethod(
                this, [this] { send(std::exchange(m_ephemeral, {})); }, Qt::QueuedConnection);
    }
}

void Feed::send(const QList<Event> &events)
{
    std::vector<EncodedEvent> encoded;
    encoded.reserve(static_cast<std::size_t>(events.size()));
    for (const Event &event : events) {
        encoded.push_back(encodeEvent(event));
        if (event.id != EventId::None)
            m_ring.add(encoded.back());
    }
    m_figures.events += events.size();

    QList<Subscriber *> tooSlow;
    for (const auto &[wish, group] : m_groups) {
        QByteArray bytes;
        qint64 wanted = 0;
        EventId firstDurable = EventId::None;
        for (const EncodedEvent &event : encoded) {
            if (!wish.second.wants(event.collection))
                continue;
            ++wanted;
            if (firstDurable == EventId::None)
                firstDurable = event.id;
            appendFramed(bytes, event, wish.first);
        }
        if (bytes.isEmpty())
            continue;
        for (Subscriber *subscriber : group) {
            if (subscriber->firstLive == EventId::None)
                subscriber->firstLive = firstDurable;
            if (!subscriber->write(bytes))
                tooSlow.append(subscriber);
        }
        m_figures.deliveries += wanted * static_cast<qint64>(group.size());
    }
    for (Subscriber *subscriber : std::as_const(tooSlow))
        drop(subscriber);
    Q_EMIT published(events);
}

void Feed::drop(Subscriber *subscriber)
{
    ++m_figures.dropped;
    subscriber->close(Subscriber::Farewell::TooSlow);
}

void Feed::sendHeartbeats()
{
    // A comment, which every SSE client ignores, keeps proxies from closing a quiet stream, and finds those who are gone.
    static const QByteArray comment(":\n\n");
    const auto all = m_all;
    for (Subscriber *subscriber : all) {
        if (subscriber->format() == Format::Sse && !subscriber->write(comment))
            drop(subscriber);
    }
}

void Feed::stop()
{
    m_stopped = true;
    m_heartbeat.stop();
    const auto all = m_all;
    for (Subscriber *subscriber : all)
        subscriber->close(Subscriber::Farewell::Stopping);
}

} // namespace tallywall
