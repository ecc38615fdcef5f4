// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <utility>

namespace tallywall::pusher {

// What can be told of a channel, as asked for by "info".
struct InfoWish {
    bool userCount = false;
    bool subscriptionCount = false;
    bool cache = false; // of one channel alone

    [[nodiscard]] bool any() const { return userCount || subscriptionCount || cache; }
    friend bool operator==(const InfoWish &, const InfoWish &) = default;
};

// From "user_count,subscription_count,cache". Errors: NotUnderstood.
[[nodiscard]] Result<InfoWish> infoWishFrom(QStringView info);

// An event that a program publishes by the HTTP API.
struct Publication {
    static constexpr qsizetype maxChannels = 100; // of one call
    static constexpr qsizetype maxBatch = 10;     // events of one call

    QString name;
    QByteArray data{};
    QByteArrayList channels{};
    QByteArray exceptSocket{}; // the connection that does not get it, "123.456"; empty: all do
    InfoWish info{};

    friend bool operator==(const Publication &, const Publication &) = default;
};

// Of POST …/events: {"name","data","channels":[…] or "channel","socket_id"?,"info"?}. Errors: NotUnderstood, with the field;
// TooLarge, where the data is. One to an encrypted channel is for that channel alone: each has a key of its own.
[[nodiscard]] Result<Publication> publicationFromJson(const QJsonObject &object);
// What stands in the body of that call, from its query, where that is used instead: "name=…&data=…&channels[]=a&channels[]=b".
[[nodiscard]] QJsonObject publicationObject(const QList<std::pair<QString, QString>> &parameters);
// Of POST …/batch_events: {"batch":[{"name","data","channel",…}]}, with one channel for each.
[[nodiscard]] Result<QList<Publication>> batchFromJson(const QJsonObject &object);

} // namespace tallywall::pusher
