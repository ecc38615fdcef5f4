// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prices/price_board.h"
#include "core/prices/price_poll.h"
#include "server/net/polled_url.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace tallywall {

// Polls the prices of the configuration. Server thread; ends what is under way when it is deleted.
class PricePolls : public QObject
{
    Q_OBJECT

public:
    explicit PricePolls(const QList<PricePollOptions> &prices, const PollLimits &limits = {},
                        QObject *parent = nullptr);
    ~PricePolls() override;

    void start();
    void askAll(); // at once, where they are not being asked already

Q_SIGNALS:
    void priced(const tallywall::PriceTick &tick); // each time one was read, also where it is the same
    // Whether the price of that name (PollOptions::name) can be read, and if not, why.
    void healthChanged(const QString &name, bool ok, const QString &sentence);

private:
    struct Poll {
        PricePollOptions options;
        std::optional<double> latest;
        std::unique_ptr<PolledUrl> url;
    };

    void add(const PricePollOptions &options, const PollLimits &limits);
    [[nodiscard]] QString take(Poll &poll, const QByteArray &body);
    void tell(const Poll &poll);

    QNetworkAccessManager m_network;
    std::vector<std::unique_ptr<Poll>> m_polls;
};

} // namespace tallywall
