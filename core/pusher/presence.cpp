// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/presence.h"

#include "core/json_object_writer.h"
#include "core/pusher/names.h"

#include <QJsonArray>

namespace tallywall::pusher {

using namespace Qt::StringLiterals;

namespace {

Result<QString> idOf(const QJsonValue &value, const QString &field)
{
    const QString id = value.toString();
    if (id.isEmpty())
        return Error{ErrorCode::Invalid, u"is missing"_s, field};
    if (!isUserId(id))
        return Error{ErrorCode::Invalid, u"is longer than %1 characters"_s.arg(maxUserId), field};
    return id;
}

// It stands within a message: "the body" would be misleading.
Result<QJsonObject> objectOf(const QByteArray &text, const QString &field)
{
    if (text.isEmpty())
        return Error{ErrorCode::NotUnderstood, u"is missing: expected a text that is a JSON object"_s, field};
    const auto object = parseJsonObject(text);
    if (!object)
        return Error{ErrorCode::NotUnderstood, u"expected a text that is a JSON object"_s, field};
    return *object;
}

Result<Member> memberOf(const QJsonValue &id, const QJsonValue &info, const QString &idField, const QString &infoField)
{
    auto known = idOf(id, idField);
    if (!known)
        return known.error();
    Member member{*std::move(known), {}};
    appendJsonValue(member.info, info);
    if (member.info.size() > Member::maxInfo)
        return Error{ErrorCode::Invalid, u"is larger than %1 bytes"_s.arg(Member::maxInfo), infoField};
    return member;
}

// A number counts as the text of its digits.
QJsonValue asText(const QJsonValue &value)
{
    return value.isDouble() ? QJsonValue(value.toVariant().toString()) : value;
}

Result<Done> readWatchlist(const QJsonValue &watchlist, User &user)
{
    const QString field = u"\"watchlist\" of user_data"_s;
    if (watchlist.isUndefined() || watchlist.isNull())
        return Done{};
    if (!watchlist.isArray())
        return Error{ErrorCode::Invalid, u"expected a list of user ids"_s, field};
    const QJsonArray all = watchlist.toArray();
    for (const QJsonValue &value : all) {
        auto id = idOf(value, u"a user of the "_s + field);
        if (!id)
            return id.error();
        if (user.watchlist.contains(*id))
            continue;
        user.isCut = user.watchlist.size() == User::maxWatched;
        if (user.isCut)
            break;
        user.watchlist.append(*std::move(id));
    }
    return Done{};
}

QByteArrayView orNull(const QByteArray &info)
{
    return info.isEmpty() ? QByteArrayView("null") : QByteArrayView(info);
}

} // namespace

QByteArray Member::json() const
{
    QByteArray out;
    JsonObjectWriter member(out);
    member.text("user_id", id);
    if (!info.isEmpty())
        member.begin("user_info").append(info);
    member.end();
    return out;
}

Result<Member> memberFromChannelData(const QByteArray &channelData)
{
    const auto object = objectOf(channelData, u"channel_data"_s);
    if (!object)
        return object.error();
    return memberOf(asText(object->value("user_id"_L1)), object->value("user_info"_L1),
                    u"\"user_id\" of channel_data"_s, u"\"user_info\" of channel_data"_s);
}

Result<User> userFromUserData(const QByteArray &userData)
{
    const auto object = objectOf(userData, u"user_data"_s);
    if (!object)
        return object.error();
    auto member = memberOf(object->value("id"_L1), object->value("user_info"_L1), u"\"id\" of user_data"_s,
                           u"\"user_info\" of user_data"_s);
    if (!member)
        return member.error();
    User user{.member = *std::move(member), .watchlist = {}};
    if (const auto done = readWatchlist(object->value("watchlist"_L1), user); !done)
        return done.error();
    return user;
}

bool Roster::add(const Member &member)
{
    const auto [present, isNew] = m_members.try_emplace(member.id, Present{member.info, 0});
    ++present->second.connections;
    return isNew;
}

bool Roster::remove(const QString &id)
{
    const auto present = m_members.find(id);
    if (present == m_members.end() || --present->second.connections > 0)
        return false;
    m_members.erase(present);
    return true;
}

QByteArray Roster::json() const
{
    QByteArray ids;
    QByteArray infos;
    for (const auto &[id, present] : m_members) {
        const QByteArrayView separator(ids.isEmpty() ? "" : ",");
        ids.append(separator);
        appendJsonString(ids, id);
        infos.append(separator);
        appendJsonString(infos, id);
        appendAll(infos, ":", orNull(present.info));
    }
    QByteArray out;
    appendAll(out, R"({"presence":{"ids":[)", ids, R"(],"hash":{)", infos, R"(},"count":)",
              NumberText(m_members.size()), "}}");
    return out;
}

QByteArray Roster::usersJson() const
{
    QByteArray out("{\"users\":[");
    for (const auto &[id, present] : m_members) {
        out.append(out.endsWith('[') ? "{\"id\":" : ",{\"id\":");
        appendJsonString(out, id);
        out.append('}');
    }
    out.append("]}");
    return out;
}

} // namespace tallywall::pusher
