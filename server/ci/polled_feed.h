// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/cctray_memory.h"
#include "server/ci/feed_address.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace tallywall {

// How much of a feed is waited for and taken.
struct PollLimits {
    std::chrono::milliseconds wholeAnswer{10'000};   // from the question to the last byte
    std::chrono::milliseconds longestPause{300'000}; // between two polls of a feed that fails
    std::chrono::milliseconds firstWithin{3'000};    // when it is asked first, at random
    qint64 bytes = ci::maxCctrayBytes;               // of a body, unpacked
    int redirections = 5;
};

// Records what changed since the answer before it, the older first and never empty; answers in this thread, maybe at once,
// whether all of it was stored. What was not is told again by the next poll.
using RecordPoll = std::function<void(const QList<ci::Run> &changed, const std::function<void(bool stored)> &answer)>;

// How long to wait after so many failures in a row: twice as long each time, but never shorter than without any.
[[nodiscard]] std::chrono::milliseconds pauseAfter(int failures, std::chrono::milliseconds every,
                                                   std::chrono::milliseconds longest);

// Asks one cctray feed again and again, the next time only after an answer, and after what it told was recorded. Follows a redirection where it is as safe
// (isAsSafe). Neither address nor secrets are in what it says or logs. Server thread.
class PolledFeed : public QObject
{
    Q_OBJECT

public:
    // `network` has to live longer.
    PolledFeed(const ci::PollOptions &options, const QList<ci::LaneStatus> &known, RecordPoll record,
               QNetworkAccessManager &network, const PollLimits &limits);
    ~PolledFeed() override;

    void start(); // asks after a moment that differs from feed to feed
    void ask();   // at once, where it is not being asked already
    // A lane was removed from the wall; one that is not of this feed is nothing to it.
    void forget(const ci::Lane &lane);

Q_SIGNALS:
    // Whether it can be read; after the first answer, and then whenever that or the reason changes.
    void healthChanged(bool ok, const QString &sentence);

private:
    [[nodiscard]] QNetworkRequest request(const QUrl &url) const;
    void send(const QUrl &url);
    void read();
    void giveUp(const QString &why);
    void finish();
    bool follow(); // whether there is another address to ask instead
    [[nodiscard]] QString problem() const;
    void take();
    void record(const QList<ci::Run> &changed);
    void askLater();
    void report(bool ok, const QString &sentence);

    RecordPoll m_record;
    QNetworkAccessManager &m_network;
    PollLimits m_limits;
    FeedAddress m_address;
    std::chrono::milliseconds m_every;
    ci::CctrayMemory m_memory;
    ci::CctrayMemory m_after; // what becomes of it once that is recorded which was told last
    QTimer m_next;
    QTimer m_deadline;
    QPointer<QNetworkReply> m_reply; // while it is being asked
    bool m_recording = false;        // what it told last
    QByteArray m_body;
    int m_redirections = 0;
    QString m_whyGivenUp;
    QByteArray m_entityTag;    // of what was read last
    QByteArray m_lastModified; // likewise
    int m_failures = 0;        // in a row
    std::optional<bool> m_ok;
    QString m_sentence;
};

} // namespace tallywall
