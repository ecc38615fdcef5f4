// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/poll_problem.h"

#include <QHash>
#include <QMetaEnum>

namespace tallywall {

using namespace Qt::StringLiterals;

QString statusProblem(int httpStatus)
{
    switch (httpStatus) {
    case 401: return u"it answers 401: it wants a user and a password, or a token, or other ones"_s;
    case 403: return u"it answers 403: this user may not read it"_s;
    case 404: return u"it answers 404: there is nothing at this address"_s;
    case 429: return u"it answers 429: it is asked too often"_s;
    }
    if (httpStatus >= 500)
        return u"it answers %1: it is in trouble itself"_s.arg(httpStatus);
    return u"it answers %1"_s.arg(httpStatus);
}

QString networkProblem(QNetworkReply::NetworkError error)
{
    static const QHash<QNetworkReply::NetworkError, QString> sentences{
            {QNetworkReply::ConnectionRefusedError, u"nobody listens at this address"_s},
            {QNetworkReply::RemoteHostClosedError, u"it ends the connection before its answer"_s},
            {QNetworkReply::HostNotFoundError, u"the name of its host is not known"_s},
            {QNetworkReply::TimeoutError, u"it cannot be reached in time"_s},
            {QNetworkReply::SslHandshakeFailedError, u"no safe connection to it can be made"_s},
            {QNetworkReply::UnknownContentError, u"its answer cannot be unpacked, or grows without end when it is"_s},
            {QNetworkReply::ProtocolFailure, u"its answer is not HTTP"_s},
    };
    const auto known = sentences.constFind(error);
    if (known != sentences.constEnd())
        return *known;
    const auto name = QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(error);
    return u"it cannot be asked (%1)"_s.arg(QLatin1StringView(name ? name : "unknown error"));
}

} // namespace tallywall
