// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/wall_client.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tallywall {

// Brings one event, or an array of them, at a time to a wall, and tries again for a while where the wall is away or busy: after
// twice as long each time, or when the wall says. Each try has the same Idempotency-Key, so that what is stored is stored once,
// also where the connection is lost before the answer, and QNetworkAccessManager asks again by itself.
class EventPoster : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds wholeAnswer{30}; // from the question to its last byte
    static constexpr std::chrono::milliseconds shortestPause{100};
    static constexpr std::chrono::milliseconds longestPause{2000}; // unless the wall says so

    // `wall` has to live longer. `within`: the whole of each answer has to come.
    EventPoster(WallClient &wall, std::chrono::seconds retry, std::chrono::milliseconds within = wholeAnswer);

    // Once the one before it was answered, with a key of its own.
    void post(const QByteArray &body);                                  // of POST /notify
    [[nodiscard]] bool isWaiting() const { return m_again.isActive(); } // to try again
    void giveUp();                                                      // nothing more is told of it
    // Whether a try of what was posted last has gone out without an answer: where it fails then, nobody knows what became of it.
    [[nodiscard]] bool mayHaveArrived() const { return m_mayHaveArrived; }

Q_SIGNALS:
    void taken(const QByteArray &answer);
    void refused(const QString &why); // this one; another one may be taken
    void failed(const QString &why);  // and so would every other one
    void waits();                     // until it is tried again
    void delayed(const QString &why); // for the first time since one was answered: it is tried again

private:
    void send();
    void read();
    [[nodiscard]] bool isUnanswered() const; // that what was sent may have arrived
    void finish();
    void tryAgain(const QString &why);
    [[nodiscard]] std::chrono::milliseconds pause() const;

    WallClient &m_wall;
    std::chrono::milliseconds m_retry;
    QTimer m_again;
    QTimer m_deadline;  // for the whole answer: one that comes a byte at a time is never silent
    ReplyOwner m_reply; // while it is under way
    QByteArray m_body;
    QByteArray m_key; // the same for each try
    QByteArray m_answer;
    int m_failures = 0;         // in a row
    QElapsedTimer m_inTrouble;  // since the first of them
    bool m_wasAnswered = false; // ever: its address is right
    bool m_mayHaveArrived = false;
};

} // namespace tallywall
