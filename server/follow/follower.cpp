// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/follow/follower.h"

#include "core/feed/notification.h"
#include "core/prices/price_board.h"
#include "core/text.h"
#include "server/clock.h"
#include "server/feed/feed.h"
#include "store/store.h"

#include <QLoggingCategory>
#include <QUrlQuery>

#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcFollow, "tallywall.follow")

constexpr std::chrono::seconds beforeWritingAgain{1};

PolledAddress addressOf(const FollowOptions &options)
{
    QUrl url(options.url, QUrl::StrictMode);
    if (!options.wanted.all) {
        QUrlQuery query(url);
        query.addQueryItem(u"collection"_s, QString::fromLatin1(options.wanted.collections.join(',')));
        url.setQuery(query);
    }
    return {.url = url, .authorization = authorizationOf(options.user, options.password, options.token)};
}

QString begunAnew()
{
    return u"it was begun anew, or is another wall than before: what happened there meanwhile is missing here"_s;
}

// Of those that are missing here; the others are meant to be.
QString missing(qint64 events, const QByteArray &lastId, const QString &rule)
{
    const QString last = lastId.isEmpty()
            ? QString()
            : u", the last at the id \"%1\""_s.arg(shortened(QString::fromUtf8(lastId), 40));
    return u"%1 left out%2: %3"_s.arg(QString::number(events), last, rule);
}

SseLimits limitsOf(const FollowOptions &options, SseLimits limits)
{
    limits.othersSilence = options.silence;
    return limits;
}

} // namespace

Follower::Follower(const FollowOptions &options, const QByteArray &ownStore, const FollowPosition &from, Store &store,
                   Feed &feed, const SseLimits &limits)
    : m_options(options)
    , m_source{.ownStore = ownStore, .otherStore = {}}
    , m_store(store)
    , m_feed(feed)
    , m_client(addressOf(options), from.lastId, limitsOf(options, limits))
    , m_position(from)
{
    m_again.setSingleShot(true);
    m_again.setInterval(beforeWritingAgain);
    connect(&m_again, &QTimer::timeout, this, &Follower::write);
    connect(&m_client, &SseClient::opened, this, &Follower::meet);
    connect(&m_client, &SseClient::received, this, &Follower::take);
    connect(&m_client, &SseClient::healthChanged, this, [this](bool ok, const QString &sentence) {
        if (ok != m_ok && ok)
            qCInfo(lcFollow).noquote() << u"\"%1\" is followed: it can be read"_s.arg(m_options.name);
        else if (!ok && sentence != m_why)
            qCWarning(lcFollow).noquote() << u"\"%1\" cannot be followed: %2"_s.arg(m_options.name, sentence);
        m_ok = ok;
        m_why = sentence;
        tellHealth();
    });
}

void Follower::meet(const QByteArray &store)
{
    m_source.otherStore = store;
    m_hasTold = false;
    if (store == m_source.ownStore)
        m_client.refuse(u"it is this wall itself"_s);
    else if (!store.isEmpty() && !m_position.store.isEmpty() && store != m_position.store
             && !m_position.lastId.isEmpty())
        beginAnew();
}

// Its ids are not those that are known here: nobody could say what came after the last one.
void Follower::beginAnew()
{
    m_position.lastId.clear();
    if (!std::exchange(m_wasBegunAnew, true)) { // once: two walls may take turns at one address
        qCWarning(lcFollow).noquote() << u"\"%1\" is followed: %2"_s.arg(m_options.name, begunAnew());
        if (m_ok) // else it is told that it can be read, in a moment
            tellHealth();
    }
    m_feed.publishEphemeral({EventId::None, m_options.name.toLatin1() + ".feed", "gap"_ba, currentTime(),
                             R"({"missed":null})", m_source.otherStore});
    m_client.startAnew();
}

void Follower::take(const QList<SseEvent> &events, const QByteArray &lastId)
{
    const QByteArray before = std::exchange(m_position.lastId, lastId);
    if (!m_source.otherStore.isEmpty()) // something on the way may leave it out
        m_position.store = m_source.otherStore;
    m_batch = {{}, m_position};
    QByteArray last = before;
    bool anyLeftOut = false;
    for (const SseEvent &event : events) {
        const auto here = followedEvent(event, last, m_options, m_source, currentTime());
        last = event.lastId;
        if (const auto *followed = std::get_if<FollowedEvent>(&here)) {
            pass(*followed);
        } else {
            leaveOut(std::get<NotFollowed>(here), event.lastId);
            anyLeftOut = true;
        }
    }
    if (anyLeftOut)
        tellHealth();
    if (m_batch.events.isEmpty() && lastId == before)
        m_client.resume();
    else
        write();
}

void Follower::pass(const FollowedEvent &followed)
{
    if (followed.isStored) {
        m_batch.events.append(followed.event);
        return;
    }
    const bool isGap = followed.event.collection == m_options.name.toLatin1() + ".feed" && followed.event.type == "gap";
    if (isGap && !std::exchange(m_hasTold, true)) // what was missed is in the event
        qCWarning(lcFollow).noquote() << u"\"%1\" is followed: it no longer has all that was missed"_s.arg(
                m_options.name);
    m_feed.publishEphemeral(followed.event);
    Q_EMIT this->followed(1, m_position.lastId);
}

QString Follower::sentenceOf(NotFollowed why, const LeftOut &leftOut)
{
    const auto &[events, lastId] = leftOut;
    switch (why) {
    case NotFollowed::NotAskedFor: return u"events of collections that were not asked for are left out"_s;
    case NotFollowed::Loop: return u"events that were here before come round, and are left out"_s;
    case NotFollowed::TooFar:
        return missing(events, lastId, u"an event passes through %1 walls at most"_s.arg(FollowSource::maxWalls));
    case NotFollowed::NotUnderstood: return missing(events, lastId, u"not written as a wall writes its events"_s);
    case NotFollowed::NoType:
        return missing(
                events, lastId,
                u"a type has at most %1 bytes of UTF-8, without control characters"_s.arg(Notification::maxTypeBytes));
    case NotFollowed::NoPrice:
        return missing(events, lastId,
                       u"in \"prices\" all have to be prices, of at most %1 bytes"_s.arg(PriceTick::maxDataBytes));
    }
    Q_UNREACHABLE();
}

void Follower::leaveOut(NotFollowed why, const QByteArray &id)
{
    LeftOut &leftOut = m_leftOut[why];
    leftOut = {leftOut.events + 1, id};
    if (leftOut.events == 1)
        qCWarning(lcFollow).noquote() << u"\"%1\" is followed: %2"_s.arg(m_options.name, sentenceOf(why, leftOut));
}

void Follower::write()
{
    m_store.write({m_batch, currentTime()}, [self = QPointer(this)](const Result<Applied> &applied) {
        if (!self)
            return;
        if (!applied) {
            self->m_again.start();
            return;
        }
        Q_EMIT self->followed(applied->events.size(), self->m_position.lastId);
        self->m_client.resume();
    });
}

void Follower::tellHealth()
{
    QStringList sentences;
    if (!m_why.isEmpty())
        sentences << m_why;
    if (m_wasBegunAnew)
        sentences << begunAnew();
    for (const auto &[why, leftOut] : m_leftOut)
        sentences << sentenceOf(why, leftOut);
    Q_EMIT healthChanged(m_ok, sentences.join("; "_L1));
}

} // namespace tallywall
