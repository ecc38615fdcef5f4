// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/prices/prices_routes.h"

#include "core/prices/price_board.h"
#include "core/text.h"
#include "server/net/endless.h"
#include "server/net/router.h"
#include "server/prices/prices.h"

#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// A misspelt "symbol" would be answered with numbers that look like prices.
Result<Done> checkNames(const Request &request)
{
    for (const auto &[name, value] : parseForm(request.head.query())) {
        if (name != "symbol"_L1 && name != "every"_L1)
            return Error{ErrorCode::Invalid, u"expected \"symbol\" or \"every\""_s,
                         u"parameter \"%1\""_s.arg(shortened(name, 80))};
    }
    return Done{};
}

Result<PriceWish> wishOf(const Request &request)
{
    if (auto known = checkNames(request); !known)
        return known.error();
    PriceWish wish;
    if (const auto symbol = request.parameter("symbol")) {
        if (!isPriceSymbol(*symbol))
            return Error{ErrorCode::Invalid, expectedSymbol(), u"parameter \"symbol\""_s};
        wish.symbol = *symbol;
    }
    if (const auto every = request.parameter("every")) {
        bool isNumber = false;
        const double seconds = every->toDouble(&isNumber);
        const std::chrono::duration<double> pace(seconds);
        if (!isNumber || !(pace >= OwnPrices::shortest && pace <= OwnPrices::longest))
            return Error{ErrorCode::Invalid, u"expected seconds, a number from 0.1 to 3600"_s,
                         u"parameter \"every\""_s};
        wish.every = std::chrono::round<std::chrono::milliseconds>(pace);
    }
    return wish;
}

void openPrices(const Request &request, const Responder &responder, Prices &prices)
{
    const auto wish = wishOf(request);
    if (!wish) {
        responder.send(problem(wish.error()));
        return;
    }
    answerEndlessly(request, responder, serverSentEvents(), [&prices, wish = *wish](std::unique_ptr<Outlet> outlet) {
        prices.listen(std::move(outlet), wish);
    });
}

} // namespace

void addPricesRoutes(Router &router, Prices &prices)
{
    router.add({.method = Method::Get,
                .pattern = "/prices",
                .handle = [&prices](const Request &request, const Responder &responder) {
                    openPrices(request, responder, prices);
                }});
}

} // namespace tallywall
