// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Prices;
class Router;

// GET /prices: an endless answer.
void addPricesRoutes(Router &router, Prices &prices);

} // namespace tallywall
