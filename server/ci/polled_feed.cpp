// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/polled_feed.h"

#include "server/ci/poll_problem.h"
#include "server/clock.h"

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

Q_LOGGING_CATEGORY(lcCi, "tallywall.ci")

// So that feeds which began together do not stay together.
std::chrono::milliseconds nearly(std::chrono::milliseconds pause)
{
    return std::chrono::milliseconds(qint64(double(pause.count()) * (0.9 + QRandomGenerator::global()->bounded(0.2))));
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace

std::chrono::milliseconds pauseAfter(int failures, std::chrono::milliseconds every, std::chrono::milliseconds longest)
{
    if (failures == 0 || every >= longest)
        return every;
    return std::min(every * (1 << std::min(failures, 16)), longest);
}

PolledFeed::PolledFeed(const ci::PollOptions &options, const QList<ci::LaneStatus> &known, RecordPoll record,
                       QNetworkAccessManager &network, const PollLimits &limits)
    : m_record(std::move(record))
    , m_network(network)
    , m_limits(limits)
    , m_address(addressOf(options))
    , m_every(options.every)
    , m_memory(ci::memoryOf(options.name, known))
{
    m_next.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &PolledFeed::ask);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { giveUp(u"no whole answer within %1 s"_s.arg(double(m_limits.wholeAnswer.count()) / 1000)); });
}

PolledFeed::~PolledFeed()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void PolledFeed::start()
{
    if (isWeb(m_address.url))
        m_next.start(m_limits.firstWithin * QRandomGenerator::global()->bounded(1000) / 1000);
    else
        report(false, u"its address is not one of http or https"_s);
}

QNetworkRequest PolledFeed::request(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setRawHeader("Accept", "application/xml, text/xml;q=0.9, */*;q=0.1");
    request.setRawHeader("User-Agent", "Tallywall");
    request.setRawHeader("Cache-Control", "no-cache");
    if (!m_address.authorization.isEmpty())
        request.setRawHeader("Authorization", m_address.authorization);
    if (!m_entityTag.isEmpty())
        request.setRawHeader("If-None-Match", m_entityTag);
    if (!m_lastModified.isEmpty())
        request.setRawHeader("If-Modified-Since", m_lastModified);
    // Qt would take the authorization along to wherever it is sent.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    for (const auto kept : {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
                            QNetworkRequest::AuthenticationReuseAttribute})
        request.setAttribute(kept, QNetworkRequest::Manual);
    return request;
}

void PolledFeed::ask()
{
    if (m_reply || m_recording || !isWeb(m_address.url))
        return;
    m_next.stop();
    m_whyGivenUp.clear();
    m_redirections = 0;
    m_deadline.start(m_limits.wholeAnswer);
    send(m_address.url);
}

void PolledFeed::send(const QUrl &url)
{
    m_body.clear();
    m_reply = m_network.get(request(url));
    m_reply->setReadBufferSize(m_limits.bytes);
    connect(m_reply, &QNetworkReply::readyRead, this, &PolledFeed::read);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        giveUp(u"its certificate is not trusted: %1"_s.arg(errors.first().errorString()));
    });
    connect(m_reply, &QNetworkReply::finished, this, &PolledFeed::finish);
}

void PolledFeed::read()
{
    m_body.append(m_reply->readAll());
    if (m_body.size() > m_limits.bytes)
        giveUp(u"its answer is more than %1 bytes"_s.arg(m_limits.bytes));
}

void PolledFeed::giveUp(const QString &why)
{
    if (!m_reply || !m_whyGivenUp.isEmpty())
        return;
    m_whyGivenUp = why;
    m_reply->abort(); // finish() follows
}

void PolledFeed::finish()
{
    if (m_whyGivenUp.isEmpty() && follow())
        return;
    m_deadline.stop();
    const QString why = m_whyGivenUp.isEmpty() ? problem() : m_whyGivenUp;
    if (why.isEmpty())
        take();
    else
        report(false, why);
    m_body.clear();
    m_reply->deleteLater();
    m_reply.clear();
    m_failures = m_ok.value_or(false) ? 0 : m_failures + 1;
    if (!m_recording)
        askLater();
}

void PolledFeed::askLater()
{
    m_next.start(nearly(pauseAfter(m_failures, m_every, m_limits.longestPause)));
}

bool PolledFeed::follow()
{
    const QUrl target = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (target.isEmpty())
        return false;
    const QUrl url = m_reply->url().resolved(target).adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    if (!isAsSafe(url, m_reply->url()))
        m_whyGivenUp = u"it redirects to another host, or to a less safe address"_s;
    else if (++m_redirections > m_limits.redirections)
        m_whyGivenUp = u"it redirects again and again"_s;
    if (!m_whyGivenUp.isEmpty())
        return false;
    m_reply->deleteLater();
    send(url);
    return true;
}

QString PolledFeed::problem() const
{
    const int status = statusOf(*m_reply);
    const bool mayBeSame = !m_entityTag.isEmpty() || !m_lastModified.isEmpty();
    if (status >= 300 && !(status == 304 && mayBeSame))
        return statusProblem(status);
    if (m_reply->error() != QNetworkReply::NoError)
        return networkProblem(m_reply->error());
    return status < 200 ? networkProblem(QNetworkReply::RemoteHostClosedError) : QString();
}

void PolledFeed::take()
{
    const bool isSame = statusOf(*m_reply) == 304;
    m_body.append(m_reply->readAll());
    const auto entries = isSame ? QList<ci::CctrayEntry>() : ci::readCctray(m_body);
    report(entries.has_value(), entries ? QString() : entries.error().message);
    if (isSame)
        m_memory.polled = currentTime();
    if (isSame || !entries)
        return;
    m_entityTag = m_reply->rawHeader("ETag");
    m_lastModified = m_reply->rawHeader("Last-Modified");
    ci::CctrayMemory after = m_memory;
    const QList<ci::Run> changed = ci::takePoll(after, *entries, currentTime());
    if (changed.isEmpty()) {
        m_memory = std::move(after);
        return;
    }
    m_after = std::move(after);
    record(changed);
}

void PolledFeed::record(const QList<ci::Run> &changed)
{
    m_recording = true;
    m_record(changed, [self = QPointer(this)](bool stored) {
        if (!self)
            return;
        self->m_recording = false;
        if (stored) {
            self->m_memory = std::exchange(self->m_after, {});
        } else { // the whole feed once more, not that it is the same
            self->m_entityTag.clear();
            self->m_lastModified.clear();
        }
        self->askLater();
    });
}

void PolledFeed::forget(const ci::Lane &lane)
{
    // What is being recorded of the lane begins it anew, and has an end.
    if (m_after.lanes.value(lane).latest == m_memory.lanes.value(lane).latest)
        ci::forgetLane(m_after, lane);
    ci::forgetLane(m_memory, lane);
}

void PolledFeed::report(bool ok, const QString &sentence)
{
    const auto was = std::exchange(m_ok, ok);
    if (was == ok && m_sentence == sentence)
        return;
    m_sentence = sentence;
    if (!ok && was != false)
        qCWarning(lcCi).noquote() << u"polling \"%1\": %2"_s.arg(m_memory.feed, sentence);
    else if (ok && was == false)
        qCInfo(lcCi).noquote() << u"polling \"%1\": it can be read again"_s.arg(m_memory.feed);
    Q_EMIT healthChanged(ok, sentence);
}

} // namespace tallywall
