// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/polled_address.h"

#include "core/web_url.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

} // namespace

PolledAddress addressOf(const PollOptions &options)
{
    const QUrl url(options.url, QUrl::StrictMode);
    return {.url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment),
            .authorization = authorizationOf(options.user, options.password, options.token)};
}

QByteArray authorizationOf(const QByteArray &user, const QByteArray &password, const QByteArray &token)
{
    if (!user.isEmpty())
        return "Basic " + (user + ':' + password).toBase64();
    return token.isEmpty() ? QByteArray() : "Bearer " + token;
}

bool isAsSafe(const QUrl &target, const QUrl &url)
{
    if (!isWeb(target) || target.host() != url.host())
        return false;
    if (target.scheme() == url.scheme())
        return portOf(target) == portOf(url);
    return target.scheme() == "https"_L1;
}

} // namespace tallywall
