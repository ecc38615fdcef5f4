// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outgoing.h"

#include "server/net/polled_address.h"

#include <QNetworkReply>

namespace tallywall {

using namespace Qt::StringLiterals;

QNetworkRequest outgoing(const QUrl &url, const QByteArray &authorization)
{
    QNetworkRequest request(url);
    request.setRawHeader("User-Agent", "Tallywall");
    request.setRawHeader("Cache-Control", "no-cache");
    if (!authorization.isEmpty())
        request.setRawHeader("Authorization", authorization);
    // Qt would take the authorization along to wherever it is sent.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    for (const auto kept : {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
                            QNetworkRequest::AuthenticationReuseAttribute})
        request.setAttribute(kept, QNetworkRequest::Manual);
    return request;
}

Redirection redirectionOf(const QNetworkReply &reply, int before, int most)
{
    const QUrl target = reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (target.isEmpty())
        return {};
    const QUrl url = reply.url().resolved(target).adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    if (!isAsSafe(url, reply.url()))
        return {url, u"it redirects to another host, or to a less safe address"_s};
    return {url, before < most ? QString() : u"it redirects again and again"_s};
}

} // namespace tallywall
