// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/access.h"

#include "core/secret.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

bool isPort(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 5
            && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isLoopbackHost(QByteArrayView host)
{
    // What nearly everybody sends; the rest is taken apart with care.
    for (const QByteArrayView usual : {QByteArrayView("127.0.0.1"), QByteArrayView("localhost")}) {
        if (host == usual
            || (host.startsWith(usual) && host.at(usual.size()) == ':' && isPort(host.sliced(usual.size() + 1))))
            return true;
    }
    if (std::any_of(host.begin(), host.end(), [](char c) { return QByteArrayView("@/?#\\").contains(c); }))
        return false;
    const QString name = QUrl(u"http://"_s + QString::fromLatin1(host), QUrl::StrictMode).host();
    return name == "localhost"_L1 || (!name.isEmpty() && QHostAddress(name).isLoopback());
}

// Whether a field of this name is the mark of a proxy.
bool isForwarding(QByteArrayView name)
{
    static constexpr QByteArrayView family("x-forwarded");
    static constexpr std::array others{
            "forwarded",        "via",         "x-real-ip",           "x-original-forwarded-for",
            "cf-connecting-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip"};
    return (name.size() >= family.size() && sameToken(name.first(family.size()), family))
            || std::any_of(others.begin(), others.end(), [name](const char *one) { return sameToken(name, one); });
}

} // namespace

bool isLocal(const Request &request)
{
    return request.peer.isLoopback() && isLoopbackHost(request.head.view("Host"))
            && std::none_of(request.head.fieldsAt.begin(), request.head.fieldsAt.end(),
                            [&head = request.head](const RequestHead::Field &field) {
                                return isForwarding(head.text(field.name));
                            });
}

bool isOwnOrigin(const Request &request, const AccessRules &rules)
{
    if (!request.head.has("Origin"))
        return true;
    const QByteArray origin = request.head.field("Origin");
    if (origin.isEmpty() || rules.allowedOrigins.contains(origin))
        return true;
    const QByteArray host = request.head.field("Host").toLower();
    return !host.isEmpty() && (origin.toLower() == "http://" + host || origin.toLower() == "https://" + host);
}

Result<Done> isWelcomePage(const Request &request, const AccessRules &rules)
{
    const QByteArrayView site = request.head.view("Sec-Fetch-Site");
    const bool foreignSite = !site.isEmpty() && site != QByteArrayView("same-origin") && site != QByteArrayView("none");
    if (!isOwnOrigin(request, rules) || (foreignSite && !rules.allowedOrigins.contains(request.head.field("Origin")))) {
        return Error{
                ErrorCode::Forbidden,
                u"a page of another origin (%1) may not write here. Start Tallywall with --allow-origin to let it"_s
                        .arg(QString::fromUtf8(request.head.field("Origin").left(200))),
                {}};
    }
    return Done{};
}

bool showsToken(const Request &request, const AccessRules &rules)
{
    const QByteArray authorization = request.head.field("Authorization");
    const QByteArrayView scheme("bearer ");
    return !rules.token.isEmpty() && authorization.size() > scheme.size()
            && authorization.first(scheme.size()).toLower() == scheme
            && sameSecret(QByteArrayView(authorization).sliced(scheme.size()).trimmed(), rules.token);
}

Result<Done> mayWrite(const Request &request, const AccessRules &rules)
{
    if (auto welcome = isWelcomePage(request, rules); !welcome)
        return welcome;
    if (isLocal(request) || showsToken(request, rules))
        return Done{};
    return Error{
            ErrorCode::Unauthorized,
            request.head.has("Authorization")
                    ? u"this token is not known here. It stands in the file \"token\" in Tallywall's data folder"_s
                    : u"writing from another machine needs \"Authorization: Bearer TOKEN\". The token stands in the file \"token\" in Tallywall's data folder"_s,
            {}};
}

} // namespace tallywall
