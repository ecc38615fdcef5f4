// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tallywall {

// Whether a link that came from elsewhere may be opened: http or https with a host, nothing else.
[[nodiscard]] bool mayOpen(const QString &url);

void openInBrowser(const QString &url); // where it may be opened

} // namespace tallywall
