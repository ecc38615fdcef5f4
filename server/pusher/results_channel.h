// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace tallywall {

class Feed;
class PusherHub;
class Store;
struct Event;
struct TimedResult;

// Publishes the newest results on the channel "results", as event "results", after each change of them. They are read after the
// commit, so that a late event still shows the newest list. Changes that come while one is read, or soon after one was sent, make
// one event together. Nothing is read while nobody is subscribed. Server thread.
class ResultsChannel : public QObject
{
    Q_OBJECT

public:
    // All have to live longer.
    ResultsChannel(PusherHub &hub, Feed &feed, Store &store);

private:
    void note(const QList<Event> &events);
    void goOn();
    [[nodiscard]] bool publish(const QList<TimedResult> &results);
    void read();

    PusherHub &m_hub;
    Store &m_store;
    QTimer m_pause;         // active: one was sent, or failed to be, a moment ago
    bool m_reading = false; // one is under way
    bool m_changed = false; // since the last reading began
};

} // namespace tallywall
