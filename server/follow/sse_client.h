// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/sse_reader.h"
#include "server/net/polled_address.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <optional>

class QNetworkReply;

namespace tallywall {

// How much of a stream is waited for and held.
struct SseLimits {
    std::chrono::milliseconds head{10'000};       // from the question to the head of the answer
    std::chrono::milliseconds silence{45'000};    // of a wall, which gives a sign every 15 s
    std::chrono::milliseconds othersSilence{0};   // of another kind of stream; 0: it may be silent for ever
    std::chrono::milliseconds pause{1'000};       // before it is asked again, where the stream does not say
    std::chrono::milliseconds shortestPause{200}; // whatever the stream says
    std::chrono::milliseconds longestPause{60'000};
    qint64 bytes = 256 * 1024; // that came and were not read yet; more waits with the sender
    qsizetype eventBytes = 4 * 1024 * 1024;
    qsizetype idBytes = 4096; // it goes into a field of HTTP, which servers bound
    int redirections = 5;
};

// One stream of Server-Sent Events, which it comes back to with the last id whenever it ends or is lost: after the time that the
// stream asks for, after failures twice as long each time. Follows a redirection where it is as safe (isAsSafe). Neither
// address nor secrets are in what it says. Server thread; ends what is under way when it is deleted.
class SseClient : public QObject
{
    Q_OBJECT

public:
    SseClient(const PolledAddress &address, const QByteArray &lastId, const SseLimits &limits);
    ~SseClient() override;

    void start();
    // What came is dealt with: reads on.
    void resume();
    // It is another stream than the one that the last id is of: asks again at once, without an id. Once for an id.
    void startAnew();
    // It is not wanted: ends it, and looks after the longest pause whether that has changed.
    void refuse(const QString &why);

Q_SIGNALS:
    // Names the wall that it is of; empty: another kind of stream, or its head does not say so: then once more where it does.
    void opened(const QByteArray &store);
    // What came, and the last id of the stream with it; nothing more is read until resume().
    void received(const QList<tallywall::SseEvent> &events, const QByteArray &lastId);
    // Whether it can be read; after the first answer, and then whenever that or the reason changes.
    void healthChanged(bool ok, const QString &sentence);

private:
    void send(const QUrl &url);
    void takeHead();
    void meet(const QByteArray &store);
    void read();
    void awaitSign();
    void giveUp(const QString &why);
    void finish();
    void end();
    void leave();
    [[nodiscard]] std::chrono::milliseconds longestSilence() const;
    [[nodiscard]] int status() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] std::chrono::milliseconds pause() const;
    void report(bool ok, const QString &sentence);

    // Its own: one has six connections to a host, and a stream keeps one.
    QNetworkAccessManager m_network;
    PolledAddress m_address;
    SseLimits m_limits;
    SseReader m_reader;
    std::optional<int> m_retry; // as the stream said it last
    QTimer m_next;
    QTimer m_deadline; // for the head, then for a sign of life
    QPointer<QNetworkReply> m_reply;
    bool m_isOpen = false;   // its head has come, and is that of a stream
    bool m_isWall = false;   // of a wall
    bool m_isPaused = false; // until what came is dealt with
    bool m_isReading = false;
    bool m_isOver = false; // all of it has come
    int m_redirections = 0;
    int m_failures = 0;          // in a row, a stream that ends before it has said anything being one
    QElapsedTimer m_sinceOpened; // its head has come
    QString m_whyGivenUp;
    std::optional<bool> m_ok;
    QString m_sentence;
};

} // namespace tallywall
