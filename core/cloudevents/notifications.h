// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudevents/cloud_event.h"
#include "core/feed/notification.h"

namespace tallywall::cloudevents {

// The collection that a source speaks for: the last segment of its path, else its host, in lower case, with "-" for what may
// not stand in such a name, and cut to its length: "https://shop.example/Orders" is "orders". Empty where nothing is left.
[[nodiscard]] QByteArray collectionOf(const QString &source);

// What a sender asks for besides.
struct Wish {
    // What becomes the data of the notification: that of the event (bytes as {"data_base64","datacontenttype"}), or the whole
    // event in its JSON form.
    enum class Content : quint8 { Data, Event };

    QByteArray collection; // empty: that of the source
    Content content = Content::Data;
};

// The event as a notification, stored once by its source and id. Errors: Invalid, with the field.
[[nodiscard]] Result<Notification> notificationFrom(const CloudEvent &event, const Wish &wish);

// A body in structured and in batched mode; a batch may be empty. Errors: UnsupportedMedia, where the format is not JSON in
// UTF-8; NotUnderstood; Invalid, with the field and in a batch the number of the event.
constexpr qsizetype maxBatch = 1000; // events
[[nodiscard]] Result<Notification> notificationFromStructured(const QByteArray &contentType, const QByteArray &body,
                                                              const Wish &wish);
[[nodiscard]] Result<QList<Notification>> notificationsFromBatch(const QByteArray &contentType, const QByteArray &body,
                                                                 const Wish &wish);

} // namespace tallywall::cloudevents
