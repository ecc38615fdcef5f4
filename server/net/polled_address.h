// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/poll_options.h"

#include <QUrl>

namespace tallywall {

// Where that is which is polled, and what is shown there as proof.
struct PolledAddress {
    QUrl url;                 // without user, password and fragment
    QByteArray authorization; // the value of the field; empty: none
};

[[nodiscard]] PolledAddress addressOf(const PollOptions &options);

// Basic where there is a user, else Bearer where there is a token.
[[nodiscard]] QByteArray authorizationOf(const QByteArray &user, const QByteArray &password, const QByteArray &token);

// Whether what is meant for one address may be sent to the other, too: the same origin, or https on the same host.
[[nodiscard]] bool isAsSafe(const QUrl &target, const QUrl &url);

} // namespace tallywall
