// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/feed.h"

#include "server/feed/slice.h"

#include <utility>

namespace tallywall {

namespace {

// Events that may wait for the end of their turn. Past this one that is not stored is not passed on; what is stored is bounded by
// what the store takes.
constexpr qsizetype maxPending = 100'000;

// A batch is cut behind an event, so that a socket that copies what waits has little of it at a time.
constexpr qsizetype enoughForAPiece = 256 * 1024;

// With more than this published and not sent, the rest of a batch goes out in one turn: who writes faster than the feed sends has
// to wait, so that no more piles up.
constexpr qsizetype mostBehind = 32;

} // namespace

Feed::Feed(QObject *parent) : QObject(parent)
{
    using namespace std::chrono_literals;
    m_heartbeat.setInterval(15s);
    connect(&m_heartbeat, &QTimer::timeout, this, &Feed::sendHeartbeats);
    m_heartbeat.start();
    m_turnEnd.setSingleShot(true);
    connect(&m_turnEnd, &QTimer::timeout, this, &Feed::takeTurn);
}

void Feed::startAfter(EventId newest, const QList<Event> &tail)
{
    m_newest = newest;
    for (const Event &event : tail)
        m_ring.add(encodeEvent(event));
}

void Feed::admit(Subscriber *subscriber)
{
    m_all.insert(subscriber);
    ++m_figures.subscribers.at(static_cast<std::size_t>(subscriber->format()));
    connect(subscriber, &Subscriber::closed, this, [this, subscriber] {
        leave(subscriber);
        m_all.remove(subscriber);
        --m_figures.subscribers.at(static_cast<std::size_t>(subscriber->format()));
    });
    if (m_stopped)
        subscriber->close(Subscriber::Farewell::Stopping); // it came while we were stopping
}

void Feed::join(Subscriber *subscriber)
{
    if (!subscriber->isOpen())
        return;
    if (subscriber->firstLive == EventId::None)
        subscriber->firstLive = EventId(static_cast<qint64>(m_newest) + 1);
    m_audiences.join(*subscriber);
}

void Feed::leave(Subscriber *subscriber)
{
    Audience *audience = subscriber->audience();
    if (audience && audience->size() == 1)
        std::erase(m_sending, audience); // it ends with its last subscriber
    m_audiences.leave(*subscriber);
}

void Feed::publish(const QList<Event> &events)
{
    m_pending.append(events);
    if (!m_turnEnd.isActive())
        m_turnEnd.start(0);
}

void Feed::publishEphemeral(const Event &event)
{
    if (m_pending.size() < maxPending) // else nobody is told of it, as if he had come a moment later
        publish({event});
}

void Feed::flush()
{
    m_turnEnd.stop();
    (void)sendSlice(everyone);
    if (!m_pending.isEmpty()) {
        beginBatch(std::exchange(m_pending, {}));
        (void)sendSlice(everyone);
    }
}

void Feed::takeTurn()
{
    Q_EMIT aboutToSend();
    if (m_sending.empty() && !m_pending.isEmpty())
        beginBatch(std::exchange(m_pending, {}));
    const int places = m_pending.size() > mostBehind ? everyone : slice;
    if (!sendSlice(places) || !m_pending.isEmpty())
        m_turnEnd.start(0);
}

void Feed::beginBatch(const QList<Event> &events)
{
    std::vector<EncodedEvent> encoded;
    encoded.reserve(static_cast<std::size_t>(events.size()));
    for (const Event &event : events) {
        encoded.push_back(encodeEvent(event));
        if (event.id == EventId::None)
            continue;
        m_ring.add(encoded.back());
        m_newest = event.id;
    }
    m_figures.events += events.size();
    prepare(encoded);
    Q_EMIT published(events);
}

// The bytes of the batch, for each audience that wants any of it.
void Feed::prepare(const std::vector<EncodedEvent> &events)
{
    QByteArrayList collections;
    for (const EncodedEvent &event : events) {
        if (!collections.contains(event.collection))
            collections.append(event.collection);
    }
    for (Audience *audience : m_audiences.interestedIn(collections)) {
        const Taste &taste = audience->taste();
        QByteArrayList pieces;
        QByteArray bytes;
        qint64 wanted = 0;
        for (const EncodedEvent &event : events) {
            if (!taste.filter.wants(event.collection))
                continue;
            ++wanted;
            appendFramed(bytes, event, taste.format);
            if (bytes.size() >= enoughForAPiece)
                pieces.append(std::exchange(bytes, {}));
        }
        if (!bytes.isEmpty())
            pieces.append(bytes);
        if (pieces.isEmpty())
            continue;
        m_figures.deliveries += wanted * static_cast<qint64>(audience->size());
        audience->begin(pieces);
        m_sending.push_back(audience);
    }
}

// The batch under way to so many more subscribers. True once all have it.
bool Feed::sendSlice(int places)
{
    std::vector<Subscriber *> tooSlow;
    while (!m_sending.empty() && m_sending.back()->send(places, tooSlow))
        m_sending.pop_back();
    dropAll(tooSlow);
    return m_sending.empty();
}

void Feed::dropAll(const std::vector<Subscriber *> &tooSlow)
{
    for (Subscriber *subscriber : tooSlow)
        drop(subscriber);
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
    std::vector<Subscriber *> tooSlow;
    for (Subscriber *subscriber : std::as_const(m_all)) {
        if (subscriber->format() == Format::Sse && !subscriber->write(comment))
            tooSlow.push_back(subscriber);
    }
    dropAll(tooSlow);
}

void Feed::stop()
{
    flush();
    m_stopped = true;
    m_heartbeat.stop();
    const auto all = m_all;
    for (Subscriber *subscriber : all)
        subscriber->close(Subscriber::Farewell::Stopping);
}

} // namespace tallywall
