// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/publish.h"

#include "server/clock.h"
#include "server/feed/feed.h"
#include "store/store.h"

#include <optional>

namespace tallywall {

namespace {

RecordEvent recordOf(Notification notification, const Store &store)
{
    QByteArray via = viaOfPublished(notification.collection, store.name());
    return RecordEvent{.collection = std::move(notification.collection),
                       .type = std::move(notification.type),
                       .data = std::move(notification.data),
                       .via = std::move(via),
                       .key = std::move(notification.key)};
}

Event passingEvent(Notification notification, TimePoint now, const Store &store)
{
    QByteArray via = viaOfPublished(notification.collection, store.name());
    return {EventId::None, std::move(notification.collection), std::move(notification.type),
            now,           std::move(notification.data),       std::move(via)};
}

Store::Answer answerTo(const WhenPublished &then)
{
    return [then](const Result<Applied> &applied) {
        then(applied ? Result<Published>({applied->published, !applied->events.isEmpty()}) : applied.error());
    };
}

// Several notifications, by what becomes of them.
struct Parts {
    RecordEvents record;
    QList<std::optional<Event>> passing; // one for each notification; nothing where the store makes the event
};

Parts partsOf(QList<Notification> notifications, TimePoint now, const Store &store)
{
    Parts parts;
    parts.passing.reserve(notifications.size());
    for (Notification &notification : notifications) {
        switch (notification.keep) {
        case Notification::Keep::Ephemeral:
            parts.passing.append(passingEvent(std::move(notification), now, store));
            break;
        case Notification::Keep::Stored:
            parts.record.events.append(recordOf(std::move(notification), store));
            parts.passing.append(std::nullopt);
            break;
        }
    }
    return parts;
}

// Tells of what is only passed on, now that the rest is stored.
Published passOn(const QList<std::optional<Event>> &passing, const Published &stored, Feed &feed)
{
    Published published{{}, stored.anyNew};
    published.events.reserve(passing.size());
    auto nextStored = stored.events.begin();
    for (const auto &event : passing) {
        if (event) {
            feed.publishEphemeral(*event);
            published.anyNew = true;
        }
        published.events.append(event ? *event : *nextStored++);
    }
    return published;
}

} // namespace

void publish(Notification notification, Feed &feed, Store &store, const WhenPublished &then)
{
    switch (notification.keep) {
    case Notification::Keep::Ephemeral: {
        const Event event = passingEvent(std::move(notification), currentTime(), store);
        feed.publishEphemeral(event);
        then(Published{{event}});
        return;
    }
    case Notification::Keep::Stored:
        store.write({recordOf(std::move(notification), store), currentTime()}, answerTo(then));
        return;
    }
}

void publishAll(QList<Notification> notifications, Feed &feed, Store &store, const WhenPublished &then)
{
    const TimePoint now = currentTime();
    Parts parts = partsOf(std::move(notifications), now, store);
    if (parts.record.events.isEmpty()) {
        then(passOn(parts.passing, {{}, false}, feed));
        return;
    }
    store.write({std::move(parts.record), now},
                answerTo([passing = parts.passing, &feed, then](const Result<Published> &stored) {
                    then(stored ? Result<Published>(passOn(passing, *stored, feed)) : stored.error());
                }));
}

} // namespace tallywall
