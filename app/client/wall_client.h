// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_options.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <memory>

namespace tallywall {

struct DeleteReplyLater {
    void operator()(QNetworkReply *reply) const;
};
// Let go, it is aborted, and says nothing more.
using ReplyOwner = std::unique_ptr<QNetworkReply, DeleteReplyLater>;

// Asks one wall over HTTP, with its token. No redirection is followed, which might take the token elsewhere, and a wall on this
// machine is not looked for behind a proxy.
class WallClient
{
public:
    static constexpr std::chrono::seconds connecting{5}; // until a question can be sent, by TLS where it is https

    explicit WallClient(const WallAddress &wall);

    // `silence`: how long nothing may come before it is given up. How much may come is up to who asks.
    [[nodiscard]] ReplyOwner get(const QString &path, const QByteArray &lastEventId, std::chrono::milliseconds silence);
    // `key`: the Idempotency-Key, which has no quotes in it.
    [[nodiscard]] ReplyOwner post(const QString &path, const QByteArray &json, const QByteArray &key);

    [[nodiscard]] QString address() const { return m_wall.url.toString(); }

private:
    [[nodiscard]] QNetworkRequest request(const QString &path) const;

    WallAddress m_wall;
    QNetworkAccessManager m_network;
};

[[nodiscard]] int statusOf(const QNetworkReply &reply); // 0 where none came
[[nodiscard]] bool wasSent(const QNetworkReply &reply); // the question, once at least

// Why a request came to nothing, as a sentence about the wall. `body`: what it answered, of which the `detail` of a problem
// document is told.
[[nodiscard]] QString problemOf(const QNetworkReply &reply, const QByteArray &body);

} // namespace tallywall
