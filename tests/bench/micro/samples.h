// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"

namespace tallywall::bench {

// What most events of a wall look like.
inline Event sampleResult(qint64 id)
{
    return {EventId{id}, "results", "created", fromUnixMs(1'795'000'000'123),
            R"({"id":17,"name":"Ada Lovelace","time":12.34,"created":"2026-11-20T22:36:00.123Z"})"};
}

inline Event sampleMessage()
{
    return {EventId::None, "messages", "said", fromUnixMs(1'795'000'000'123),
            R"({"name":"Ada","message":"Bonjour, \"tout le monde\"!"})"};
}

} // namespace tallywall::bench
