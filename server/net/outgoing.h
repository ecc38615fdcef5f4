// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkRequest>
#include <QUrl>

class QNetworkReply;

namespace tallywall {

// A question to another server: it sends the authorization to this address alone, and keeps nothing of what comes with the answer.
[[nodiscard]] QNetworkRequest outgoing(const QUrl &url, const QByteArray &authorization);

// Where an answer sends on to, and why not to go there: only to an address that is as safe (isAsSafe), and not again and again.
struct Redirection {
    QUrl url; // empty: it is an answer
    QString whyNot;
};
[[nodiscard]] Redirection redirectionOf(const QNetworkReply &reply, int before, int most);

} // namespace tallywall
