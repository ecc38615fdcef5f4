// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/question.h"

#include <functional>

namespace tallywall {

class Store;

// Asks the store what the window wants to know; `answer` is called once, on the server thread.
void answerQuestion(Store &store, const Question &question, std::function<void(const Answer &)> answer);

} // namespace tallywall
