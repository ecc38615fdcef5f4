// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallywall {

// What can be chosen of the Pusher Channels protocol: [pusher] in the configuration.
struct PusherOptions {
    bool subscriptionCount = false; // whether the subscribers of a channel are told how many they are

    friend bool operator==(const PusherOptions &, const PusherOptions &) = default;
};

} // namespace tallywall
