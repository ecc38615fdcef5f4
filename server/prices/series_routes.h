// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Known;
class Router;

// GET /prices/series: every series that is known, with its newest points.
void addSeriesRoutes(Router &router, const Known &known);

} // namespace tallywall
