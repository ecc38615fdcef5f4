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

QString hiddenToken(const QString &token)
{
    return u"••••••••"_s + (token.size() >= 16 ? token.last(4) : QString());
}

} // namespace tallywall
