// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/publish.h"

#include "server/clock.h"
#include "server/feed/feed.h"
#include "store/store.h"

namespace tallywall {

namespace {

RecordEvent recordOf(Notification notification)
{
    return RecordEvent{.collection = std::move(notification.collection),
                       .type = std::move(notification.type),
                       .data = std::move(notification.data),
                       .key = std::move(notification.key)};
}

Store::Answer answerTo(const WhenPublished &then)
{
    return [then](const Result<Applied> &applied) {
        then(applied ? Result<Published>({applied->published, !applied->events.isEmpty()}) : applied.error());
    };
}

} // namespace

void publish(Notification notification, Feed &feed, Store &store, const WhenPublished &then)
{
    switch (notification.keep) {
    case Notification::Keep::Ephemeral: {
        const Event event{EventId::None, notification.collection, notification.type, currentTime(), notification.data};
        feed.publishEphemeral(event);
        then(Published{{event}});
        return;
    }
    case Notification::Keep::Stored:
        store.write({recordOf(std::move(notification)), currentTime()}, answerTo(then));
        return;
    }
}

void publishAll(QList<Notification> notifications, Store &store, const WhenPublished &then)
{
    RecordEvents record;
    record.events.reserve(notifications.size());
    for (Notification &notification : notifications)
        record.events.append(recordOf(std::move(notification)));
    store.write({std::move(record), currentTime()}, answerTo(then));
}

} // namespace tallywall
