// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// [prices.NAME] of the configuration.
#include "app/configuration.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

class PricesConfigurationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAskedComesFromTheFile();
    void mistakesAreNamedWithTheirLine_data();
    void mistakesAreNamedWithTheirLine();

private:
    Result<Configuration> read(const QByteArray &text) const
    {
        QFile file(m_folder.filePath(u"tallywall.toml"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return Error{};
        file.close();
        return readConfiguration(file.fileName(), {u"port"_s});
    }

    QTemporaryDir m_folder;
};

void PricesConfigurationTest::whatIsAskedComesFromTheFile()
{
    using namespace std::chrono_literals;
    const auto configuration = read("[prices.ACME]\nurl = \"https://prices.example.org/acme\"\n"
                                    "pointer = \"/data/0/last\"\n"
                                    "[prices.gold]\nurl = \"http://metal.example.org/\"\npointer = \"/usd\"\n"
                                    "symbol = \"XAU/USD\"\ntoken = \"t\"\nevery = 5\n"
                                    "[prices.\"EUR/USD\"]\nurl = \"http://bank.example.org/\"\npointer = \"\"\n");
    QVERIFY2(configuration, configuration ? "" : qPrintable(configuration.error().sentence()));
    QCOMPARE(configuration->prices.size(), 3);
    QCOMPARE(configuration->prices.at(1).symbol, u"EUR/USD"_s);
    QVERIFY(configuration->prices.at(1).pointer.path.isEmpty());
    QCOMPARE(configuration->prices.at(0),
             (PricePollOptions{.asked = {.name = u"prices.ACME"_s,
                                         .url = u"https://prices.example.org/acme"_s,
                                         .user = {},
                                         .password = {},
                                         .token = {},
                                         .every = 60s},
                               .pointer = {.text = u"/data/0/last"_s, .path = {u"data"_s, u"0"_s, u"last"_s}},
                               .symbol = u"ACME"_s}));
    const PricePollOptions &gold = configuration->prices.at(2);
    QCOMPARE(gold.symbol, u"XAU/USD"_s);
    QCOMPARE(gold.pointer.text, u"/usd"_s);
    QCOMPARE(gold.asked.token, "t"_ba);
    QCOMPARE(gold.asked.every, 5s);
    QVERIFY(configuration->warnings.isEmpty());
    QVERIFY(read("port = 4000\n")->prices.isEmpty());
}

void PricesConfigurationTest::mistakesAreNamedWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &text, const QString &says) {
        QTest::newRow(name) << text << says;
    };
    const QByteArray acme = "[prices.ACME]\nurl = \"http://a/\"\n";
    row("no table", "[prices]\nurl = \"http://a/\"\n", u"line 2: write [prices.NAME]"_s);
    row("two brackets", "[[prices]]\nurl = \"http://a/\"\n", u"write [prices.NAME]"_s);
    row("the table misspelt", "[price.ACME]\n", u"line 1: unknown table [price.ACME]: did you mean [prices.ACME]?"_s);
    row("no address", "[prices.ACME]\npointer = \"/p\"\n", u"line 1: [prices.ACME] needs url"_s);
    row("an address of a file", "[prices.ACME]\nurl = \"file:///p\"\n", u"line 2: expected an address"_s);
    row("a password in the address", "[prices.ACME]\nurl = \"http://u:p@a/\"\n", u"line 2: a password"_s);
    row("no pointer", acme, u"line 1: [prices.ACME] needs pointer"_s);
    row("a pointer that is none", acme + "pointer = \"p\"\n", u"line 3: \"p\" is no JSON Pointer"_s);
    row("a name that is no symbol", "[prices.\"AC ME\"]\n", u"line 1: expected a symbol"_s);
    row("a symbol that is none", acme + "symbol = \"B C\"\n", u"line 3: expected a symbol"_s);
    row("a symbol twice",
        acme + "pointer = \"/usd\"\n[prices.B]\nurl = \"http://b/\"\npointer = \"/usd\"\nsymbol = \"ACME\"\n",
        u"line 4: the symbol \"ACME\" is that of [prices.ACME] already"_s);
    row("too often", acme + "every = 4\n", u"line 3: expected a whole number of seconds from 5 to 3600"_s);
    row("half a proof", acme + "pointer = \"/usd\"\nuser = \"u\"\n", u"line 1: [prices.ACME] needs both user and"_s);
    row("two proofs", acme + "pointer = \"/usd\"\nuser = \"u\"\npassword = \"p\"\ntoken = \"t\"\n", u"and not both"_s);
    row("an empty token", acme + "token = \"\"\n", u"line 3: \"token\" is empty"_s);
    row("a key misspelt", acme + "poiner = \"/p\"\n",
        u"line 3: there is no \"poiner\" here: did you mean \"pointer\"?"_s);
    row("a key that there is not", acme + "project = \"p\"\n",
        u"line 3: there is no \"project\" here; symbol, pointer, url"_s);
}

void PricesConfigurationTest::mistakesAreNamedWithTheirLine()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, says);
    const auto configuration = read(file);
    QVERIFY(!configuration);
    const QString sentence = configuration.error().sentence();
    QVERIFY2(sentence.contains(says), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(PricesConfigurationTest)
#include "prices_configuration_test.moc"
