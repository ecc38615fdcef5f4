// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Options: the command line over the environment over the file, and one sentence for each mistake.
#include "app/options.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

class OptionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAnyTheDefaultsHold();
    void theCommandLineIsRead_data();
    void theCommandLineIsRead();
    void theCommandLineWinsThenTheEnvironmentThenTheFile();
    void everyOptionCanStandInTheFileAndInTheEnvironment();
    void secretsComeFromTheFile();
    void sectionsOfLaterVersionsAreWarnedOf();
    void mistakesOnTheCommandLineAreNamed_data();
    void mistakesOnTheCommandLineAreNamed();
    void mistakesInTheFileAreNamedWithTheirLine_data();
    void mistakesInTheFileAreNamedWithTheirLine();
    void aFileThatCannotBeReadIsNamed_data();
    void aFileThatCannotBeReadIsNamed();
    void helpNamesEveryOption();

private:
    // With a configuration file of this text, and variables as "NAME=value".
    Result<Options> read(const QStringList &arguments, const QByteArray &file = {}, const QStringList &variables = {})
    {
        QProcessEnvironment environment;
        for (const QString &one : variables)
            environment.insert(one.section(u'=', 0, 0), one.section(u'=', 1));
        QStringList all{u"tallywall"_s};
        if (!file.isNull()) {
            QFile toml(path());
            if (toml.open(QIODevice::WriteOnly | QIODevice::Truncate))
                toml.write(file);
            all << u"--config"_s << path();
        }
        return readOptions(all + arguments, environment);
    }
    QString path() const { return m_folder.filePath(u"wall.toml"_s); }

    QTemporaryDir m_folder;
};

void OptionsTest::withoutAnyTheDefaultsHold()
{
    qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
    qputenv("XDG_DATA_HOME", "/somewhere/data");
    const auto options = read({});
    QVERIFY(options);
    QCOMPARE(options->listen, QHostAddress(QHostAddress::AnyIPv4));
    QCOMPARE(options->port, 4000);
    QCOMPARE(options->dataFolder, u"/somewhere/data/tallywall"_s);
    QCOMPARE(options->storePath, QString());
    QVERIFY(!options->headless && !options->demo);
    QVERIFY(options->durability == Durability::Normal);
    QVERIFY(options->ask == Options::Ask::Run);
    // The demonstration leaves nothing behind.
    QCOMPARE(read({u"--demo"_s})->dataFolder, QString());
    QCOMPARE(read({u"--demo"_s, u"--data"_s, u"/kept"_s})->dataFolder, u"/kept"_s);
}

void OptionsTest::theCommandLineIsRead_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<std::function<bool(const Options &)>>("holds");
    using Holds = std::function<bool(const Options &)>;
    const auto row = [](const char *name, const QStringList &arguments, const Holds &holds) {
        QTest::newRow(name) << arguments << holds;
    };
    row("headless", {u"--headless"_s}, [](const Options &o) { return o.headless; });
    row("port", {u"--port"_s, u"80"_s}, [](const Options &o) { return o.port == 80; });
    row("port with =", {u"--port=80"_s}, [](const Options &o) { return o.port == 80; });
    row("any port", {u"--port"_s, u"0"_s}, [](const Options &o) { return o.port == 0; });
    row("the last one wins", {u"--port=80"_s, u"--port=81"_s}, [](const Options &o) { return o.port == 81; });
    row("localhost", {u"--listen"_s, u"localhost"_s},
        [](const Options &o) { return o.listen == QHostAddress(QHostAddress::LocalHost); });
    row("IPv6", {u"--listen=::1"_s}, [](const Options &o) { return o.listen == QHostAddress(u"::1"_s); });
    row("data", {u"--data"_s, u"/a/b"_s}, [](const Options &o) { return o.dataFolder == "/a/b"_L1; });
    row("a relative folder", {u"--data=b"_s},
        [](const Options &o) { return o.dataFolder == QDir().absoluteFilePath(u"b"_s); });
    row("store", {u"--store"_s, u"sqlite:/a/b.sqlite"_s},
        [](const Options &o) { return o.storePath == "/a/b.sqlite"_L1; });
    row("store as a URL", {u"--store=sqlite:///a/b"_s}, [](const Options &o) { return o.storePath == "/a/b"_L1; });
    row("a value with =", {u"--store=sqlite:/a=b"_s}, [](const Options &o) { return o.storePath == "/a=b"_L1; });
    row("durability", {u"--durability"_s, u"full"_s},
        [](const Options &o) { return o.durability == Durability::Full; });
    row("origins", {u"--allow-origin"_s, u"https://a.example"_s, u"--allow-origin=http://b.example:81"_s},
        [](const Options &o) {
            return o.allowedOrigins == QByteArrayList{"https://a.example", "http://b.example:81"};
        });
    row("version", {u"--version"_s}, [](const Options &o) { return o.ask == Options::Ask::Version; });
    row("help", {u"--help"_s}, [](const Options &o) { return o.ask == Options::Ask::Help; });
    row("-h", {u"-h"_s, u"--version"_s}, [](const Options &o) { return o.ask == Options::Ask::Help; });
}

void OptionsTest::theCommandLineIsRead()
{
    QFETCH(QStringList, arguments);
    using Holds = std::function<bool(const Options &)>;
    QFETCH(Holds, holds);
    const auto options = read(arguments);
    QVERIFY2(options, options ? "" : qPrintable(options.error().sentence()));
    QVERIFY(holds(*options));
}

void OptionsTest::theCommandLineWinsThenTheEnvironmentThenTheFile()
{
    const QByteArray file
            = "port = 1\nlisten = \"127.0.0.1\"\ndurability = \"full\"\nallow-origin = [\"http://a.example\"]\n";
    const QStringList variables{u"TALLYWALL_PORT=2"_s, u"TALLYWALL_LISTEN=127.0.0.2"_s,
                                u"TALLYWALL_ALLOW_ORIGIN=http://b.example,http://c.example"_s};
    const auto options = read({u"--port=3"_s}, file, variables);
    QVERIFY(options);
    QCOMPARE(options->port, 3);
    QCOMPARE(options->listen, QHostAddress(u"127.0.0.2"_s));
    QVERIFY(options->durability == Durability::Full);
    QCOMPARE(options->allowedOrigins, QByteArrayList({"http://b.example", "http://c.example"}));
    // The file itself can be named by the environment.
    const auto byVariable = read({}, {}, {u"TALLYWALL_CONFIG="_s + path()});
    QVERIFY(byVariable);
    QCOMPARE(byVariable->port, 1);
}

void OptionsTest::everyOptionCanStandInTheFileAndInTheEnvironment()
{
    const auto file = read({},
                           "headless = true\ndemo = true\nport = 5\ndata = \"/d\"\nstore = \"sqlite:/s\"\n"
                           "allow_origin = \"http://a.example\"\n");
    QVERIFY(file);
    QVERIFY(file->headless && file->demo);
    QCOMPARE(file->dataFolder, u"/d"_s);
    QCOMPARE(file->storePath, u"/s"_s);
    QCOMPARE(file->allowedOrigins, QByteArrayList{"http://a.example"});
    const auto variables = read({}, {},
                                {u"TALLYWALL_HEADLESS=1"_s, u"TALLYWALL_DEMO=yes"_s, u"TALLYWALL_DATA=/d"_s,
                                 u"TALLYWALL_STORE=sqlite:/s"_s, u"TALLYWALL_DURABILITY=full"_s, u"TALLYWALL_OTHER=x"_s,
                                 u"TALLYWALL_PORT="_s});
    QVERIFY(variables);
    QVERIFY(variables->headless && variables->demo);
    QCOMPARE(variables->storePath, u"/s"_s);
    QCOMPARE(variables->port, 4000);
    QVERIFY(!read({}, "headless = false\n", {u"TALLYWALL_DEMO=no"_s})->headless);
}

void OptionsTest::secretsComeFromTheFile()
{
    const auto options = read({}, "[hooks.gitlab]\nsecrets = [\"a\", \"b\"]\n[hooks.\"*\"]\nsecrets = \"c\"\n");
    QVERIFY(options);
    QCOMPARE(options->hookSecrets.value("gitlab"), QByteArrayList({"a", "b"}));
    QCOMPARE(options->hookSecrets.value("*"), QByteArrayList{"c"});
}

void OptionsTest::sectionsOfLaterVersionsAreWarnedOf()
{
    const auto options = read({}, "[quiz]\nplayers = 2\n[servers.web]\ncheck = \"http\"\n");
    QVERIFY(options);
    QCOMPARE(options->warnings.size(), 2);
    QVERIFY(options->warnings.at(0).contains("[quiz]"_L1));
}

void OptionsTest::mistakesOnTheCommandLineAreNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("says");
    const auto row = [](const QString &argument, const QStringList &says) {
        QTest::newRow(qPrintable(argument)) << argument.split(u' ') << says;
    };
    row(u"--prot 80"_s, {u"--prot"_s, u"--help"_s});
    row(u"--port"_s, {u"--port"_s, u"needs a value"_s});
    row(u"--port eighty"_s, {u"--port"_s, u"eighty"_s});
    row(u"--port 65536"_s, {u"--port"_s, u"65535"_s});
    row(u"--port -1"_s, {u"--port"_s, u"-1"_s});
    row(u"--port="_s, {u"--port"_s});
    row(u"--listen nowhere"_s, {u"--listen"_s, u"nowhere"_s});
    row(u"--listen 1.2.3.4.5"_s, {u"--listen"_s});
    row(u"--store mysql:x"_s, {u"--store"_s, u"sqlite:PATH"_s});
    row(u"--store sqlite:"_s, {u"--store"_s});
    row(u"--store postgresql://u:p@h/d"_s, {u"--store"_s, u"PostgreSQL"_s});
    row(u"--durability some"_s, {u"--durability"_s, u"full"_s});
    row(u"--allow-origin example.org"_s, {u"--allow-origin"_s, u"example.org"_s});
    row(u"--allow-origin https://example.org/"_s, {u"--allow-origin"_s});
    row(u"--allow-origin *"_s, {u"--allow-origin"_s});
    row(u"--allow-origin null"_s, {u"--allow-origin"_s});
    row(u"--headless=yes"_s, {u"--headless"_s, u"takes no value"_s});
    row(u"results"_s, {u"results"_s});
    row(u"-p 80"_s, {u"-p"_s});
    row(u"--"_s, {u"--"_s});
}

void OptionsTest::mistakesOnTheCommandLineAreNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, says);
    const auto options = read(arguments);
    QVERIFY(!options);
    const QString sentence = options.error().sentence();
    for (const QString &part : says)
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
    QVERIFY(!sentence.contains(u'\n'));
}

void OptionsTest::mistakesInTheFileAreNamedWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    QTest::newRow("no TOML") << "\n\nport 4000\n"_ba << u"line 3"_s;
    QTest::newRow("twice the same") << "port = 1\nport = 2\n"_ba << u"line 2"_s;
    QTest::newRow("an unknown option") << "port = 1\nprot = 2\n"_ba << u"line 2: there is no option \"prot\""_s;
    QTest::newRow("a list for a port") << "\nport = [1]\n"_ba << u"line 2"_s;
    QTest::newRow("a table for a port") << "[port]\nx = 1\n"_ba << u"line 1"_s;
    QTest::newRow("a broken number") << "port = 1.5\n"_ba << u"line 1"_s;
    QTest::newRow("an empty secret") << "[hooks.gitlab]\nsecrets = [\"a\", \"\"]\n"_ba << u"line 2: an empty secret"_s;
    QTest::newRow("secrets that are no text") << "[hooks.gitlab]\nsecrets = [[1]]\n"_ba << u"line 2"_s;
    QTest::newRow("no secrets") << "[hooks.gitlab]\nsecrets = []\n"_ba << u"line 2"_s;
    QTest::newRow("secrets misspelt") << "[hooks.gitlab]\nsecret = \"a\"\n"_ba << u"line 2"_s;
    QTest::newRow("an unknown provider") << "[hooks.gitlub]\nsecrets = \"a\"\n"_ba << u"gitlub"_s;
    QTest::newRow("hooks that are no table") << "hooks = 1\n"_ba << u"line 1"_s;
    QTest::newRow("a hook that is no table") << "[hooks]\ngitlab = \"x\"\n"_ba << u"line 2"_s;
    QTest::newRow("not UTF-8") << "data = \"\xff\"\n"_ba << u"line 1"_s;
    QTest::newRow("a port out of range") << "port = 70000\n"_ba << u"65535"_s;
    QTest::newRow("a switch with a number") << "headless = 7\n"_ba << u"true or false"_s;
}

void OptionsTest::mistakesInTheFileAreNamedWithTheirLine()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, says);
    const auto options = read({}, file);
    QVERIFY(!options);
    const QString sentence = options.error().sentence();
    QVERIFY2(sentence.contains(says), qPrintable(sentence));
    QVERIFY(!sentence.contains(u'\n'));
    if (says.startsWith("line"_L1))
        QVERIFY2(sentence.contains(path()), qPrintable(sentence));
}

void OptionsTest::aFileThatCannotBeReadIsNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("none") << u"/nowhere/wall.toml"_s;
    QTest::newRow("a folder") << u"/tmp"_s;
}

void OptionsTest::aFileThatCannotBeReadIsNamed()
{
    QFETCH(QString, file);
    const auto options = read({u"--config"_s, file});
    QVERIFY(!options);
    QVERIFY2(options.error().sentence().contains(file), qPrintable(options.error().sentence()));
}

void OptionsTest::helpNamesEveryOption()
{
    for (const char *name : {"headless", "listen", "port", "data", "config", "store", "durability", "allow-origin",
                             "demo", "version", "help"})
        QVERIFY2(helpText().contains("--"_L1 + QLatin1StringView(name)), name);
}

QTEST_GUILESS_MAIN(OptionsTest)
#include "options_test.moc"
