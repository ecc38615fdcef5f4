// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/polled_url.h"

#include "core/web_url.h"
#include "server/net/outgoing.h"
#include "server/net/pause.h"
#include "server/net/poll_problem.h"

#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRandomGenerator>
#include <QSslError>

#include <algorithm>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcPoll, "tallywall.poll")

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace

PolledUrl::PolledUrl(const PollOptions &options, PollReader reader, QNetworkAccessManager &network,
                     const PollLimits &limits)
    : m_name(options.name)
    , m_reader(std::move(reader))
    , m_network(network)
    , m_limits(limits)
    , m_address(addressOf(options))
    , m_every(options.every)
{
    m_next.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &PolledUrl::ask);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { giveUp(u"no whole answer within %1 s"_s.arg(double(m_limits.wholeAnswer.count()) / 1000)); });
}

PolledUrl::~PolledUrl()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void PolledUrl::start()
{
    if (isWeb(m_address.url))
        m_next.start(m_limits.firstWithin * QRandomGenerator::global()->bounded(1000) / 1000);
    else
        report(u"its address is not one of http or https"_s);
}

QNetworkRequest PolledUrl::request(const QUrl &url) const
{
    QNetworkRequest request = outgoing(url, m_address.authorization);
    request.setRawHeader("Accept", m_reader.accept);
    if (!m_version.entityTag.isEmpty())
        request.setRawHeader("If-None-Match", m_version.entityTag);
    if (!m_version.lastModified.isEmpty())
        request.setRawHeader("If-Modified-Since", m_version.lastModified);
    return request;
}

void PolledUrl::ask()
{
    if (m_reply || m_held || !isWeb(m_address.url))
        return;
    m_next.stop();
    m_whyGivenUp.clear();
    m_redirections = 0;
    m_deadline.start(m_limits.wholeAnswer);
    send(m_address.url);
}

void PolledUrl::send(const QUrl &url)
{
    m_body.clear();
    m_reply = m_network.get(request(url));
    m_reply->setReadBufferSize(m_limits.bytes);
    connect(m_reply, &QNetworkReply::readyRead, this, &PolledUrl::read);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        giveUp(u"its certificate is not trusted: %1"_s.arg(errors.first().errorString()));
    });
    connect(m_reply, &QNetworkReply::finished, this, &PolledUrl::finish);
}

void PolledUrl::read()
{
    m_body.append(m_reply->readAll());
    if (m_body.size() > m_limits.bytes)
        giveUp(u"its answer is more than %1 bytes"_s.arg(m_limits.bytes));
}

void PolledUrl::giveUp(const QString &why)
{
    if (!m_reply || !m_whyGivenUp.isEmpty())
        return;
    m_whyGivenUp = why;
    m_reply->abort(); // finish() follows
}

void PolledUrl::finish()
{
    if (m_whyGivenUp.isEmpty() && follow())
        return;
    m_deadline.stop();
    QString why = m_whyGivenUp.isEmpty() ? problem() : m_whyGivenUp;
    if (why.isEmpty())
        why = take();
    report(why);
    m_body.clear();
    m_reply->deleteLater();
    m_reply.clear();
    m_failures = why.isEmpty() ? 0 : m_failures + 1;
    if (!m_held)
        askLater();
}

void PolledUrl::askLater()
{
    m_next.start(nearly(pauseAfter(m_failures, m_every, m_limits.longestPause)));
}

bool PolledUrl::follow()
{
    const Redirection redirection = redirectionOf(*m_reply, m_redirections++, m_limits.redirections);
    m_whyGivenUp = redirection.whyNot;
    if (redirection.url.isEmpty() || !m_whyGivenUp.isEmpty())
        return false;
    m_reply->deleteLater();
    send(redirection.url);
    return true;
}

QString PolledUrl::problem() const
{
    const int status = statusOf(*m_reply);
    if (status >= 300 && !(status == 304 && m_version.isKnown()))
        return statusProblem(status);
    if (m_reply->error() != QNetworkReply::NoError)
        return networkProblem(m_reply->error());
    return status < 200 ? networkProblem(QNetworkReply::RemoteHostClosedError) : QString();
}

QString PolledUrl::take()
{
    if (statusOf(*m_reply) == 304) {
        m_reader.takeSame();
        return {};
    }
    m_body.append(m_reply->readAll());
    // Before it is taken: release() may forget it at once.
    const Version before = std::exchange(m_version, {m_reply->rawHeader("ETag"), m_reply->rawHeader("Last-Modified")});
    const QString why = m_reader.take(m_body);
    if (!why.isEmpty())
        m_version = before;
    return why;
}

void PolledUrl::hold()
{
    m_held = true;
}

void PolledUrl::release(Again again)
{
    m_held = false;
    if (again == Again::Everything)
        m_version = {};
    if (!m_reply) // else its answer is still being taken
        askLater();
}

void PolledUrl::report(const QString &why)
{
    const bool ok = why.isEmpty();
    const auto was = std::exchange(m_ok, ok);
    if (was == ok && m_sentence == why)
        return;
    m_sentence = why;
    if (!ok && was != false)
        qCWarning(lcPoll).noquote() << u"polling \"%1\": %2"_s.arg(m_name, why);
    else if (ok && was == false)
        qCInfo(lcPoll).noquote() << u"polling \"%1\": it can be read again"_s.arg(m_name);
    Q_EMIT healthChanged(ok, why);
}

} // namespace tallywall
