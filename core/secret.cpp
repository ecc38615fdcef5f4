// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret.h"

#include <QCryptographicHash>

namespace tallywall {

bool sameSecret(QByteArrayView given, QByteArrayView expected)
{
    const QByteArray a = QCryptographicHash::hash(given.toByteArray(), QCryptographicHash::Sha256);
    const QByteArray b = QCryptographicHash::hash(expected.toByteArray(), QCryptographicHash::Sha256);
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(a.at(i) ^ b.at(i)) & 0xffU;
    return difference == 0;
}

bool isOneOfSecrets(QByteArrayView given, const QByteArrayList &expected)
{
    bool found = false;
    for (const QByteArray &secret : expected)
        found |= sameSecret(given, secret);
    return found;
}

} // namespace tallywall
