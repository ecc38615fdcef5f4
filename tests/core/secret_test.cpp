// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

class SecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheSameBytesAreTheSameSecret_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<bool>("same");
        QTest::newRow("the same") << "swordfish"_ba
                                  << "swordfish"_ba << true;
        QTest::newRow("both empty") << ""_ba
                                    << ""_ba << true;
        QTest::newRow("empty") << ""_ba
                               << "swordfish"_ba << false;
        QTest::newRow("a beginning") << "sword"_ba
                                     << "swordfish"_ba << false;
        QTest::newRow("more than it") << "swordfish!"_ba
                                      << "swordfish"_ba << false;
        QTest::newRow("another case") << "Swordfish"_ba
                                      << "swordfish"_ba << false;
        QTest::newRow("another last byte") << "swordfisi"_ba
                                           << "swordfish"_ba << false;
        QTest::newRow("a zero byte behind") << QByteArray("swordfish\0", 10) << "swordfish"_ba << false;
        QTest::newRow("the same after a zero byte") << QByteArray("a\0b", 3) << QByteArray("a\0b", 3) << true;
        QTest::newRow("different after a zero byte") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3) << false;
        QTest::newRow("long") << QByteArray(1'000'000, 'x') << QByteArray(1'000'000, 'x') << true;
    }
    void onlyTheSameBytesAreTheSameSecret()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, expected);
        QTEST(sameSecret(given, expected), "same");
        QTEST(sameSecret(expected, given), "same");
    }

    void oneOfThemIsEnough()
    {
        const QByteArrayList secrets{"current", "previous"};
        QVERIFY(isOneOfSecrets("current", secrets));
        QVERIFY(isOneOfSecrets("previous", secrets));
        QVERIFY(!isOneOfSecrets("older", secrets));
        QVERIFY(!isOneOfSecrets("", secrets));
        QVERIFY(!isOneOfSecrets("current", {}));
        QVERIFY(!isOneOfSecrets("", {}));
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "secret_test.moc"
