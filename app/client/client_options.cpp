// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/client_options.h"

#include "app/client/client_help.h"
#include "app/client/json_line.h"
#include "app/client/line_reader.h"
#include "app/client/notification_json.h"
#include "app/command_line.h"
#include "core/web_url.h"

#include <QFile>
#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

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

// The options of a command. A word that stands alone may have been meant as the collection.
Result<OptionValues> readOptions(const QStringList &arguments, std::span<const KnownOption> known,
                                 QLatin1StringView asker)
{
    const auto values = readCommandLine(arguments, known, asker);
    const bool namesCollection = std::any_of(arguments.begin(), arguments.end(), [](const QString &argument) {
        return argument.startsWith("--collection"_L1);
    });
    if (!values && !namesCollection && isCollectionName(values.error().place.toUtf8())) {
        return invalid(values.error().place,
                       u"there is no such option: did you mean --collection %1?"_s.arg(values.error().place));
    }
    return values;
}

Result<QUrl> readAddress(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isWall = isWeb(url) && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
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

// A name that has to be given, and that the wall itself would take.
Result<QByteArray> readName(const OptionValues &values, const QString &option, Result<Done> (*check)(QByteArrayView))
{
    if (!values.contains(option))
        return invalid(u"--"_s + option, u"has to be given. \"tallywall send --help\" explains it"_s);
    const QByteArray name = last(values, option).toUtf8();
    if (const auto checked = check(name); !checked)
        return invalid(u"--"_s + option, checked.error().message);
    return name;
}

Result<Notification> readEvent(const OptionValues &values)
{
    auto collection = readName(values, u"collection"_s, &checkCollection);
    if (!collection)
        return collection.error();
    auto type = readName(values, u"type"_s, &checkType);
    if (!type)
        return type.error();
    const auto keep = values.contains(u"no-store"_s) ? Notification::Keep::Ephemeral : Notification::Keep::Stored;
    return Notification{*std::move(collection), *std::move(type), {}, keep};
}

// What may have been meant: a text without its quotes, or an object that the shell took them from.
QString quotingHint(const QString &given)
{
    constexpr int longest = 40;
    const bool isWord = !given.isEmpty() && given.size() <= longest
            && std::all_of(given.begin(), given.end(), [](QChar c) { return c.isLetterOrNumber() || c == u' '; });
    if (isWord)
        return u"A text is kept from the shell like this: --data '\"%1\"'"_s.arg(given);
    return u"Keep it from the shell by single quotes: --data '{\"name\":\"Ada\"}', a text: --data '\"Ada\"', a file: "
           "--data @FILE"_s;
}

Result<QByteArray> readData(const QString &given)
{
    const QString place = u"--data"_s;
    if (!given.startsWith(u'@')) {
        const QByteArray data = given.toUtf8();
        const QString problem = jsonProblem(data);
        if (problem.isEmpty())
            return data;
        return invalid(place, problem + u". "_s + quotingHint(given));
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
    if (values.contains(u"from"_s)) {
        if (options.lines.isEmpty())
            return invalid(u"--from"_s, u"is the number of a line, and needs --lines or --data @-"_s);
        const auto line = readNumber(values, u"from"_s, 1, std::numeric_limits<qint64>::max());
        if (!line)
            return line.error();
        options.from = *line;
    }
    if (!values.contains(u"data"_s) || !options.lines.isEmpty())
        return Done{};
    auto read = readData(data);
    if (!read)
        return read.error();
    options.event.data = *std::move(read);
    if (const QString problem = sizeProblem(notificationJson(options.event, options.event.data)); !problem.isEmpty())
        return invalid(u"--data"_s, problem);
    return Done{};
}

} // namespace

Result<SendOptions> readSendOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const auto values = readOptions(arguments, sendCommandOptions(), "tallywall send"_L1);
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
    const auto values = readOptions(arguments, watchCommandOptions(), "tallywall watch"_L1);
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

} // namespace tallywall
