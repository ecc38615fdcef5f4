// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QStringList>

#include <map>

namespace tallywall::pusher {

// Who subscribed to a presence channel.
struct Member {
    static constexpr qsizetype maxInfo = 1024; // bytes

    QString id;
    QByteArray info; // compact JSON; empty where none was given

    // {"user_id":…,"user_info":…}
    [[nodiscard]] QByteArray json() const;
    friend bool operator==(const Member &, const Member &) = default;
};

// From the channel_data of a subscription: {"user_id":"1","user_info":{…}}. The id may be a number, too.
// Errors: NotUnderstood, where it is no object; Invalid, where the id is missing or something is too long.
[[nodiscard]] Result<Member> memberFromChannelData(const QByteArray &channelData);

// The user that a connection signs in as.
struct User {
    static constexpr qsizetype maxWatched = 100;

    Member member;         // as whom presence channels know him where their subscription does not say
    QStringList watchlist; // whose coming and going he is told, each once
    bool isCut = false;    // there were more, past the bound

    friend bool operator==(const User &, const User &) = default;
};

// From the user_data of a sign-in: {"id":"1","user_info":{…},"watchlist":["2",…]}. The id has to be a text. Errors: as above.
[[nodiscard]] Result<User> userFromUserData(const QByteArray &userData);

// The members of one presence channel. One who has several connections is a member once, as whom he said first.
class Roster
{
public:
    static constexpr std::size_t maxMembers = 100;

    // Whether there is room for him.
    [[nodiscard]] bool takes(const QString &id) const { return contains(id) || m_members.size() < maxMembers; }
    [[nodiscard]] bool contains(const QString &id) const { return m_members.contains(id); }
    bool add(const Member &member); // whether he was not there before
    bool remove(const QString &id); // one of his connections; whether it was the last one

    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_members.size()); }
    // What a new member is told: {"presence":{"ids":[…],"hash":{ID:INFO},"count":N}}
    [[nodiscard]] QByteArray json() const;
    // {"users":[{"id":…}]}
    [[nodiscard]] QByteArray usersJson() const;

private:
    struct Present {
        QByteArray info;
        int connections = 0;
    };
    std::map<QString, Present> m_members;
};

} // namespace tallywall::pusher
