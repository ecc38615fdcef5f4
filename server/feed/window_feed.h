// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/frame.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <utility>

namespace tallywall {

class Feed;
class Known;
class Store;

// The window as a subscriber: gathers what is published into one frame, and hands it over when the window says that it is
// ready. While the window is busy the frame grows, up to its bound; it never queues. History is loaded in pages, each of which
// travels in the order in which the store answered, so that pages and events agree. Server thread.
class WindowFeed : public QObject
{
    Q_OBJECT

public:
    static constexpr int historyRows = 100'000;
    static constexpr int historyPage = 5000;

    WindowFeed(Feed &feed, Store &store, const Known &known, QObject *parent = nullptr);

    // What is asked for the status, besides the store and the feed: the sources that cannot be read.
    void setFailing(std::function<QList<FailingSource>()> failing) { m_failing = std::move(failing); }

    // The window is there: begins with the history.
    void start();
    // The window has applied the last frame.
    void release();

Q_SIGNALS:
    void framed(const tallywall::Frame &frame);

private:
    void takeEvents(const QList<Event> &events);
    void beginHistory();
    void takeKnown();
    void loadRows();
    void loadRuns();
    void loadResults(ResultId before);
    void refreshStatus();
    void takeStatus();
    void offer();

    Feed &m_feed;
    Store &m_store;
    const Known &m_known;
    Frame m_frame;              // the one that waits
    qsizetype m_frameBytes = 0; // of the data of its events
    bool m_dirty = false;       // it holds something
    bool m_ready = false;       // the window can take one
    bool m_started = false;
    int m_historyLeft = 0;
    int m_historyRun = 0; // pages of an older loading are ignored
    std::function<QList<FailingSource>()> m_failing = [] { return QList<FailingSource>(); };
    QTimer m_clock; // once a second: the status
    qint64 m_eventsBefore = 0;
    double m_rateBefore = 0;
};

} // namespace tallywall
