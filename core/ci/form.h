// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tallywall::ci {

// A form as GitHub, Gitea and Travis CI may send one (WHATWG URL, application/x-www-form-urlencoded).

// The value of the first field of that name, as it is written, which is a part of `form`; nothing where it has no such field.
[[nodiscard]] std::optional<QByteArrayView> formField(QByteArrayView form, QByteArrayView name);
// What a value says.
[[nodiscard]] QByteArray formDecoded(QByteArrayView value);
// How many bytes of the value stand for the byte that it says from here on: three of "%2F", else one.
[[nodiscard]] qsizetype formUnit(QByteArrayView value, qsizetype at);

} // namespace tallywall::ci
