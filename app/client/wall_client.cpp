// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/wall_client.h"

#include "core/json.h"
#include "server/feed/idempotency_key.h"
#include "server/net/poll_problem.h"
#include "ui/text/format.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslError>
#include <QTimer>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

// What is known of a connection, as properties of its reply.
constexpr char isSent[] = "isSent";
constexpr char whyDistrusted[] = "whyDistrusted";

// Qt's own deadline is one for silence after the question; before it, a server that waits for plain HTTP on a connection that waits
// for TLS would be waited for.
ReplyOwner withinTime(QNetworkReply *reply)
{
    auto *deadline = new QTimer(reply);
    deadline->setSingleShot(true);
    QObject::connect(deadline, &QTimer::timeout, reply, &QNetworkReply::abort);
    QObject::connect(reply, &QNetworkReply::finished, deadline, &QTimer::stop);
    QObject::connect(reply, &QNetworkReply::requestSent, deadline, [reply, deadline] {
        deadline->stop();
        reply->setProperty(isSent, true);
    });
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, [reply](const QList<QSslError> &errors) {
        reply->setProperty(whyDistrusted, errors.constFirst().errorString());
    });
    deadline->start(WallClient::connecting);
    return ReplyOwner(reply);
}

// Without any answer.
QString connectionProblem(const QNetworkReply &reply)
{
    // Qt 6.4 calls a deadline a cancellation.
    const auto error = reply.error() == QNetworkReply::OperationCanceledError ? QNetworkReply::TimeoutError
                                                                              : reply.error();
    if (const QString why = reply.property(whyDistrusted).toString(); !why.isEmpty())
        return u"its certificate is not trusted: %1"_s.arg(why);
    const bool isMade = wasSent(reply) || error == QNetworkReply::ConnectionRefusedError
            || error == QNetworkReply::HostNotFoundError;
    return reply.url().scheme() == "https"_L1 && !isMade ? networkProblem(error) + u": is it http://?"_s
                                                         : networkProblem(error);
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

QNetworkRequest WallClient::request(const QString &path) const
{
    QNetworkRequest request(QUrl(m_wall.url.toString(QUrl::FullyEncoded) + path));
    request.setRawHeader("User-Agent", "Tallywall");
    if (!m_wall.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_wall.token);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("Accept-Encoding", "identity"); // what is small when it comes would not be when it is unpacked
    return request;
}

ReplyOwner WallClient::get(const QString &path, const QByteArray &lastEventId, std::chrono::milliseconds silence)
{
    QNetworkRequest asked = request(path);
    asked.setTransferTimeout(static_cast<int>(silence.count()));
    if (!lastEventId.isEmpty())
        asked.setRawHeader("Last-Event-ID", lastEventId);
    return withinTime(m_network.get(asked));
}

ReplyOwner WallClient::post(const QString &path, const QByteArray &json, const QByteArray &key)
{
    QNetworkRequest asked = request(path);
    asked.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    asked.setRawHeader(idempotencyKeyField, '"' + key + '"');
    return withinTime(m_network.post(asked, json));
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool wasSent(const QNetworkReply &reply)
{
    return reply.property(isSent).toBool();
}

QString problemOf(const QNetworkReply &reply, const QByteArray &body)
{
    const int status = statusOf(reply);
    if (status == 0)
        return connectionProblem(reply);
    if (status == 401) {
        return reply.request().hasRawHeader("Authorization")
                ? u"it answers 401: the token is not this wall's; its own stands in the file \"token\" of its data folder"_s
                : u"it answers 401: it wants its token, in TALLYWALL_TOKEN or by --token-file FILE"_s;
    }
    const QString detail = detailOf(body);
    if (!detail.isEmpty())
        return u"it answers %1: %2"_s.arg(status).arg(detail);
    return status < 400 ? u"it answers %1: is this the address of a wall?"_s.arg(status) : statusProblem(status);
}

} // namespace tallywall
