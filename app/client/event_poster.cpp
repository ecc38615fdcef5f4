// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/event_poster.h"

#include "core/json.h"

#include <QUuid>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype maxAnswer = 4 * 1024 * 1024; // envelopes are hardly larger than what was sent

enum class Verdict : quint8 { Taken, Refused, Later, Hopeless };

Verdict verdictOf(int status)
{
    switch (status) {
    case 201:
    case 202: return Verdict::Taken;
    case 408: // too slow
    case 429:
    case 502: // a proxy whose wall starts anew…
    case 503: // …or a wall whose store is full
    case 504: return Verdict::Later;
    case 401:
    case 403:
    case 404:
    case 405: return Verdict::Hopeless; // whatever the event
    default: return status >= 400 && status < 500 ? Verdict::Refused : Verdict::Hopeless;
    }
}

// A wall answers so what it knows already: with an envelope, or with several.
Verdict verdictOfKnown(const QNetworkReply &reply, const QByteArray &answer)
{
    if (reply.error() != QNetworkReply::NoError)
        return Verdict::Later; // not whole
    const auto object = parseJsonObject(answer);
    return object && (object->contains("id"_L1) || object->contains("events"_L1)) ? Verdict::Taken : Verdict::Hopeless;
}

// Without an answer: an address that never worked is a mistake, rather than a wall that is away.
Verdict verdictOf(QNetworkReply::NetworkError error, bool wasAnswered)
{
    const bool isMistaken = error == QNetworkReply::HostNotFoundError || error == QNetworkReply::ProtocolFailure
            || error == QNetworkReply::SslHandshakeFailedError;
    return isMistaken && !wasAnswered ? Verdict::Hopeless : Verdict::Later;
}

} // namespace

EventPoster::EventPoster(WallClient &wall, std::chrono::seconds retry, std::chrono::milliseconds within)
    : m_wall(wall), m_retry(retry)
{
    m_again.setSingleShot(true);
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(within);
    connect(&m_again, &QTimer::timeout, this, &EventPoster::send);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_reply)
            m_reply->abort(); // finish() follows
    });
}

void EventPoster::post(const QByteArray &body)
{
    m_body = body;
    m_key = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    m_mayHaveArrived = false;
    send();
}

void EventPoster::giveUp()
{
    m_again.stop();
    m_deadline.stop();
    m_reply.reset();
}

void EventPoster::send()
{
    m_answer.clear();
    m_reply = m_wall.post(u"/notify"_s, m_body, m_key);
    m_reply->setReadBufferSize(maxAnswer + 1);
    m_deadline.start();
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &EventPoster::read);
    connect(m_reply.get(), &QNetworkReply::finished, this, &EventPoster::finish);
}

void EventPoster::read()
{
    m_answer.append(m_reply->readAll());
    if (m_answer.size() > maxAnswer)
        m_reply->abort(); // finish() follows
}

bool EventPoster::isUnanswered() const
{
    switch (statusOf(*m_reply)) {
    case 0: return wasSent(*m_reply);
    case 200: return m_reply->error() != QNetworkReply::NoError;
    case 502: // a proxy that has heard nothing of the wall
    case 504: return true;
    default: return false;
    }
}

void EventPoster::finish()
{
    m_deadline.stop();
    const int status = statusOf(*m_reply);
    const Verdict verdict = status == 0 ? verdictOf(m_reply->error(), m_wasAnswered)
            : status == 200             ? verdictOfKnown(*m_reply, m_answer)
                                        : verdictOf(status);
    m_mayHaveArrived = m_mayHaveArrived || isUnanswered();
    if (verdict == Verdict::Later) {
        tryAgain(problemOf(*m_reply, m_answer));
        return;
    }
    const QString why = verdict == Verdict::Taken ? QString() : problemOf(*m_reply, m_answer);
    m_reply.reset();
    m_wasAnswered = true;
    m_failures = 0;
    switch (verdict) {
    case Verdict::Taken: Q_EMIT taken(m_answer); return;
    case Verdict::Refused: Q_EMIT refused(why); return;
    case Verdict::Later:
    case Verdict::Hopeless: Q_EMIT failed(why); return;
    }
}

void EventPoster::tryAgain(const QString &why)
{
    if (m_failures++ == 0)
        m_inTrouble.start();
    const auto wait = pause();
    m_reply.reset();
    if (std::chrono::milliseconds(m_inTrouble.elapsed()) + wait > m_retry) {
        Q_EMIT failed(why);
        return;
    }
    m_again.start(wait);
    if (m_failures == 1)
        Q_EMIT delayed(why);
    Q_EMIT waits();
}

std::chrono::milliseconds EventPoster::pause() const
{
    constexpr int mostSeconds = 24 * 60 * 60;
    bool isNumber = false;
    const int seconds = m_reply->rawHeader("Retry-After").toInt(&isNumber);
    if (isNumber && seconds >= 0)
        return std::max<std::chrono::milliseconds>(std::min(seconds, mostSeconds) * 1s, shortestPause);
    return std::min(shortestPause * (1 << std::min(m_failures - 1, 16)), longestPause);
}

} // namespace tallywall
