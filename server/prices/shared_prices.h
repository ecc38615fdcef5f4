// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

namespace tallywall {

class Feed;
class Known;
class Subscriber;

// The series of prices that are listened to: one source for each symbol while there is anyone who wants it, and the same bytes for
// all of them. They go out in slices, one a turn, so that thousands of listeners keep nobody else waiting. Server thread.
class SharedPrices : public QObject
{
    Q_OBJECT

public:
    // `feed` drops those who are too slow; both have to live longer.
    SharedPrices(Feed &feed, const Known &known);

    // The latest price of the symbol goes out at once, where there is one, then each as it comes. The subscriber is open.
    void add(Subscriber *subscriber, const QString &symbol);

    [[nodiscard]] int sources() const { return static_cast<int>(m_sources.size()); }

private:
    struct Source {
        QSet<Subscriber *> listeners; // never empty
        QByteArray due;               // the prices since the last batch
        QByteArray batch;             // the one under way
        QList<Subscriber *> waiting;  // those who have it still to come

        [[nodiscard]] bool isSent() const { return waiting.isEmpty() && due.isEmpty(); }
    };

    void take(const QString &symbol);
    void remove(Subscriber *subscriber, const QString &symbol);
    void takeTurn();
    // The batch under way, else the next one, to at most so many more, and takes those off `budget`. Who is too slow is added to
    // `tooSlow`.
    static void send(Source &source, int &budget, QList<Subscriber *> &tooSlow);
    void dropAll(const QList<Subscriber *> &tooSlow);

    Feed &m_feed;
    const Known &m_known;
    QHash<QString, Source> m_sources;
    QStringList
            m_turns; // the symbols that have something to send, the next one first: each sends one batch, and is the last then
    QTimer m_turnEnd; // an interval of zero: a batch of prices is one write
};

} // namespace tallywall
