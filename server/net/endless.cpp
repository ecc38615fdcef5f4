// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/endless.h"

#include <utility>

namespace tallywall {

Endless serverSentEvents()
{
    return {.type = "text/event-stream; charset=utf-8", .greeting = "retry: 1000\n\n"};
}

void answerEndlessly(const Request &request, const Responder &responder, const Endless &answer, Responder::Begin begin)
{
    if (request.head.method == Method::Head) {
        responder.send(Response{.type = answer.type, .fields = {{"Cache-Control", "no-store"}}});
        return;
    }
    responder.stream(Response{.type = answer.type, .body = answer.greeting, .fields = answer.fields}
                             .with("Cache-Control", "no-store")
                             .with("X-Accel-Buffering", "no")
                             .with("X-Content-Type-Options", "nosniff")
                             .with("Connection", "close"),
                     std::move(begin));
}

} // namespace tallywall
