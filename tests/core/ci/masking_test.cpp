// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/masking.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::ci;

// Of what is plain JSON tests/server/ci/deliveries_test.cpp tells.
class MaskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretMembersOfAFormAreHidden_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("hidden");
        const auto row = [](const char *name, const QByteArray &body, const QByteArray &hidden) {
            QTest::newRow(name) << body << QByteArray(hidden).replace("*", "\u2022\u2022\u2022\u2022");
        };
        row("GitHub's", "payload=%7B%22hook%22%3A%7B%22secret%22%3A%22a%2Bb%22%7D%2C%22id%22%3A7%7D",
            "payload=%7B%22hook%22%3A%7B%22secret%22%3A%22*%22%7D%2C%22id%22%3A7%7D");
        row("each", "payload=%7B%22Token%22%3A%22a%22%2C%22password%22%3A%22b%22%2C%22private_token%22%3A%22c%22%7D",
            "payload=%7B%22Token%22%3A%22*%22%2C%22password%22%3A%22*%22%2C%22private_token%22%3A%22*%22%7D");
        row("small escapes", "payload=%7b%22token%22%3a%22a%22%7d", "payload=%7b%22token%22%3a%22*%22%7d");
        row("blanks as plus", "payload={%22token%22+:++%22a+b%22}", "payload={%22token%22+:++%22*%22}");
        row("escaped quotes", "payload=%7B%22token%22%3A%22a%5C%22b%22%7D", "payload=%7B%22token%22%3A%22*%22%7D");
        row("a name of more escapes than needed", "payload=%7B%22%74oken%22%3A%22%61%22%7D",
            "payload=%7B%22%74oken%22%3A%22*%22%7D");
        row("not escaped at all", R"(payload={"token":"a","b":"c"})", R"(payload={"token":"*","b":"c"})");
        row("between other fields", "a=%22token%22&payload=%7B%22token%22%3A%22a%22%7D&b=c",
            "a=%22token%22&payload=%7B%22token%22%3A%22*%22%7D&b=c");
        row("cut", "payload=%7B%22token%22%3A%22abc", "payload=%7B%22token%22%3A%22*");
        row("cut in an escape", "payload=%7B%22token%22%3A%22abc%2", "payload=%7B%22token%22%3A%22*");
        for (const QByteArray &same :
             {"payload="_ba, "payload"_ba, "payload=%7B%22id%22%3A7%2c%22Path%22:%22a%2fb+c%22%7D"_ba,
              "payload=%7B%22token%22%3A%22%22%7D"_ba, "payload=%7B%22token%22%3A7%7D"_ba,
              "other=%7B%22token%22%3A%22a%22%7D"_ba, "payload=%"_ba, "payload=%zz%"_ba})
            row(same.constData(), same, same);
    }
    void secretMembersOfAFormAreHidden()
    {
        QFETCH(QByteArray, body);
        QTEST(withoutSecretMembers(body), "hidden");
        QCOMPARE(withoutSecretMembers(withoutSecretMembers(body)), withoutSecretMembers(body));
    }

    void aHiddenFormStillReads()
    {
        const HeaderList headers{{"Content-Type", "application/x-www-form-urlencoded"}};
        const QByteArray body = "payload=%7B%22token%22%3A%22a%22%2C%22id%22%3A7%7D";
        const Delivery delivery = unpack(headers, withoutSecretMembers(body), {});
        QCOMPARE(delivery.json.value("token"_L1).toString(), u"\u2022\u2022\u2022\u2022"_s);
        QCOMPARE(delivery.json.value("id"_L1).toInt(), 7);
    }

    // What costs more than a plain body of its size is an attack.
    void hostileFormsCostNoMoreThanOthers_data()
    {
        constexpr qsizetype size = 8 * 1024 * 1024;
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("separators") << QByteArray(size, '&');
        QTest::newRow("percent signs") << "payload=" + QByteArray(size, '%');
        QTest::newRow("colons") << "payload=" + "%3A"_ba.repeated(size / 3);
        QTest::newRow("secrets") << "payload=" + "%22token%22:%22a%22,"_ba.repeated(size / 20);
        QTest::newRow("texts without an end") << "payload=" + "%22token%22:%22a%5C"_ba.repeated(size / 18);
    }
    void hostileFormsCostNoMoreThanOthers()
    {
        QFETCH(QByteArray, body);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!withoutSecretMembers(body).isEmpty());
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(MaskingTest)
#include "masking_test.moc"
