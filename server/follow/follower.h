// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/follow/followed_event.h"
#include "server/follow/sse_client.h"
#include "store/change.h"

#include <map>

namespace tallywall {

class Feed;
class Store;

// Brings the events of one stream here: those that have an id there are stored together with that id, so that none is lost and
// none comes twice, however this program ends; the others are passed on. What one read brought is stored before more is read, so
// that little waits here; where the store does not take it, it is tried again until it does. Server thread.
class Follower : public QObject
{
    Q_OBJECT

public:
    // Goes on after the last id of `from`; where that is empty, or of another wall than the one there, with what comes from now on.
    Follower(const FollowOptions &options, const QByteArray &ownStore, const FollowPosition &from, Store &store,
             Feed &feed, const SseLimits &limits = {});

    void start() { m_client.start(); }

Q_SIGNALS:
    void healthChanged(bool ok,
                       const QString &sentence); // as of SseClient; where it can be read, what is left out of it
    // So many appeared here, and the stream was followed up to there.
    void followed(qsizetype events, const QByteArray &lastId);

private:
    struct LeftOut {
        qint64 events = 0;
        QByteArray lastId;
    };

    [[nodiscard]] static QString sentenceOf(NotFollowed why, const LeftOut &leftOut);
    void meet(const QByteArray &store);
    void beginAnew();
    void take(const QList<SseEvent> &events, const QByteArray &lastId);
    void pass(const FollowedEvent &followed);
    void leaveOut(NotFollowed why, const QByteArray &id);
    void write();
    void tellHealth();

    FollowOptions m_options;
    FollowSource m_source;
    Store &m_store;
    Feed &m_feed;
    SseClient m_client;
    QTimer m_again;            // the store did not take it
    FollowPosition m_position; // of the last event that was looked at
    RecordFollowed m_batch;    // is being stored
    bool m_hasTold = false;    // of a gap, since the stream was opened
    bool m_wasBegunAnew = false;
    std::map<NotFollowed, LeftOut> m_leftOut; // each reason is logged once
    bool m_ok = false;
    QString m_why;
};

} // namespace tallywall
