// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/client_options.h"

#include "app/client/json_line.h"
#include "app/client/line_reader.h"
#include "app/command_line.h"

#include <QFile>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr KnownOption to{"to"_L1, true, "URL"_L1, "the wall (http://127.0.0.1:4000)"_L1};
constexpr KnownOption token{"token"_L1, true, "TOKEN"_L1,
                            "the wall's token, which others on this machine may see then"_L1};
constexpr KnownOption tokenFile{"token-file"_L1, true, "FILE"_L1, "a file with the token alone"_L1};
constexpr KnownOption help{"help"_L1, false, ""_L1, "prints this"_L1};

constexpr std::array sendOptions{
        KnownOption{"collection"_L1, true, "NAME"_L1,
                    "where the events belong: a to z, 0 to 9, \"_\", \".\" and \"-\""_L1},
        KnownOption{"type"_L1, true, "TYPE"_L1, "what has happened: a word such as created"_L1},
        KnownOption{"data"_L1, true, "JSON|@FILE"_L1,
                    "one JSON value, here or in a file; \"@-\" is --lines -. Without it the event has no data"_L1},
        KnownOption{"lines"_L1, true, "FILE"_L1,
                    "one event for each line of the file, which is its data in JSON; \"-\" is standard input"_L1},
        KnownOption{"no-store"_L1, false, ""_L1, "only for who listens now: the wall does not keep it"_L1},
        KnownOption{"keep-going"_L1, false, ""_L1, "leaves out a line that is refused, instead of stopping there"_L1},
        KnownOption{"retry"_L1, true, "SECONDS"_L1, "how long to try again while the wall is away or busy (30)"_L1},
        KnownOption{"progress"_L1, false, ""_L1, "tells how far it is, also where standard error is no terminal"_L1},
        to,
        token,
        tokenFile,
        help,
};

constexpr std::array watchOptions{
        KnownOption{"collection"_L1, true, "NAME,…"_L1, "only these; without it all"_L1},
        KnownOption{"since"_L1, true, "ID"_L1, "what came after this event first; 0: all that is kept"_L1},
        KnownOption{"count"_L1, true, "N"_L1, "ends after so many events"_L1},
        KnownOption{"data-only"_L1, false, ""_L1, "the data alone; null for an event without"_L1},
        to,
        token,
        tokenFile,
        help,
};

constexpr auto environmentHelp
        = "\nTALLYWALL_TO and TALLYWALL_TOKEN stand for --to and --token; the command line wins. On the machine of the "
          "wall no token\nis needed.\n"_L1;

Error invalid(const QString &place, const QString &why)
{
    return Error{ErrorCode::Invalid, why, place};
}

QString last(const OptionValues &values, const QString &name)
{
    const QStringList given = values.value(name);
    return given.isEmpty() ? QString() : given.constLast();
}

// The whole of a file that has at most `most` bytes.
Result<QByteArray> readFile(const QString &place, const QString &path, qsizetype most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return invalid(place, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    const QByteArray bytes = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return invalid(place, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    if (bytes.size() > most)
        return invalid(place, u"%1 has more than %2 bytes"_s.arg(path).arg(most));
    return bytes;
}

Result<QUrl> readAddress(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isWall = url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1)
            && !url.host().isEmpty() && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    if (!isWall)
        return invalid(u"--to"_s, u"expected an address like http://wall.example.org:4000, found \"%1\""_s.arg(text));
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::StrictMode);
    return url;
}

Result<QByteArray> readToken(const OptionValues &values, const QProcessEnvironment &environment)
{
    QString place = u"--token"_s;
    QByteArray found = last(values, u"token"_s).toUtf8();
    if (const QString path = last(values, u"token-file"_s); !path.isEmpty()) {
        place = u"--token-file"_s;
        const auto bytes = readFile(place, path, 4096);
        if (!bytes)
            return bytes.error();
        found = bytes->trimmed();
        if (found.isEmpty())
            return invalid(place, u"%1 is empty"_s.arg(path));
    } else if (found.isEmpty()) {
        place = u"TALLYWALL_TOKEN"_s;
        found = environment.value(place).toUtf8();
    }
    // It goes into a field of HTTP.
    if (std::any_of(found.begin(), found.end(), [](char c) { return c <= 0x20 || c >= 0x7f; }))
        return invalid(place, u"a token has no blanks, and no characters beyond ASCII"_s);
    return found;
}

Result<WallAddress> readWall(const OptionValues &values, const QProcessEnvironment &environment)
{
    QString address = last(values, u"to"_s);
    if (address.isEmpty())
        address = environment.value(u"TALLYWALL_TO"_s);
    auto url = readAddress(address.isEmpty() ? u"http://127.0.0.1:4000"_s : address);
    if (!url)
        return url.error();
    auto proof = readToken(values, environment);
    if (!proof)
        return proof.error();
    return WallAddress{*std::move(url), *std::move(proof)};
}

Result<qint64> readNumber(const OptionValues &values, const QString &name, qint64 least, qint64 most)
{
    bool isNumber = false;
    const QString text = last(values, name);
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < least || number > most) {
        return invalid(u"--"_s + name,
                       u"expected a number from %1 to %2, found \"%3\""_s.arg(least).arg(most).arg(text));
    }
    return number;
}

// By the rules of the wall itself, before anything is sent.
Result<Notification> readEvent(const OptionValues &values)
{
    Notification notification{"any",
                              "any",
                              {},
                              values.contains(u"no-store"_s) ? Notification::Keep::Ephemeral
                                                             : Notification::Keep::Stored};
    for (const auto &[name, member] :
         {std::pair(u"collection"_s, &Notification::collection), std::pair(u"type"_s, &Notification::type)}) {
        if (!values.contains(name))
            return invalid(u"--"_s + name, u"has to be given. \"tallywall send --help\" explains it"_s);
        notification.*member = last(values, name).toUtf8();
        if (const auto checked = checkNames(notification); !checked)
            return invalid(u"--"_s + name, checked.error().message);
    }
    return notification;
}

Result<QByteArray> readData(const QString &given)
{
    const QString place = u"--data"_s;
    if (!given.startsWith(u'@')) {
        const QByteArray data = given.toUtf8();
        const QString problem = jsonProblem(data);
        if (problem.isEmpty())
            return data;
        return invalid(place,
                       problem
                               + u". Keep it from the shell by single quotes: --data '{\"name\":\"Ada\"}', a text: "
                                 "--data '\"Ada\"', a file: --data @FILE"_s);
    }
    const QString path = given.mid(1);
    auto data = readFile(place, path, LineReader::maxLine);
    if (!data)
        return data;
    if (const QString problem = jsonProblem(*data); !problem.isEmpty()) {
        return invalid(place, u"%1: %2. Where each of its lines is a value: --lines %1"_s.arg(path, problem));
    }
    return data;
}

Result<Done> readInput(SendOptions &options, const OptionValues &values)
{
    const QString data = last(values, u"data"_s);
    options.lines = data == "@-"_L1 || data == "-"_L1 ? u"-"_s : last(values, u"lines"_s);
    if (values.contains(u"lines"_s) && (values.contains(u"data"_s) || options.lines.isEmpty()))
        return invalid(u"--lines"_s, u"expected the name of a file, or \"-\", and no --data beside it"_s);
    if (!values.contains(u"data"_s) || !options.lines.isEmpty())
        return Done{};
    auto read = readData(data);
    if (!read)
        return read.error();
    options.event.data = *std::move(read);
    return Done{};
}

} // namespace

Result<SendOptions> readSendOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const auto values = readCommandLine(arguments, sendOptions, "tallywall send"_L1);
    if (!values)
        return values.error();
    SendOptions options;
    options.help = values->contains(u"help"_s);
    if (options.help)
        return options;
    options.keepGoing = values->contains(u"keep-going"_s);
    options.progress = values->contains(u"progress"_s);
    auto event = readEvent(*values);
    if (!event)
        return event.error();
    options.event = *std::move(event);
    if (values->contains(u"retry"_s)) {
        const auto seconds = readNumber(*values, u"retry"_s, 0, SendOptions::longestRetry.count());
        if (!seconds)
            return seconds.error();
        options.retry = std::chrono::seconds(*seconds);
    }
    if (const auto done = readInput(options, *values); !done)
        return done.error();
    auto wall = readWall(*values, environment);
    if (!wall)
        return wall.error();
    options.wall = *std::move(wall);
    return options;
}

Result<WatchOptions> readWatchOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const auto values = readCommandLine(arguments, watchOptions, "tallywall watch"_L1);
    if (!values)
        return values.error();
    WatchOptions options;
    options.help = values->contains(u"help"_s);
    if (options.help)
        return options;
    options.dataOnly = values->contains(u"data-only"_s);
    if (const QString names = last(*values, u"collection"_s); !names.isEmpty()) {
        auto filter = parseFilter(names.toUtf8());
        if (!filter)
            return invalid(u"--collection"_s, filter.error().message);
        options.filter = *std::move(filter);
    }
    for (const auto &[name, least] : {std::pair(u"since"_s, 0), std::pair(u"count"_s, 1)}) {
        if (!values->contains(name))
            continue;
        const auto number = readNumber(*values, name, least, std::numeric_limits<qint64>::max());
        if (!number)
            return number.error();
        if (name == "since"_L1)
            options.since = QByteArray::number(*number);
        else
            options.count = *number;
    }
    auto wall = readWall(*values, environment);
    if (!wall)
        return wall.error();
    options.wall = *std::move(wall);
    return options;
}

QString sendHelp()
{
    return u"Usage: tallywall send --collection NAME --type TYPE [--data JSON|@FILE | --lines FILE] [options]\n\n"
           "Publishes one event and prints it as the wall has it, or one for each line of a file, in order.\n\n"_s
            + describe(sendOptions)
            + u"\nExamples:\n"
              "  tallywall send --collection orders --type created --data '{\"id\":7}'\n"
              "  tallywall send --collection deploys --type done --data @deploy.json --to https://wall.example.org\n"
              "  journalctl -f -o json | tallywall send --collection journal --type line --data @-\n"_s
            + environmentHelp
            + u"\nExit codes: 0 everything was sent, 1 something was not, 2 a mistake on the command line, 130 stopped "
              u"by "
              "Ctrl+C.\n"_s;
}

QString watchHelp()
{
    return u"Usage: tallywall watch [--collection NAME] [options]\n\n"
           "Prints what happens on a wall as it happens: one envelope a line, in JSON. A connection that is lost is "
           "made "
           "again,\nand what came meanwhile is fetched.\n\n"_s
            + describe(watchOptions)
            + u"\nExamples:\n"
              "  tallywall watch --collection orders,deploys\n"
              "  tallywall watch --since 0 --collection orders | jq .data\n"
              "  tallywall watch --to http://other:4000 --collection orders --data-only |\n"
              "      tallywall send --collection orders --type copied --data @-\n"_s
            + environmentHelp
            + u"\nExit codes: 0 ended by --count or by who reads it, 2 a mistake on the command line, or no such wall.\n"_s;
}

} // namespace tallywall
