// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace tallywall {

// Why a text is not one JSON value, as a sentence; empty where it is one. A number or a text alone is one, too.
[[nodiscard]] QString jsonProblem(const QByteArray &text);

// What a server sent, as one line of JSON for a terminal or a pipe: an object as it came, with its digits and the order of its
// members, but without the blanks between its parts; anything else as a JSON string. No character of it can control a terminal.
[[nodiscard]] QByteArray jsonLine(const QByteArray &text);

// The value of a member of an object, likewise as it came; empty where it has none. Nothing where the text is no object.
[[nodiscard]] std::optional<QByteArray> memberLine(const QByteArray &object, QByteArrayView name);

} // namespace tallywall
