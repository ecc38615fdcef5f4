// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo_pipelines.h"
#include "app/demo_prices.h"
#include "core/messages/message.h"
#include "store/change.h"

#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

namespace tallywall {

// Plays a wall in use: first an hour of history, then results, pipelines, prices and messages that come and go. It only makes values;
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
    void priced(const tallywall::PriceTick &tick);

private:
    void playHistory();
    void playResult();
    void playPipelines();
    void playMessage();
    void playPrices();
    [[nodiscard]] ResultInput randomResult(TimePoint at);

    QRandomGenerator m_random{20261120};
    DemoPipelines m_pipelines{m_random};
    DemoPrices m_prices{m_random};
    QTimer m_results;
    QTimer m_pipelinesDue;
    QTimer m_messages;
    QTimer m_pricesDue;
};

} // namespace tallywall
