// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/replay.h"

#include "core/json.h"
#include "server/clock.h"
#include "server/feed/feed.h"
#include "store/store.h"

#include <QLoggingCategory>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// How much may wait in the socket before the next piece is fetched: enough to keep it busy, little to hold.
constexpr qint64 enoughWaiting = 128 * 1024;

qint64 number(EventId id)
{
    return static_cast<qint64>(id);
}

} // namespace

Replay::Replay(Feed &feed, Store &store, Subscriber *subscriber)
    : QObject(subscriber), m_feed(feed), m_store(store), m_subscriber(subscriber)
{
    connect(subscriber, &Subscriber::drained, this, &Replay::step);
    connect(subscriber, &Subscriber::closed, this, [this] { m_active = false; });
}

void Replay::start(EventId since, EventId already)
{
    m_feed.flush(); // an id that was given out a moment ago is none of the future
    m_feed.leave(m_subscriber);
    m_active = true;
    m_cursor = since;
    m_already = already;
    m_sentUpTo = already == EventId::None ? EventId::None : m_feed.newest();
    if (since > m_feed.newest()) {
        // An id from the future: of another log, before this one was begun anew. Everything here is new to the client.
        tellGap(number(m_feed.newest()));
        m_cursor = m_feed.newest();
    }
    step();
}

void Replay::step()
{
    while (m_active && !m_asking && m_subscriber->outbox() < enoughWaiting) {
        if (!m_page.isEmpty() && m_pageFilter == m_subscriber->filter) {
            sendFromPage();
            continue;
        }
        m_page.clear(); // it was chosen by wishes that have changed since
        skipSent();
        if (m_cursor >= m_feed.newest()) {
            goLive();
            return;
        }
        if (m_feed.ring().covers(m_cursor))
            sendFromRing();
        else
            askStore();
    }
}

void Replay::skipSent()
{
    if (m_already != EventId::None && number(m_cursor) + 1 >= number(m_already))
        m_cursor = std::max(m_cursor, m_sentUpTo);
}

// A page counts events, and the outbox bytes: so it leaves in pieces.
void Replay::sendFromPage()
{
    qsizetype count = 0;
    for (qsizetype bytes = 0; count < m_page.size() && bytes < enoughWaiting; ++count)
        bytes += m_page.at(count).envelope.size();
    if (!send(m_page.first(count)))
        return;
    m_cursor = count == m_page.size() ? m_pageEnd : m_page.at(count - 1).id;
    m_page.remove(0, count);
}

void Replay::sendFromRing()
{
    const auto events = m_feed.ring().after(m_cursor, enoughWaiting);
    if (events.isEmpty() || send(events))
        m_cursor = events.isEmpty() ? m_feed.newest() : events.constLast().id;
}

void Replay::askStore()
{
    m_asking = true;
    m_pageFilter = m_subscriber->filter;
    m_store.read<EventsPage>(
            [since = m_cursor, filter = m_pageFilter](Journal &journal) { return journal.log().after(since, filter); },
            [self = QPointer(this)](const Result<EventsPage> &page) {
                if (self)
                    self->takePage(page);
            });
}

void Replay::takePage(const Result<EventsPage> &page)
{
    m_asking = false;
    if (!m_active)
        return;
    if (m_pageFilter != m_subscriber->filter) {
        step(); // asks again, by the new wishes
        return;
    }
    if (!page) {
        // It comes back with its last id, and finds the store in better health.
        m_active = false;
        m_feed.drop(m_subscriber);
        return;
    }
    const qint64 firstKept = page->oldest == EventId::None ? number(page->newest) + 1 : number(page->oldest);
    if (number(m_cursor) + 1 < firstKept) {
        tellGap(firstKept - number(m_cursor) - 1);
        m_cursor = EventId(firstKept - 1);
    }
    // The store may be ahead of what is published; that part will come live.
    for (const Event &event : page->events) {
        if (event.id <= m_feed.newest())
            m_page.append(encodeEvent(event));
    }
    m_pageEnd = std::max(m_cursor, std::min(page->through, m_feed.newest()));
    if (m_page.isEmpty())
        m_cursor = m_pageEnd;
    step();
}

bool Replay::send(const QList<EncodedEvent> &events)
{
    QByteArray bytes;
    for (const EncodedEvent &event : events) {
        const bool sentLive = m_already != EventId::None && event.id >= m_already && event.id <= m_sentUpTo;
        if (!sentLive && m_subscriber->filter.wants(event.collection))
            appendFramed(bytes, event, m_subscriber->format());
    }
    if (bytes.isEmpty() || m_subscriber->write(bytes))
        return true;
    m_active = false;
    m_feed.drop(m_subscriber);
    return false;
}

void Replay::tellGap(qint64 missed)
{
    QByteArray data("{\"missed\":");
    appendJsonNumber(data, missed);
    data.append('}');
    const Event gap{EventId::None, "feed"_ba, "gap"_ba, currentTime(), data};
    QByteArray bytes;
    appendFramed(bytes, encodeEvent(gap), m_subscriber->format());
    if (!m_subscriber->write(bytes))
        m_feed.drop(m_subscriber);
}

void Replay::goLive()
{
    m_active = false;
    m_feed.join(m_subscriber);
    Q_EMIT finished();
}

} // namespace tallywall
