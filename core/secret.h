// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace tallywall {

// Whether two secrets are the same, in a time that depends on neither their content nor their length: both are hashed
// (SHA-256) before the digests are compared without an early end.
[[nodiscard]] bool sameSecret(QByteArrayView given, QByteArrayView expected);

// Whether it is one of them; every one is compared, so that the time does not tell which it was.
[[nodiscard]] bool isOneOfSecrets(QByteArrayView given, const QByteArrayList &expected);

} // namespace tallywall
