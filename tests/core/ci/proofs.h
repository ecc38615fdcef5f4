// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/proof.h"
#include "server/ci/cryptography.h"

#include <QtTest>

namespace tallywall::ci {

// For the tests of the schemes of proof.h, one row a delivery.

inline void addProofColumns()
{
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("secrets");
    QTest::addColumn<qint64>("received"); // Unix time in milliseconds
    QTest::addColumn<QByteArray>("verdict");
}

inline Proof proofOfRow(const Scheme &scheme)
{
    QFETCH(HeaderList, headers);
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, secrets);
    QFETCH(qint64, received);
    return scheme(unpack(headers, body, fromUnixMs(received)), secrets, cryptography());
}

// Whether it has the verdict of the row, and a reason where it is not given.
inline void checkRow(const Proof &proof)
{
    QFETCH(QByteArray, verdict);
    QVERIFY2(verdictWord(proof.verdict) == verdict, qPrintable(proof.why));
    QCOMPARE(proof.why.isEmpty(), proof.verdict == Verdict::Given);
    QVERIFY(!proof.scheme.isEmpty());
}

} // namespace tallywall::ci
