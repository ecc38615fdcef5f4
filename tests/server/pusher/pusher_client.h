// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/pusher_app.h"
#include "tests/support/wall.h"

#include <QJsonObject>
#include <QObject>
#include <QWebSocket>

namespace tallywall::test {

// The application of a wall, as GET /apps tells it.
[[nodiscard]] PusherApp appOf(const Wall &wall);

// A call of the HTTP API, signed now. `query` is "a=b&c=d".
[[nodiscard]] Answer callApi(const Wall &wall, const PusherApp &app, const QByteArray &method, const QByteArray &path,
                             const QByteArray &body = {}, const QByteArray &query = {});

// One connection to /app/KEY that keeps what it gets.
class PusherClient : public QObject
{
    Q_OBJECT
public:
    PusherClient(quint16 port, const PusherApp &app, const QString &query = QStringLiteral("?protocol=7"));

    // Waits until it is established. False: it was closed instead.
    [[nodiscard]] bool establish();
    [[nodiscard]] QByteArray socketId() const { return m_socketId; }

    void say(const QByteArray &json);
    // The subscription, with the signature that its channel asks for.
    void subscribe(const QByteArray &channel, const QByteArray &channelData = {});
    // …and whether it succeeded.
    [[nodiscard]] bool subscribed(const QByteArray &channel, const QByteArray &channelData = {});
    // As the user that this user_data names, with its signature.
    void signIn(const QByteArray &userData);
    // …and whether it succeeded.
    [[nodiscard]] bool signedIn(const QByteArray &userData);
    // The next message; empty if none comes.
    [[nodiscard]] QJsonObject next();
    // Whether nothing more has come, by the time a ping is answered.
    [[nodiscard]] bool hasNothing();
    [[nodiscard]] bool waitForClose();

    QWebSocket socket;
    QList<QJsonObject> messages; // that were not taken yet

private:
    void sayWith(QLatin1StringView event, const QJsonObject &data);

    PusherApp m_app;
    QByteArray m_socketId;
};

// Of a message: its name, and its data, which is a text that is JSON once more.
[[nodiscard]] QString nameOf(const QJsonObject &message);
[[nodiscard]] QJsonObject dataOf(const QJsonObject &message);
// The code of an error; -1 where it has none, -2 where it is no error.
[[nodiscard]] int codeOf(const QJsonObject &message);

} // namespace tallywall::test
