// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/follow/sse_client.h"

#include "core/follow/followed_event.h"
#include "core/web_url.h"
#include "server/net/outgoing.h"
#include "server/net/pause.h"
#include "server/net/poll_problem.h"

#include <QNetworkReply>
#include <QSslError>

#include <algorithm>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 piece = 64 * 1024; // read at a time: what its events become is dealt with before the next one

constexpr int manyFailures = 16; // enough for the longest pause

constexpr int nobodyShallComeBack = 204; // WHATWG HTML, section 9.2.3

} // namespace

SseClient::SseClient(const PolledAddress &address, const QByteArray &lastId, const SseLimits &limits)
    : m_address(address), m_limits(limits), m_reader(lastId, limits.eventBytes)
{
    m_next.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &SseClient::start);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (!m_isOpen)
            giveUp(u"no answer within %1 s"_s.arg(double(m_limits.head.count()) / 1000));
        else if (m_isWall)
            giveUp(u"it is silent, although it gives a sign every 15 s"_s);
        else
            giveUp(u"it was silent for %1 s"_s.arg(double(m_limits.othersSilence.count()) / 1000));
    });
}

SseClient::~SseClient()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        delete m_reply; // before its manager, which is a member
    }
}

void SseClient::start()
{
    if (!isWeb(m_address.url)) {
        report(false, u"its address is not one of http or https"_s);
        return;
    }
    m_redirections = 0;
    m_deadline.start(m_limits.head);
    send(m_address.url);
}

void SseClient::send(const QUrl &url)
{
    m_isOpen = m_isWall = m_isOver = false;
    m_whyGivenUp.clear();
    m_reader = SseReader(m_reader.lastId(), m_limits.eventBytes);
    QNetworkRequest request = outgoing(url, m_address.authorization);
    request.setRawHeader("Accept", "text/event-stream");
    // One stream a connection: Qt might ask on one that was kept just when the other side closes it.
    request.setRawHeader("Connection", "close");
    request.setRawHeader("Accept-Encoding", "identity"); // else Qt would unpack it without a bound
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!m_reader.lastId().isEmpty())
        request.setRawHeader("Last-Event-ID", m_reader.lastId());
    m_reply = m_network.get(request);
    m_reply->setReadBufferSize(m_limits.bytes);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &SseClient::takeHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &SseClient::read);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        giveUp(u"its certificate is not trusted: %1"_s.arg(errors.first().errorString()));
    });
    connect(m_reply, &QNetworkReply::finished, this, &SseClient::finish);
}

void SseClient::takeHead()
{
    if (m_isOpen) { // a second head: Qt has asked once more by itself, with an id that is an old one
        m_reply->abort();
        return;
    }
    if (status() != 200) {
        m_reply->abort(); // finish() tells what else it is; its body may have no end
        return;
    }
    const QByteArray type = m_reply->rawHeader("Content-Type").split(';').constFirst().trimmed().toLower();
    if (type != "text/event-stream") {
        giveUp(u"what is at this address is no stream of events"_s);
        return;
    }
    const QByteArray coding = m_reply->rawHeader("Content-Encoding").trimmed().toLower();
    if (!coding.isEmpty() && coding != "identity") {
        giveUp(u"it is compressed, although it is asked not to be"_s);
        return;
    }
    m_isOpen = true;
    m_sinceOpened.start();
    m_deadline.stop();
    meet(m_reply->rawHeader(storeField));
    if (m_isOpen && m_whyGivenUp.isEmpty())
        report(true, {});
}

void SseClient::meet(const QByteArray &store)
{
    m_isWall = isStoreName(store);
    awaitSign();
    Q_EMIT opened(m_isWall ? store : QByteArray());
}

void SseClient::read()
{
    if (m_isReading)
        return;
    m_isReading = true;
    while (m_isOpen && !m_isPaused && m_whyGivenUp.isEmpty() && m_reply->bytesAvailable() > 0) {
        const QByteArray lastId = m_reader.lastId();
        const QList<SseEvent> events = m_reader.read(m_reply->read(piece));
        if (m_reader.retry())
            m_retry = m_reader.retry();
        if (m_reader.lastId().size() > m_limits.idBytes) {
            m_reader = SseReader(lastId, m_limits.eventBytes); // to come back with
            giveUp(u"it sends an id of more than %1 bytes"_s.arg(m_limits.idBytes));
            break;
        }
        if (!m_isWall && isStoreName(m_reader.store())) {
            meet(m_reader.store());
            if (!m_isOpen || !m_whyGivenUp.isEmpty())
                break;
        }
        if (m_reader.hasSpoken())
            m_failures = 0;
        if (!events.isEmpty() || m_reader.lastId() != lastId) {
            m_failures = 0;
            m_isPaused = true;
            Q_EMIT received(events, m_reader.lastId());
        }
        if (m_reader.overflowed())
            giveUp(u"it sends an event of more than %1 bytes"_s.arg(m_limits.eventBytes));
    }
    m_isReading = false;
    if (m_isOver && !m_isPaused)
        end();
    else if (m_isOpen) // else it is asked anew, and has a head to come
        awaitSign();
}

void SseClient::awaitSign()
{
    const auto silence = longestSilence();
    if (silence == std::chrono::milliseconds(0) || m_isOver)
        return;
    if (m_isPaused) // what comes waits, and tells nothing
        m_deadline.stop();
    else
        m_deadline.start(silence);
}

std::chrono::milliseconds SseClient::longestSilence() const
{
    return m_isWall ? m_limits.silence : m_limits.othersSilence;
}

void SseClient::resume()
{
    m_isPaused = false;
    if (m_reply)
        read();
}

void SseClient::giveUp(const QString &why)
{
    if (!m_reply || !m_whyGivenUp.isEmpty())
        return;
    m_whyGivenUp = why;
    m_reply->abort(); // finish() follows
}

void SseClient::startAnew()
{
    m_reader = SseReader({}, m_limits.eventBytes);
    leave();
    start();
}

void SseClient::refuse(const QString &why)
{
    m_failures = manyFailures;
    giveUp(why);
}

void SseClient::finish()
{
    if (m_whyGivenUp.isEmpty() && !m_isOpen) {
        const Redirection redirection = redirectionOf(*m_reply, m_redirections++, m_limits.redirections);
        m_whyGivenUp = redirection.whyNot;
        if (!redirection.url.isEmpty() && m_whyGivenUp.isEmpty()) {
            leave();
            send(redirection.url);
            return;
        }
    }
    m_deadline.stop();
    m_isOver = true;
    read(); // what is left of it; end() follows
}

void SseClient::end()
{
    // A stream may end at any time; that alone is no failure, until it does not come back, or does so at once.
    const QString why = problem();
    if (!why.isEmpty()) {
        m_failures = status() == nobodyShallComeBack ? manyFailures : m_failures + 1;
        report(false, why);
    } else if (!m_reader.hasSpoken() && m_sinceOpened.elapsed() < m_limits.head.count()) {
        ++m_failures; // it would be asked without a rest
    }
    leave();
    m_isOver = false;
    m_next.start(nearly(pause()));
}

// Nothing of the answer comes any more.
void SseClient::leave()
{
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
}

// 0 where no head has come.
int SseClient::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QString SseClient::problem() const
{
    if (!m_whyGivenUp.isEmpty())
        return m_whyGivenUp;
    if (m_isOpen)
        return {};
    if (status() == nobodyShallComeBack)
        return u"it answers 204: nobody shall come back, so it is asked once a minute only"_s;
    return status() != 0 ? statusProblem(status()) : networkProblem(m_reply->error());
}

std::chrono::milliseconds SseClient::pause() const
{
    const auto asked = m_retry ? std::chrono::milliseconds(*m_retry) : m_limits.pause;
    return pauseAfter(m_failures, std::clamp(asked, m_limits.shortestPause, m_limits.longestPause),
                      m_limits.longestPause);
}

void SseClient::report(bool ok, const QString &sentence)
{
    if (std::exchange(m_ok, ok) == ok && m_sentence == sentence)
        return;
    m_sentence = sentence;
    Q_EMIT healthChanged(ok, sentence);
}

} // namespace tallywall
