// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace tallywall {

// The UTF-16 unit of an escape ("\\ud83d") that stands at this place of a JSON text; nothing where there is none.
[[nodiscard]] std::optional<char16_t> escapedUnit(QByteArrayView text, qsizetype at = 0);

// JSON in which no escape names half a surrogate pair ("\ud800"), and only an escape can: the parser refuses it as UTF-8. Each
// becomes the escape of U+FFFD, which is as long, so that mistakes keep their places.
[[nodiscard]] QByteArray withWholePairs(QByteArray text);

} // namespace tallywall
