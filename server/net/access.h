// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "server/net/request.h"

#include <QByteArrayList>

namespace tallywall {

// Who may do what (docs/api.md, "Who may do what"). Pure: a request in, a verdict out.
struct AccessRules {
    QByteArray token;              // what a writer from elsewhere has to show
    QByteArrayList allowedOrigins; // foreign pages whose scripts may write
};

// Whether the request comes from the machine itself: a loopback peer, a loopback Host, and no sign of a proxy in between.
[[nodiscard]] bool isLocal(const Request &request);

// Whether a browser sent this from a page of ours, from an allowed one, or whether no browser's page is behind it.
[[nodiscard]] bool isOwnOrigin(const Request &request, const AccessRules &rules);

// Errors: Forbidden for a foreign page; Unauthorized from elsewhere without the token.
[[nodiscard]] Result<Done> mayWrite(const Request &request, const AccessRules &rules);

// Only the half about pages: for those that prove themselves otherwise, and for GET requests that write.
[[nodiscard]] Result<Done> isWelcomePage(const Request &request, const AccessRules &rules);

// Whether the request shows the token (Authorization: Bearer).
[[nodiscard]] bool showsToken(const Request &request, const AccessRules &rules);

} // namespace tallywall
