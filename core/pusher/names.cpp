// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/names.h"

#include "core/text.h"

#include <algorithm>

namespace tallywall::pusher {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView userPrefix("#server-to-user-");
constexpr QByteArrayView watchersPrefix("#watchers-of-");

bool isChannelCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || QByteArrayView("_-=@,.;").contains(c);
}

// Whether the text begins so; what begins so is cut off.
bool take(QByteArrayView &text, QByteArrayView prefix)
{
    if (!text.startsWith(prefix))
        return false;
    text = text.sliced(prefix.size());
    return true;
}

} // namespace

std::optional<ChannelKind> channelKind(QByteArrayView name)
{
    if (name.isEmpty() || name.size() > maxChannelName || !std::all_of(name.begin(), name.end(), isChannelCharacter))
        return std::nullopt;
    ChannelKind kind;
    if (take(name, "private-")) {
        kind.access = Access::Private;
        kind.encrypted = take(name, "encrypted-");
    } else if (take(name, "presence-")) {
        kind.access = Access::Presence;
    }
    kind.cached = name.startsWith("cache-");
    return kind;
}

QString objectionToChannel(QByteArrayView name)
{
    const QString text = QString::fromUtf8(name);
    return u"\"%1\", of %2 bytes, cannot be a channel: expected 1 to %3 of A-Z a-z 0-9 _ - = @ , . ;"_s
            .arg(shortened(text, 80))
            .arg(name.size())
            .arg(maxChannelName);
}

QByteArray userChannel(QStringView userId)
{
    return userPrefix.toByteArray() + userId.toUtf8();
}

bool isUserChannel(QByteArrayView name)
{
    return name.startsWith(userPrefix) && isUserId(QString::fromUtf8(name.sliced(userPrefix.size())));
}

QString userOfChannel(QByteArrayView name)
{
    Q_ASSERT(isUserChannel(name));
    return QString::fromUtf8(name.sliced(userPrefix.size()));
}

QByteArray watchersChannel(QStringView userId)
{
    return watchersPrefix.toByteArray() + userId.toUtf8();
}

bool isWatchersChannel(QByteArrayView name)
{
    return name.startsWith(watchersPrefix);
}

bool isHiddenChannel(QByteArrayView name)
{
    return isUserChannel(name) || isWatchersChannel(name);
}

bool isEventName(QStringView name)
{
    return !name.isEmpty() && codePoints(name) <= maxEventName && !name.startsWith("pusher:"_L1)
            && !name.startsWith("pusher_internal:"_L1);
}

bool isClientEventName(QStringView name)
{
    return name.startsWith("client-"_L1) && codePoints(name) <= maxEventName;
}

bool isUserId(QStringView id)
{
    return !id.isEmpty() && codePoints(id) <= maxUserId;
}

} // namespace tallywall::pusher
