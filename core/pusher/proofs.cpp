// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/proofs.h"

#include "core/secret.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <map>

namespace tallywall::pusher {

using namespace Qt::StringLiterals;

namespace {

using Parameters = std::map<QByteArray, QByteArray>;

QByteArray sign(const PusherApp &app, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, app.secret, QCryptographicHash::Sha256).toHex();
}

bool proves(const PusherApp &app, const QByteArray &auth, const QByteArray &expected)
{
    return !app.secret.isEmpty() && sameSecret(auth, expected);
}

Parameters parametersOf(const Call &call)
{
    Parameters parameters;
    for (const auto &[name, value] : call.query)
        parameters.insert_or_assign(name.toLower().toUtf8(), value.toUtf8());
    return parameters;
}

QByteArray signatureOf(const PusherApp &app, const Call &call, const Parameters &parameters)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : parameters) {
        if (name != "auth_signature")
            pairs.append(name + '=' + value);
    }
    return sign(app, call.method + '\n' + call.path + '\n' + pairs.join('&'));
}

bool isFresh(const QByteArray &timestamp, TimePoint now)
{
    bool isNumber = false;
    const qint64 seconds = timestamp.toLongLong(&isNumber);
    const qint64 ours = toUnixMs(now) / 1000;
    return isNumber && seconds >= ours - callWindow.count() && seconds <= ours + callWindow.count();
}

} // namespace

QByteArray subscriptionAuth(const PusherApp &app, const QByteArray &socketId, const QByteArray &channel,
                            const QByteArray &channelData)
{
    const QByteArray text = socketId + ':' + channel;
    return app.key + ':' + sign(app, channelData.isEmpty() ? text : text + ':' + channelData);
}

bool provesSubscription(const PusherApp &app, const QByteArray &auth, const QByteArray &socketId,
                        const QByteArray &channel, const QByteArray &channelData)
{
    return proves(app, auth, subscriptionAuth(app, socketId, channel, channelData));
}

QByteArray userAuth(const PusherApp &app, const QByteArray &socketId, const QByteArray &userData)
{
    return app.key + ':' + sign(app, socketId + "::user::" + userData);
}

bool provesUser(const PusherApp &app, const QByteArray &auth, const QByteArray &socketId, const QByteArray &userData)
{
    return proves(app, auth, userAuth(app, socketId, userData));
}

QByteArray callSignature(const PusherApp &app, const Call &call)
{
    return signatureOf(app, call, parametersOf(call));
}

Result<Done> checkCall(const PusherApp &app, const Call &call, TimePoint now)
{
    Parameters given = parametersOf(call);
    const auto refused = [](const QString &sentence) { return Error{ErrorCode::Unauthorized, sentence, {}}; };
    for (const char *name : {"auth_key", "auth_timestamp", "auth_version", "auth_signature"}) {
        if (given[name].isEmpty())
            return refused(u"the call is not signed: %1 is missing"_s.arg(QLatin1StringView(name)));
    }
    if (given["auth_key"] != app.key)
        return refused(u"auth_key is not the key of this application"_s);
    if (given["auth_version"] != "1.0")
        return refused(u"auth_version has to be 1.0"_s);
    if (!isFresh(given["auth_timestamp"], now))
        return refused(u"auth_timestamp is more than %1 seconds from the time here, which is %2: set the clocks"_s
                               .arg(callWindow.count())
                               .arg(toUnixMs(now) / 1000));
    if (!proves(app, given["auth_signature"], signatureOf(app, call, parametersOf(call))))
        return refused(u"auth_signature does not match: sign with the secret of this application"_s);
    // The signature covers body_md5, and body_md5 the body.
    if (!call.body.isEmpty()
        && given["body_md5"] != QCryptographicHash::hash(call.body, QCryptographicHash::Md5).toHex())
        return refused(u"body_md5 is not the MD5 of the body"_s);
    return Done{};
}

} // namespace tallywall::pusher
