// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/proofs.h"

#include "core/secret.h"
#include "core/text.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QSet>

#include <algorithm>
#include <map>

namespace tallywall::pusher {

using namespace Qt::StringLiterals;

namespace {

// Names in lower case; those of one list, "channels[]", in their order.
using Parameters = std::multimap<QByteArray, QByteArray>;

// Empty where it is missing.
QByteArray valueOf(const Parameters &parameters, const QByteArray &name)
{
    const auto found = parameters.find(name);
    return found == parameters.end() ? QByteArray() : found->second;
}

QByteArray sign(const PusherApp &app, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, app.secret, QCryptographicHash::Sha256).toHex();
}

bool proves(const PusherApp &app, const QByteArray &auth, const QByteArray &expected)
{
    return !app.secret.isEmpty() && sameSecret(auth, expected);
}

Error refused(const QString &sentence)
{
    return {ErrorCode::Unauthorized, sentence, {}};
}

// Those that are signed have to be those that are read. All of a list are both. What is signed is not encoded: "a=1&b=2" may be
// two of them, or one with such a value.
Result<Done> checkThatNoneIsHidden(const Call &call)
{
    QSet<QString> known;
    for (const auto &[name, value] : call.query) {
        const QString lower = name.toLower();
        if (name.contains(u'&') || name.contains(u'=') || value.contains(u'&'))
            return refused(
                    u"the parameter \"%1\" has \"&\" or \"=\" where it could be taken for two: what is published may stand in the body"_s
                            .arg(shortened(lower, 80)));
        if (known.contains(lower) && !lower.endsWith("[]"_L1))
            return refused(u"the parameter \"%1\" is given twice"_s.arg(shortened(lower, 80)));
        known.insert(lower);
    }
    return Done{};
}

Parameters parametersOf(const Call &call)
{
    Parameters parameters;
    for (const auto &[name, value] : call.query)
        parameters.emplace(name.toLower().toUtf8(), value.toUtf8());
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

Result<Done> checkTime(const QByteArray &timestamp, TimePoint now)
{
    bool isNumber = false;
    const qint64 seconds = timestamp.toLongLong(&isNumber);
    const bool isDigits = std::all_of(timestamp.begin(), timestamp.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber || !isDigits || timestamp.startsWith('0'))
        return refused(u"auth_timestamp is no number: expected the seconds since 1970, in digits alone"_s);
    const qint64 ours = toUnixMs(now) / 1000;
    if (seconds < ours - callWindow.count() || seconds > ours + callWindow.count())
        return refused(u"auth_timestamp is more than %1 seconds from the time here, which is %2: set the clocks"_s
                               .arg(callWindow.count())
                               .arg(ours));
    return Done{};
}

bool provesCall(const PusherApp &app, Call call, const Parameters &given)
{
    const QByteArray signature = valueOf(given, "auth_signature");
    if (proves(app, signature, signatureOf(app, call, given)))
        return true;
    call.path = QByteArray::fromPercentEncoding(call.path);
    return proves(app, signature, signatureOf(app, call, given));
}

// The signature covers body_md5, and body_md5 the body.
Result<Done> checkBody(const QByteArray &body, const QByteArray &md5)
{
    if (body.isEmpty())
        return Done{};
    if (md5.isEmpty())
        return refused(u"body_md5 is missing: the signature has to cover the body"_s);
    if (md5.toLower() != QCryptographicHash::hash(body, QCryptographicHash::Md5).toHex())
        return refused(u"body_md5 is not the MD5 of the body"_s);
    return Done{};
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
    if (const auto plain = checkThatNoneIsHidden(call); !plain)
        return plain.error();
    const Parameters given = parametersOf(call);
    for (const char *name : {"auth_key", "auth_timestamp", "auth_version", "auth_signature"}) {
        if (valueOf(given, name).isEmpty())
            return refused(u"the call is not signed: %1 is missing"_s.arg(QLatin1StringView(name)));
    }
    if (valueOf(given, "auth_key") != app.key)
        return refused(u"auth_key is not the key of this application"_s);
    if (valueOf(given, "auth_version") != "1.0")
        return refused(u"auth_version has to be 1.0"_s);
    if (const auto fresh = checkTime(valueOf(given, "auth_timestamp"), now); !fresh)
        return fresh.error();
    if (!provesCall(app, call, given))
        return refused(u"auth_signature does not match: sign with the secret of this application"_s);
    return checkBody(call.body, valueOf(given, "body_md5"));
}

} // namespace tallywall::pusher
