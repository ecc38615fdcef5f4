// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/notification.h"

#include <functional>

namespace tallywall {

class Feed;
class Store;

// What became of what was published.
struct Published {
    QList<Event>
            events; // one for each notification, in their order; of one that was published before, what it became then
    bool anyNew = true; // else all were published before
};
using WhenPublished = std::function<void(const Result<Published> &)>;

// Tells all who listen of something, as POST /notify does; in a collection of which the wall has a table as something that this
// wall did not say itself (Event::via). What is to be kept is answered once it is on disk; what is not, at
// once. The notification is valid: notificationFromJson() or checkNotification() said so. Errors: Unavailable, and nothing was
// stored. Server thread.
void publish(Notification notification, Feed &feed, Store &store, const WhenPublished &then);

// Several, all or none: what is to be kept in one transaction, and what is not at the moment at which that is on disk, or at once
// where nothing is to be kept. Those who listen are told of either kind in its order. `feed` has to live until `then` is called.
void publishAll(QList<Notification> notifications, Feed &feed, Store &store, const WhenPublished &then);

} // namespace tallywall
