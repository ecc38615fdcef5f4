// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/prices/price_polls.h"

namespace tallywall {

PricePolls::PricePolls(const QList<PricePollOptions> &prices, const PollLimits &limits, QObject *parent)
    : QObject(parent)
{
    for (const PricePollOptions &options : prices)
        add(options, limits);
}

PricePolls::~PricePolls() = default;

void PricePolls::add(const PricePollOptions &options, const PollLimits &limits)
{
    auto &poll = *m_polls.emplace_back(std::make_unique<Poll>(Poll{.options = options, .latest = {}, .url = {}}));
    const PollReader reader{.accept = "application/json, */*;q=0.1",
                            .take = [this, &poll](const QByteArray &body) { return take(poll, body); },
                            .takeSame = [this, &poll] { tell(poll); }};
    poll.url = std::make_unique<PolledUrl>(options.asked, reader, m_network, limits);
    connect(poll.url.get(), &PolledUrl::healthChanged, this,
            [this, name = options.asked.name](bool ok, const QString &sentence) {
                Q_EMIT healthChanged(name, ok, sentence);
            });
}

void PricePolls::start()
{
    for (const auto &poll : m_polls)
        poll->url->start();
}

void PricePolls::askAll()
{
    for (const auto &poll : m_polls)
        poll->url->ask();
}

QString PricePolls::take(Poll &poll, const QByteArray &body)
{
    const auto price = priceAt(body, poll.options.pointer);
    if (!price)
        return price.error().message;
    poll.latest = *price;
    tell(poll);
    return {};
}

void PricePolls::tell(const Poll &poll)
{
    if (poll.latest)
        Q_EMIT priced({poll.options.symbol, *poll.latest});
}

} // namespace tallywall
