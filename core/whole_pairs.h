// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tallywall {

// JSON in which no escape names half a surrogate pair ("\ud800"), and only an escape can: the parser refuses it as UTF-8. Each
// becomes the escape of U+FFFD, which is as long, so that mistakes keep their places.
[[nodiscard]] QByteArray withWholePairs(QByteArray text);

} // namespace tallywall
