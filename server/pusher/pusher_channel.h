// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/names.h"
#include "core/pusher/presence.h"

#include <QHash>

#include <map>

namespace tallywall {

class PusherSession;

struct PusherSubscription {
    QString member;   // of a presence channel
    quint64 from = 0; // the first delivery that is for it
};

// A channel that somebody is subscribed to.
struct PusherChannel {
    pusher::ChannelKind kind;
    QHash<PusherSession *, PusherSubscription> subscribers;
    pusher::Roster roster; // of a presence channel
};

// By name. Besides those that clients subscribe to, there are those of users and of their watchers (core/pusher/names.h).
using PusherChannels = std::map<QByteArray, PusherChannel>;

} // namespace tallywall
