// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include "app/command_line.h"
#include "app/configuration.h"
#include "core/web_url.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

using Known = KnownOption;
using Values = OptionValues;

constexpr std::array known{
        Known{"headless"_L1, false, ""_L1, "the server alone, without a window"_L1},
        Known{"listen"_L1, true, "ADDR"_L1, "address to listen on (0.0.0.0)"_L1},
        Known{"port"_L1, true, "N"_L1, "port to listen on (4000; 0 takes any free one)"_L1},
        Known{"data"_L1, true, "DIR"_L1, "where the data lives ($XDG_DATA_HOME/tallywall)"_L1},
        Known{"config"_L1, true, "FILE"_L1, "configuration, in TOML ($XDG_CONFIG_HOME/tallywall/tallywall.toml)"_L1},
        Known{"store"_L1, true, "URL"_L1, "sqlite:PATH (tallywall.sqlite in the data folder)"_L1},
        Known{"durability"_L1, true, "normal|full"_L1,
              "what was acknowledged survives a crash, or a power cut, too (normal)"_L1},
        Known{"allow-origin"_L1, true, "ORIGIN"_L1, "lets pages of this origin write; may be repeated"_L1},
        Known{"demo"_L1, false, ""_L1, "plays sample data, in a folder of its own unless --data is given"_L1},
        Known{"version"_L1, false, ""_L1, "prints the version"_L1},
        Known{"help"_L1, false, ""_L1, "prints this"_L1},
};

Error invalid(const QString &place, const QString &why)
{
    return Error{ErrorCode::Invalid, why, place};
}

Values fromEnvironment(const QProcessEnvironment &environment)
{
    Values values;
    for (const Known &option : known) {
        const QString variable = u"TALLYWALL_"_s + QString(option.name).toUpper().replace(u'-', u'_');
        const QString value = environment.value(variable);
        if (value.isEmpty())
            continue;
        values[option.name] = option.name == "allow-origin"_L1 ? value.split(u',', Qt::SkipEmptyParts)
                                                               : QStringList{value};
    }
    return values;
}

Result<bool> readSwitch(const QString &name, const QString &value)
{
    if (value == "true"_L1 || value == "1"_L1 || value == "yes"_L1)
        return true;
    if (value == "false"_L1 || value == "0"_L1 || value == "no"_L1)
        return false;
    return invalid(name, u"expected true or false, found \"%1\""_s.arg(value));
}

Result<Done> setPort(Options &options, const QString &value)
{
    bool isNumber = false;
    const int port = value.toInt(&isNumber);
    if (!isNumber || port < 0 || port > 65535)
        return invalid(u"--port"_s, u"expected a number from 0 to 65535, found \"%1\""_s.arg(value));
    options.port = static_cast<quint16>(port);
    return Done{};
}

Result<Done> setListen(Options &options, const QString &value)
{
    const QString name = value == "localhost"_L1 ? u"127.0.0.1"_s : value;
    options.listen = QHostAddress(name);
    if (options.listen.isNull())
        return invalid(u"--listen"_s,
                       u"\"%1\" is not an address of this machine, like 127.0.0.1 or 0.0.0.0"_s.arg(value));
    return Done{};
}

Result<Done> setStore(Options &options, const QString &value)
{
    if (value.startsWith("postgresql:"_L1))
        return invalid(u"--store"_s, u"PostgreSQL is not supported in this version. Use sqlite:PATH"_s);
    if (!value.startsWith("sqlite:"_L1) || value.size() == 7)
        return invalid(u"--store"_s, u"expected sqlite:PATH, found \"%1\""_s.arg(value));
    QString path = value.mid(7);
    if (path.startsWith("//"_L1))
        path.remove(0, 2); // sqlite:///var/lib/x.sqlite
    options.storePath = QFileInfo(path).absoluteFilePath();
    return Done{};
}

Result<Done> setDurability(Options &options, const QString &value)
{
    if (value != "normal"_L1 && value != "full"_L1)
        return invalid(u"--durability"_s, u"expected normal or full, found \"%1\""_s.arg(value));
    options.durability = value == "full"_L1 ? Durability::Full : Durability::Normal;
    return Done{};
}

Result<Done> addOrigin(Options &options, const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    const bool isOrigin = isWeb(url) && url.path().isEmpty() && !url.hasQuery() && !url.hasFragment()
            && url.userInfo().isEmpty();
    if (!isOrigin)
        return invalid(u"--allow-origin"_s,
                       u"expected an origin like https://example.org:8443, found \"%1\""_s.arg(value));
    options.allowedOrigins.append(value.toLower().toUtf8()); // as browsers send it
    return Done{};
}

Result<Done> apply(Options &options, const QString &name, const QStringList &values)
{
    const QString &value = values.constLast();
    if (name == "headless"_L1 || name == "demo"_L1) {
        const auto on = readSwitch(name, value);
        if (!on)
            return on.error();
        (name == "demo"_L1 ? options.demo : options.headless) = *on;
    } else if (name == "port"_L1) {
        return setPort(options, value);
    } else if (name == "listen"_L1) {
        return setListen(options, value);
    } else if (name == "data"_L1) {
        options.dataFolder = QFileInfo(value).absoluteFilePath();
    } else if (name == "store"_L1) {
        return setStore(options, value);
    } else if (name == "durability"_L1) {
        return setDurability(options, value);
    } else if (name == "allow-origin"_L1) {
        options.allowedOrigins.clear();
        for (const QString &origin : values) {
            if (auto done = addOrigin(options, origin); !done)
                return done;
        }
    }
    return Done{};
}

QString configurationPath(const Values &commandLine, const Values &environment)
{
    for (const Values *values : {&commandLine, &environment}) {
        if (const QStringList given = values->value(u"config"_s); !given.isEmpty())
            return given.constLast();
    }
    const QString standard = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + u"/tallywall/tallywall.toml"_s;
    return QFileInfo::exists(standard) ? standard : QString();
}

} // namespace

Result<Options> readOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const auto commandLine = readCommandLine(arguments.mid(1), known, "tallywall"_L1);
    if (!commandLine)
        return commandLine.error();
    Options options;
    if (commandLine->contains(u"help"_s) || commandLine->contains(u"version"_s)) {
        options.ask = commandLine->contains(u"help"_s) ? Options::Ask::Help : Options::Ask::Version;
        return options;
    }
    const Values variables = fromEnvironment(environment);
    Values all;
    if (const QString path = configurationPath(*commandLine, variables); !path.isEmpty()) {
        QStringList names;
        for (const Known &option : known)
            names << option.name;
        auto configuration = readConfiguration(path, names);
        if (!configuration)
            return configuration.error();
        all = configuration->options;
        options.hooks = configuration->hooks;
        options.polls = configuration->polls;
        options.prices = configuration->prices;
        options.follows = configuration->follows;
        options.pusher = configuration->pusher;
        options.warnings = configuration->warnings;
    }
    for (const Values *values : {&variables, &*commandLine}) {
        for (auto it = values->cbegin(); it != values->cend(); ++it)
            all[it.key()] = it.value();
    }
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        if (auto done = apply(options, it.key(), it.value()); !done)
            return done.error();
    }
    if (options.dataFolder.isEmpty() && !options.demo)
        options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tallywall"_s;
    return options;
}

QString helpText()
{
    return u"Tallywall shows results, pipelines and messages as they come: in a window, to browsers and to "
           u"programs.\n\n"
           "Usage: tallywall [options]\n"
           "       tallywall send --collection NAME --type TYPE [--data JSON] [options]\n"
           "       tallywall watch [--collection NAME] [options]\n\n"
           "\"send\" publishes events to a wall, and \"watch\" prints those of one, a line each; \"tallywall send "
           "--help\" and\n"
           "\"tallywall watch --help\" explain them. Without a command this is a wall:\n\n"_s
            + describe(known)
            + u"\nEvery option can also stand in the configuration file (port = 4000) and in the environment "
              u"(TALLYWALL_PORT=4000);\n"
              "the command line wins, then the environment, then the file.\n"_s;
}

} // namespace tallywall
