// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/reach.h"

#include <QUrl>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// A token is not needed on the machine itself, by its loopback address.
Command post(const Reach &reach, const QString &path, const QString &what)
{
    const bool fromElsewhere = !reach.addresses.isEmpty() && !reach.isLocalOnly() && !reach.token.isEmpty();
    const auto fill = [&](const QString &token) {
        const QString authorization = fromElsewhere ? u" -H 'Authorization: Bearer %1'"_s.arg(token) : QString();
        return u"curl "_s + reach.best() + path + what + authorization;
    };
    return {fill(u"••••"_s), fill(reach.token)};
}

Command notify(const Reach &reach, const QString &collection, const QString &type, const QString &data)
{
    return post(reach, u"/notify"_s,
                uR"( -d '{"collection":"%1","type":"%2","data":%3}')"_s.arg(collection, type, data));
}

} // namespace

bool Reach::isLocalOnly() const
{
    return !addresses.isEmpty() && std::all_of(addresses.begin(), addresses.end(), [](const QString &address) {
        const QString host = QUrl(address).host();
        return host == "localhost"_L1 || host == "::1"_L1 || host.startsWith("127."_L1);
    });
}

QString Reach::best() const
{
    return addresses.isEmpty() ? u"http://localhost:4000"_s : addresses.first();
}

Command postResultCommand(const Reach &reach)
{
    return post(reach, u"/results"_s, u" -d name=Ada -d time=12.34"_s);
}

Command sayCommand(const Reach &reach)
{
    return post(reach, u"/say"_s, u" -d name=Ada -d message='Hello wall'"_s);
}

Command pipelineCommand(const Reach &reach)
{
    return post(
            reach, u"/hooks/gitlab"_s,
            uR"( -H 'X-Gitlab-Event: Pipeline Hook' -H 'Content-Type: application/json' -d '{"object_kind":"pipeline",)"_s
                    + uR"("object_attributes":{"id":1,"ref":"main","status":"success","duration":63},)"_s
                    + uR"("project":{"path_with_namespace":"shop/api"}}')"_s);
}

Command notifyCommand(const Reach &reach)
{
    return notify(reach, u"orders"_s, u"paid"_s, uR"({"sum":7})"_s);
}

Command priceCommand(const Reach &reach)
{
    return notify(reach, u"prices"_s, u"changed"_s, uR"({"symbol":"ACME","price":12.5})"_s);
}

Command pusherClientLine(const Reach &reach, const PusherApp &app)
{
    const QUrl url(reach.best());
    const QString line = u"new Pusher('%1', { wsHost: '%2', wsPort: %3, forceTLS: false, enabledTransports: ['ws'], "
                         "cluster: 'wall' })"_s.arg(QLatin1StringView(app.key), url.host())
                                 .arg(url.port(80));
    return {line, line};
}

Command pusherServerLine(const Reach &reach, const PusherApp &app)
{
    const QUrl url(reach.best());
    const auto fill = [&](const QString &secret) {
        return u"new Pusher({ appId: '%1', key: '%2', secret: '%3', host: '%4', port: '%5', useTLS: false })"_s
                .arg(QLatin1StringView(app.id), QLatin1StringView(app.key), secret, url.host())
                .arg(url.port(80));
    };
    return {fill(u"••••"_s), fill(QString::fromLatin1(app.secret))};
}

} // namespace tallywall
