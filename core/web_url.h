// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QUrl;

namespace tallywall {

// Whether it leads to a server of the Web: http or https, with a host.
[[nodiscard]] bool isWeb(const QUrl &url);

} // namespace tallywall
