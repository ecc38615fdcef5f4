// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Options: the command line over the environment over the file, and one sentence for each mistake.
#include "app/options.h"
#include "tests/core/ci/keys.h"

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
    void aServiceThatIsNotBuiltInIsMapped();
    void theMappingOfTheDocumentationWorks();
    void feedsToPollComeFromTheFile();
    void streamsToFollowComeFromTheFile();
    void countsOfSubscribersAreToldWhereTheFileSaysSo();
    void sectionsOfLaterVersionsAreWarnedOf();
    void secretsThatAreWeakAreWarnedOf_data();
    void secretsThatAreWeakAreWarnedOf();
    void secretsOfEachKindAreTaken();
    void mistakesOnTheCommandLineAreNamed_data();
    void mistakesOnTheCommandLineAreNamed();
    void mistakesInTheFileAreNamedWithTheirLine_data();
    void mistakesInTheFileAreNamedWithTheirLine();
    void mistakesThatWouldShowLateAreNamedAtOnce_data();
    void mistakesThatWouldShowLateAreNamedAtOnce();
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
    QCOMPARE(options->hooks.secretsFor("gitlab", u"group/wall"_s), QByteArrayList({"a", "b", "c"}));
    QCOMPARE(options->hooks.secretsFor("cdevents", {}), QByteArrayList{"c"});
    const auto ofProjects = read({},
                                 "[hooks.gitlab]\nsecrets = \"a\"\n[hooks.gitlab.projects.\"group/wall\"]\n"
                                 "secrets = [\"p\", \"q\"]\n[hooks.\"*\".projects]\ngate.secrets = \"r\"\n");
    QVERIFY2(ofProjects, ofProjects ? "" : qPrintable(ofProjects.error().sentence()));
    QCOMPARE(ofProjects->hooks.secretsFor("gitlab", u"group/wall"_s), QByteArrayList({"p", "q"}));
    QCOMPARE(ofProjects->hooks.secretsFor("gitlab", u"gate"_s), QByteArrayList{"r"});
    QCOMPARE(ofProjects->hooks.secretsFor("gitlab", u"other"_s), QByteArrayList{"a"});
    QVERIFY(ofProjects->hooks.mapped.isEmpty());
}

void OptionsTest::aServiceThatIsNotBuiltInIsMapped()
{
    const auto options = read({},
                              "[hooks.acme]\nsecrets = [\"s\"]\nproject = \"/job\"\n"
                              "state = [\"/result\", \"/phase\"]\nnumber = \"/builds/0/n~1r\"\n"
                              "states = { success = [\"Super\", 0, true], error = \"boom\" }\n"
                              "[hooks.acme.projects.wall]\nsecrets = \"t\"\n");
    QVERIFY2(options, options ? "" : qPrintable(options.error().sentence()));
    QCOMPARE(options->hooks.secretsFor("acme", {}), QByteArrayList{"s"});
    QCOMPARE(options->hooks.secretsFor("acme", u"wall"_s), QByteArrayList{"t"});
    QCOMPARE(options->hooks.mapped.size(), 1);
    const ci::Provider &acme = options->hooks.mapped.constFirst();
    QCOMPARE(acme.name, "acme"_ba);
    const auto stateOf = [&acme](const QByteArray &facts) {
        const auto reading = ci::readDelivery(acme,
                                              ci::unpack({},
                                                         "{\"job\":\"wall\",\"builds\":[{\"n/r\":7}]," + facts + '}',
                                                         fromUnixMs(1'795'214'160'123)));
        const ci::Run *run = reading ? std::get_if<ci::Run>(&*reading) : nullptr;
        return run && run->project == "wall"_L1 && run->number == 7 ? ci::stateWord(run->state) : "no run"_ba;
    };
    QCOMPARE(stateOf("\"result\":\"super\""), "success"_ba);
    QCOMPARE(stateOf("\"result\":0"), "success"_ba);
    QCOMPARE(stateOf("\"result\":true"), "success"_ba);
    QCOMPARE(stateOf("\"result\":\"BOOM\""), "error"_ba);
    QCOMPARE(stateOf("\"result\":null,\"phase\":\"running\""), "running"_ba);
}

void OptionsTest::theMappingOfTheDocumentationWorks()
{
    QFile page(qEnvironmentVariable("TALLYWALL_SOURCE") + u"/docs/ci/any.md"_s);
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    const auto block = [&text](const QByteArray &kind, const QByteArray &with) {
        const qsizetype begin = text.indexOf("```" + kind + '\n' + with);
        const qsizetype end = text.indexOf("\n```", begin);
        return begin < 0 ? QByteArray() : text.mid(begin + 4 + kind.size(), end - begin - 3 - kind.size());
    };
    const auto options = read(
            {}, block("toml", "[hooks.acme]") + block("toml", "[hooks.acme.projects") + block("toml", "[poll"));
    QVERIFY2(options, options ? "" : qPrintable(options.error().sentence()));
    QCOMPARE(options->polls.size(), 1);
    const auto reading = ci::readDelivery(options->hooks.mapped.constFirst(),
                                          ci::unpack({}, block("json", "{"), fromUnixMs(1'795'214'160'123)));
    QVERIFY2(reading, reading ? "" : qPrintable(reading.error().sentence()));
    const auto run = std::get<ci::Run>(*reading);
    QCOMPARE(run.project, u"group/wall"_s);
    QCOMPARE(run.state, ci::State::Success);
    QCOMPARE(run.author, u"Ada Lovelace"_s);
    QCOMPARE(run.number, 31);
    QCOMPARE(run.url, u"https://ci.example.org/builds/1207"_s);
}

void OptionsTest::feedsToPollComeFromTheFile()
{
    using namespace std::chrono_literals;
    const auto options = read(
            {},
            "[poll.ci]\nurl = \"https://ci.example.org/cc.xml\"\nuser = \"wall\"\n"
            "password = \"p\"\nevery = 5\n[poll.go-cd]\nurl = \"http://go.example.org:8153/cctray.xml\"\n"
            "token = \"t\"\n");
    QVERIFY2(options, options ? "" : qPrintable(options.error().sentence()));
    QCOMPARE(options->polls.size(), 2);
    QCOMPARE(options->polls.at(1),
             (PollOptions{.name = u"go-cd"_s,
                          .url = u"http://go.example.org:8153/cctray.xml"_s,
                          .user = {},
                          .password = {},
                          .token = "t",
                          .every = 30s}));
    QCOMPARE(options->polls.at(0),
             (PollOptions{.name = u"ci"_s,
                          .url = u"https://ci.example.org/cc.xml"_s,
                          .user = "wall",
                          .password = "p",
                          .token = {},
                          .every = 5s}));
    QVERIFY(options->warnings.isEmpty());
    QVERIFY(read({}, "port = 4000\n")->polls.isEmpty());
}

void OptionsTest::streamsToFollowComeFromTheFile()
{
    const auto options = read({},
                              "[[follow]]\nurl = \"https://Berlin.example.org\"\ntoken = \"t\"\n"
                              "collections = [\"results\", \"deploys\"]\n"
                              "[[follow]]\nurl = \"http://wiki.example.org/v2/stream?x=1\"\nname = \"wiki\"\n"
                              "user = \"u\"\npassword = \"p\"\ncollection = \"edits\"\nsilence = 90\n");
    QVERIFY2(options, options ? "" : qPrintable(options.error().sentence()));
    QCOMPARE(options->follows.size(), 2);
    FollowOptions berlin;
    berlin.name = u"berlin-example-org"_s;
    berlin.url = u"https://berlin.example.org/events"_s;
    berlin.token = "t";
    berlin.wanted = {false, {"deploys", "results"}};
    QCOMPARE(options->follows.at(0), berlin);
    FollowOptions wiki;
    wiki.name = u"wiki"_s;
    wiki.url = u"http://wiki.example.org/v2/stream?x=1"_s;
    wiki.user = "u";
    wiki.password = "p";
    wiki.collection = "edits";
    wiki.silence = std::chrono::seconds(90);
    QCOMPARE(options->follows.at(1), wiki);
    QVERIFY(read({}, "port = 4000\n")->follows.isEmpty());
}

void OptionsTest::countsOfSubscribersAreToldWhereTheFileSaysSo()
{
    QVERIFY(read({}, "[pusher]\nsubscription_count = true\n")->pusher.subscriptionCount);
    QVERIFY(!read({}, "[pusher]\nsubscription_count = false\n")->pusher.subscriptionCount);
    QVERIFY(!read({}, "port = 4000\n")->pusher.subscriptionCount);
}

void OptionsTest::sectionsOfLaterVersionsAreWarnedOf()
{
    const auto options = read({}, "[quiz]\nplayers = 2\n[servers.web]\ncheck = \"http\"\n");
    QVERIFY(options);
    QCOMPARE(options->warnings.size(), 2);
    QVERIFY(options->warnings.at(0).contains("[quiz]"_L1));
}

void OptionsTest::secretsThatAreWeakAreWarnedOf_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("says");
    QTest::newRow("short") << "12345"_ba << u"line 2: a secret of fewer than 6 bytes"_s;
    QTest::newRow("of an example") << "whsec_…"_ba << u"line 2: \"…\" stands for"_s;
    QTest::newRow("six bytes") << "123456"_ba << QString();
}

void OptionsTest::secretsThatAreWeakAreWarnedOf()
{
    QFETCH(const QByteArray, secret);
    QFETCH(const QString, says);
    const auto options = read({}, "[hooks.gitlab]\nsecrets = \"" + secret + "\"\n");
    QVERIFY2(options, options ? "" : qPrintable(options.error().sentence()));
    QCOMPARE(options->warnings.size(), says.isEmpty() ? 0 : 1);
    QVERIFY2(says.isEmpty() || options->warnings.constFirst().contains(says), qPrintable(options->warnings.value(0)));
    QCOMPARE(options->hooks.secretsFor("gitlab", {}), QByteArrayList{secret});
}

void OptionsTest::secretsOfEachKindAreTaken()
{
    const auto options = read(
            {},
            "[hooks.travis]\nsecrets = [\"\"\"\n" + KeyPair::rsa(1024).pem()
                    + "\"\"\", \"whsec_bm90IGEgcmVhbCBzZWNyZXQ=\", "
                      "\"whpk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\", \"with a blank in it\"]\n");
    QVERIFY2(options, options ? "" : qPrintable(options.error().sentence()));
    QCOMPARE(options->hooks.secretsFor("travis", {}).size(), 4);
    QVERIFY(options->warnings.isEmpty());
}

void OptionsTest::mistakesOnTheCommandLineAreNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("says");
    const auto row = [](const QString &argument, const QStringList &says) {
        QTest::newRow(qPrintable(argument)) << argument.split(u' ') << says;
    };
    row(u"--prot 80"_s, {u"--prot"_s, u"did you mean --port?"_s});
    row(u"--colour"_s, {u"--colour"_s, u"--help"_s});
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
    const auto row = [](const char *name, const QByteArray &text, const QString &says) {
        QTest::newRow(name) << text << says;
    };
    row("a project without secrets", "[hooks.gitlab]\nprojects = { \"a/b\" = {} }\n", u"line 2: expected secrets"_s);
    row("a project with an empty secret", "[hooks.gitlab.projects.a]\nsecrets = \"\"\n", u"line 2: an empty secret"_s);
    row("a project's secret misspelt", "[hooks.gitlab.projects.a]\nsecret = \"x\"\n", u"line 1: expected secrets"_s);
    row("a project with more", "[hooks.gitlab.projects.a]\nsecrets = \"x\"\nref = \"y\"\n",
        u"line 1: expected secrets"_s);
    row("a project without a name", "[hooks.gitlab.projects.\"\"]\nsecrets = \"x\"\n", u"line 1: expected secrets"_s);
    row("projects that are no table", "[hooks.gitlab]\nprojects = \"x\"\n", u"line 2: expected [hooks.NAME.projects"_s);
    row("a mapping of what is built in", "[hooks.gitlab]\nsecrets = \"a\"\nproject = \"/p\"\n",
        u"line 3: there is no \"project\" of gitlab"_s);
    row("a mapping of all", "[hooks.\"*\"]\nstate = \"/p\"\n", u"line 2: there is no \"state\" of *"_s);
    row("a mapping without a state", "\n[hooks.acme]\nproject = \"/p\"\n", u"line 2: \"acme\" is not a provider"_s);
    row("a mapping without a project", "\n[hooks.acme]\nstate = \"/p\"\n", u"state = \"/…\""_s);
    row("a mapping with a name for no address", "[hooks.\"My CI\"]\nproject = \"/p\"\nstate = \"/s\"\n",
        u"line 1: \"My CI\": a name"_s);
    row("a mapping of what no run has", "[hooks.acme]\nproject = \"/p\"\nstate = \"/s\"\ncolor = \"/c\"\n",
        u"line 4: a run has no \"color\""_s);
    row("a path with dots", "[hooks.acme]\nproject = \"/p\"\nstate = \"build.state\"\n",
        u"line 3: \"build.state\" is no JSON Pointer"_s);
    row("a pointer that is escaped wrongly", "[hooks.acme]\nproject = \"/p\"\nstate = [\"/s\", \"/~2\"]\n",
        u"line 3: \"/~2\" is no JSON Pointer"_s);
    row("no place", "[hooks.acme]\nproject = \"/p\"\nstate = []\n", u"line 3: expected a place"_s);
    row("an empty place", "[hooks.acme]\nproject = \"\"\nstate = \"/s\"\n", u"line 2: expected a place"_s);
    row("a state that there is not", "[hooks.acme]\nproject = \"/p\"\nstate = \"/s\"\nstates = { passed = \"ok\" }\n",
        u"line 4: there is no state \"passed\""_s);
    row("a word of two states", "[hooks.acme.states]\nsuccess = \"ok\"\nwarning = [\"OK\"]\n",
        u"line 3: \"OK\" is given two states"_s);
    row("an empty word", "[hooks.acme.states]\nsuccess = \" \"\n", u"line 2: an empty word"_s);
    row("states that are no table", "[hooks.acme]\nstates = [\"ok\"]\n", u"line 2: expected states = {"_s);
    row("a count that is no switch", "[pusher]\nsubscription_count = 1\n",
        u"line 2: expected subscription_count = true or false"_s);
    row("a choice that there is not", "[pusher]\nsubscription_counts = true\n",
        u"line 2: there is no \"subscription_counts\" of [pusher]: did you mean \"subscription_count\"?"_s);
    row("one bracket", "[follow]\nurl = \"http://a/\"\n", u"line 1: expected [[follow]]"_s);
    row("nothing to follow", "[[follow]]\nname = \"a\"\n", u"line 1: [[follow]] needs url"_s);
    row("a follow of a file", "[[follow]]\nurl = \"file:///a\"\n", u"line 2: expected an address"_s);
    row("a follow with a password", "[[follow]]\nurl = \"http://u:p@a/\"\n", u"line 2: a password"_s);
    row("a follow with a name in capitals", "[[follow]]\nurl = \"http://a/\"\nname = \"Berlin\"\n",
        u"line 3: \"Berlin\": a name has up to 32"_s);
    row("two follows of a name", "[[follow]]\nurl = \"http://a/\"\n[[follow]]\nurl = \"http://a:81/\"\n",
        u"line 3: another [[follow]] is \"a\""_s);
    row("a follow of no collection", "[[follow]]\nurl = \"http://a/\"\ncollections = []\n",
        u"line 3: expected names"_s);
    row("a follow of a collection that is none", "[[follow]]\nurl = \"http://a/\"\ncollections = [\"A\"]\n",
        u"line 3: "_s);
    row("a stream into feed", "[[follow]]\nurl = \"http://a/\"\ncollection = \"feed\"\n",
        u"line 3: \"feed\" cannot name a collection"_s);
    row("a follow with a token of two lines", "[[follow]]\nurl = \"http://a/\"\ntoken = \"t\\nX: y\"\n",
        u"line 3: a token has no"_s);
    row("a follow with half a login", "[[follow]]\nurl = \"http://a/\"\nuser = \"u\"\n",
        u"line 1: [[follow]] needs both"_s);
    row("a follow with two logins", "[[follow]]\nurl = \"http://a/\"\nuser = \"u\"\npassword = \"p\"\ntoken = \"t\"\n",
        u"line 1: [[follow]] takes"_s);
    row("a follow with both collections", "[[follow]]\nurl = \"http://a/\"\ncollections = \"a\"\ncollection = \"b\"\n",
        u"line 1: [[follow]] takes"_s);
    for (const char *silence : {"4", "-1", "86401", "\"60\"", "6.5"})
        row(silence, "[[follow]]\nurl = \"http://a/\"\nsilence = " + QByteArray(silence) + '\n',
            u"line 3: expected a whole number of seconds from 5 to 86400, or 0"_s);
    row("a follow with something else", "[[follow]]\nurl = \"http://a/\"\ncolection = \"p\"\n",
        u"line 3: there is no \"colection\" here: did you mean \"collection\"?"_s);
    row("polls that are no table", "poll = \"x\"\n", u"line 1: there is no option \"poll\""_s);
    row("a poll that is no table", "[poll]\nci = \"x\"\n", u"line 2: expected [poll.ci]"_s);
    row("a poll without an address", "[poll.ci]\ntoken = \"x\"\n", u"line 1: [poll.ci] needs url"_s);
    row("a poll with a name for no address", "[poll.Jenkins]\nurl = \"http://a/\"\n", u"line 1: \"Jenkins\": a name"_s);
    row("a poll of a provider", "port = 1\n[poll.jenkins]\nurl = \"http://a/\"\n",
        u"line 2: \"jenkins\" is the name of a provider that posts; give what is polled another"_s);
    row("a poll of everything", "[poll.\"*\"]\nurl = \"http://a/\"\n", u"line 1: \"*\": a name"_s);
    row("a poll of a service under [hooks]",
        "[hooks.acme]\nproject = \"/p\"\nstate = \"/s\"\n[poll.acme]\nurl = \"http://a/\"\n",
        u"line 4: \"acme\" is the name of a provider that posts, under [hooks.acme]"_s);
    row("a poll of a file", "[poll.ci]\nurl = \"file:///cc.xml\"\n", u"line 2: expected an address"_s);
    row("a password in the address", "[poll.ci]\nurl = \"http://u:p@ci.example.org/\"\n", u"line 2: a password"_s);
    row("a poll too often", "[poll.ci]\nurl = \"http://a/\"\nevery = 4\n", u"line 3: expected a whole number"_s);
    row("a poll too seldom", "[poll.ci]\nurl = \"http://a/\"\nevery = 3601\n", u"from 5 to 3600"_s);
    row("a poll by text", "[poll.ci]\nurl = \"http://a/\"\nevery = \"30\"\n", u"line 3: expected a whole number"_s);
    row("a user without a password", "[poll.ci]\nurl = \"http://a/\"\nuser = \"u\"\n", u"line 1: [poll.ci]"_s);
    row("an empty token", "[poll.ci]\nurl = \"http://a/\"\ntoken = \"\"\n", u"line 3: \"token\" is empty"_s);
    row("a token and a user", "[poll.a]\nurl = \"http://a/\"\nuser = \"u\"\npassword = \"p\"\ntoken = \"t\"\n",
        u"and not both"_s);
    row("a poll with something else", "[poll.a]\nurl = \"http://a/\"\nproject = \"p\"\n",
        u"line 3: there is no \"project\" here"_s);
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

void OptionsTest::mistakesThatWouldShowLateAreNamedAtOnce_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &text, const QString &says) {
        QTest::newRow(name) << text << says;
    };
    row("a table misspelt", "[hook.github]\nsecrets = \"current\"\n",
        u"unknown table [hook.github]: did you mean [hooks.github]?"_s);
    row("a table that there is not", "port = 1\n[colors]\nred = 1\n",
        u"line 2: unknown table [colors]; there are [hooks"_s);
    row("a key of a poll misspelt", "[poll.a]\nulr = \"http://a/\"\n",
        u"line 2: there is no \"ulr\" here: did you mean \"url\"?"_s);
    row("an option misspelt", "prot = 2\n", u"did you mean \"port\"?"_s);
    row("a provider misspelt", "[hooks.gitlap]\nsecrets = \"current\"\n", u"did you mean [hooks.gitlab]?"_s);
    row("a provider in capitals", "[hooks.GitHub]\nsecrets = \"current\"\n", u"did you mean [hooks.github]?"_s);
    row("a fact misspelt", "[hooks.acme]\nprojekt = \"/p\"\n",
        u"line 2: a run has no \"projekt\" here: did you mean \"project\"? docs/ci"_s);
    row("a blank before a secret", "[hooks.buildkite]\nsecrets = [\"current\", \" previous\"]\n",
        u"line 2: there is a blank"_s);
    row("a line break behind a secret", "[hooks.circleci]\nsecrets = \"current\\n\"\n", u"line 2: there is a blank"_s);
    row("a Standard Webhooks secret that is no base64", "[hooks.gitlab]\nsecrets = \"whsec_!!\"\n",
        u"line 2: what follows whsec_ is not base64"_s);
    row("a Standard Webhooks secret that is empty", "[hooks.gitlab]\nsecrets = \"whsec_\"\n",
        u"line 2: what follows"_s);
    row("an Ed25519 key that is cut", "[hooks.standard]\nsecrets = \"whpk_AAAA\"\n", u"line 2: what follows whpk_"_s);
    row("a public key that is cut", "[hooks.travis]\nsecrets = \"-----BEGIN PUBLIC KEY-----\\nMIIB\"\n",
        u"line 2: this public key cannot be read"_s);
    row("a public key without its frame that is cut",
        "[hooks.travis.projects.\"a/b\"]\nsecrets = \"MII" + QByteArray(120, 'B') + "\"\n",
        u"line 2: this public key cannot be read"_s);
}

void OptionsTest::mistakesThatWouldShowLateAreNamedAtOnce()
{
    mistakesInTheFileAreNamedWithTheirLine();
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
