// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messages/message.h"
#include "store/change.h"

#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

namespace tallywall {

// Plays a wall in use: first an hour of history, then results, pipelines and messages that come and go. It only makes values;
// what becomes of them is the server's matter. Server thread.
class Demo : public QObject
{
    Q_OBJECT

public:
    explicit Demo(QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void changed(const tallywall::Change &change);
    void said(const tallywall::Message &message);

private:
    void playHistory();
    void playResult();
    void playPipelines();
    void playMessage();
    [[nodiscard]] ResultInput randomResult(TimePoint at);
    [[nodiscard]] ci::Run newRun(int project, TimePoint started);
    void advance(ci::Run &run, TimePoint now);

    QRandomGenerator m_random{20261120};
    QTimer m_results;
    QTimer m_pipelines;
    QTimer m_messages;
    QList<ci::Run> m_running;
    qint64 m_nextNumber = 4200;
    qint64 m_nextJob = 90'000;
};

} // namespace tallywall
