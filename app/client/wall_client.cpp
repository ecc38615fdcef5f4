// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/wall_client.h"

#include "core/json.h"
#include "server/net/poll_problem.h"
#include "ui/text/format.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkRequest>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QString detailOf(const QByteArray &body)
{
    constexpr qsizetype longest = 400;
    const auto problem = parseJsonObject(body);
    return problem ? firstPart(oneLine(problem->value("detail"_L1).toString()), longest) : QString();
}

} // namespace

void DeleteReplyLater::operator()(QNetworkReply *reply) const
{
    reply->blockSignals(true);
    reply->abort();
    reply->deleteLater();
}

WallClient::WallClient(const WallAddress &wall) : m_wall(wall)
{
    if (isThisMachine(m_wall.url.host()))
        m_network.setProxy(QNetworkProxy::NoProxy);
}

QNetworkRequest WallClient::request(const QString &path, std::chrono::milliseconds silence) const
{
    QNetworkRequest request(QUrl(m_wall.url.toString(QUrl::FullyEncoded) + path));
    request.setRawHeader("User-Agent", "Tallywall");
    if (!m_wall.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_wall.token);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(static_cast<int>(silence.count()));
    return request;
}

ReplyOwner WallClient::get(const QString &path, const QByteArray &lastEventId, std::chrono::milliseconds silence)
{
    QNetworkRequest asked = request(path, silence);
    if (!lastEventId.isEmpty())
        asked.setRawHeader("Last-Event-ID", lastEventId);
    return ReplyOwner(m_network.get(asked));
}

ReplyOwner WallClient::post(const QString &path, const QByteArray &json, std::chrono::milliseconds silence)
{
    QNetworkRequest asked = request(path, silence);
    asked.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    return ReplyOwner(m_network.post(asked, json));
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QString problemOf(const QNetworkReply &reply, const QByteArray &body)
{
    const int status = statusOf(reply);
    if (status == 0) {
        // Qt 6.4 calls its own transfer timeout a cancellation.
        const auto error = reply.error() == QNetworkReply::OperationCanceledError ? QNetworkReply::TimeoutError
                                                                                  : reply.error();
        return networkProblem(error);
    }
    if (status == 401)
        return u"it answers 401: it wants its token, in TALLYWALL_TOKEN or by --token-file FILE"_s;
    const QString detail = detailOf(body);
    if (!detail.isEmpty())
        return u"it answers %1: %2"_s.arg(status).arg(detail);
    return status < 400 ? u"it answers %1: is this the address of a wall?"_s.arg(status) : statusProblem(status);
}

} // namespace tallywall
