// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/pusher/pusher_client.h"

#include "core/pusher/proofs.h"
#include "tests/support/live.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace tallywall::test {

using namespace Qt::StringLiterals;

PusherApp appOf(const Wall &wall)
{
    const QJsonObject app = wall.ask("GET", "/apps").json()["apps"_L1].toArray().at(0).toObject();
    const auto member = [&app](QLatin1StringView name) { return app[name].toString().toLatin1(); };
    return {member("id"_L1), member("key"_L1), member("secret"_L1)};
}

Answer callApi(const Wall &wall, const PusherApp &app, const QByteArray &method, const QByteArray &path,
               const QByteArray &body, const QByteArray &query)
{
    pusher::Call call{method, "/apps/" + app.id + path, {}, body};
    const auto add = [&call](const QByteArray &name, const QByteArray &value) {
        call.query.append({QString::fromUtf8(name), QString::fromUtf8(value)});
    };
    add("auth_key", app.key);
    add("auth_timestamp", QByteArray::number(QDateTime::currentSecsSinceEpoch()));
    add("auth_version", "1.0");
    if (!body.isEmpty())
        add("body_md5", QCryptographicHash::hash(body, QCryptographicHash::Md5).toHex());
    const QByteArrayList more = query.isEmpty() ? QByteArrayList() : query.split('&');
    for (const QByteArray &pair : more)
        add(pair.left(pair.indexOf('=')), pair.sliced(pair.indexOf('=') + 1));
    QByteArray target = call.path + "?auth_signature=" + pusher::callSignature(app, call);
    for (const auto &[name, value] : call.query)
        target += '&' + name.toUtf8() + '=' + value.toUtf8();
    return wall.ask(method, target, body);
}

PusherClient::PusherClient(quint16 port, const PusherApp &app, const QString &query) : m_app(app)
{
    connect(&socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { messages.append(QJsonDocument::fromJson(text.toUtf8()).object()); });
    socket.open(QUrl(u"ws://127.0.0.1:%1/app/%2%3"_s.arg(port).arg(QString::fromLatin1(app.key), query)));
}

bool PusherClient::establish()
{
    const QJsonObject first = next();
    m_socketId = dataOf(first)["socket_id"_L1].toString().toLatin1();
    return nameOf(first) == "pusher:connection_established"_L1;
}

void PusherClient::say(const QByteArray &json)
{
    socket.sendTextMessage(QString::fromUtf8(json));
}

void PusherClient::subscribe(const QByteArray &channel, const QByteArray &channelData)
{
    QJsonObject data{{"channel"_L1, QString::fromUtf8(channel)}};
    if (channel.startsWith("private-") || channel.startsWith("presence-"))
        data["auth"_L1] = QString::fromUtf8(pusher::subscriptionAuth(m_app, m_socketId, channel, channelData));
    if (!channelData.isEmpty())
        data["channel_data"_L1] = QString::fromUtf8(channelData);
    sayWith("pusher:subscribe"_L1, data);
}

void PusherClient::sayWith(QLatin1StringView event, const QJsonObject &data)
{
    say(QJsonDocument({{"event"_L1, event}, {"data"_L1, data}}).toJson(QJsonDocument::Compact));
}

void PusherClient::signIn(const QByteArray &userData)
{
    sayWith("pusher:signin"_L1,
            {{"user_data"_L1, QString::fromUtf8(userData)},
             {"auth"_L1, QString::fromUtf8(pusher::userAuth(m_app, m_socketId, userData))}});
}

bool PusherClient::signedIn(const QByteArray &userData)
{
    signIn(userData);
    const QJsonObject answer = next();
    return nameOf(answer) == "pusher:signin_success"_L1 && answer["data"_L1].isString()
            && dataOf(answer)["user_data"_L1].toString().toUtf8() == userData;
}

bool PusherClient::subscribed(const QByteArray &channel, const QByteArray &channelData)
{
    subscribe(channel, channelData);
    const QJsonObject answer = next();
    return nameOf(answer) == "pusher_internal:subscription_succeeded"_L1
            && answer["channel"_L1].toString().toUtf8() == channel;
}

QJsonObject PusherClient::next()
{
    if (!waitUntil([this] { return !messages.isEmpty(); }))
        return {};
    return messages.takeFirst();
}

bool PusherClient::hasNothing()
{
    say(R"({"event":"pusher:ping","data":{}})");
    return nameOf(next()) == "pusher:pong"_L1;
}

bool PusherClient::waitForClose()
{
    return waitUntil([this] { return socket.state() == QAbstractSocket::UnconnectedState; });
}

QString nameOf(const QJsonObject &message)
{
    return message["event"_L1].toString();
}

QJsonObject dataOf(const QJsonObject &message)
{
    const QJsonValue data = message["data"_L1];
    return data.isString() ? QJsonDocument::fromJson(data.toString().toUtf8()).object() : data.toObject();
}

int codeOf(const QJsonObject &message)
{
    return nameOf(message) == "pusher:error"_L1 ? dataOf(message)["code"_L1].toInt(-1) : -2;
}

} // namespace tallywall::test
