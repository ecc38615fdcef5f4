// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connection.h"

namespace tallywall {

// An answer without an end.
struct Endless {
    QByteArray type;
    QByteArray greeting;                               // what its client is sent first
    QList<std::pair<QByteArray, QByteArray>> fields{}; // of its head, besides those of every stream
};

// Server-Sent Events (WHATWG HTML, section 9.2): whoever loses the connection comes back after a second.
[[nodiscard]] Endless serverSentEvents();

// Begins the answer, and hands out its sending end; to HEAD it answers with the head alone.
void answerEndlessly(const Request &request, const Responder &responder, const Endless &answer, Responder::Begin begin);

} // namespace tallywall
