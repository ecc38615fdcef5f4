// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

class Router;

// GET /, GET /example and GET /assets/…: the page, and one to copy, from the files that the build embedded compressed (resources/page).
void addPageRoutes(Router &router);

} // namespace tallywall
