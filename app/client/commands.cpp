// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/commands.h"

#include "app/client/client_help.h"
#include "app/client/client_options.h"
#include "app/client/event_poster.h"
#include "app/client/json_line.h"
#include "app/client/line_sending.h"
#include "app/client/notification_json.h"
#include "app/client/terminal.h"
#include "app/client/watching.h"
#include "app/exit_codes.h"
#include "app/suggestion.h"
#include "app/unix_signals.h"

#include <QCoreApplication>

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Whether something was piped in, or stands in a file that was redirected here, and still waits. A terminal is left alone: what
// is typed there is for the shell that comes after this.
bool hasUnreadInput()
{
    int bytes = 0;
    return ::isatty(STDIN_FILENO) == 0 && ::ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes > 0;
}

// Of an event without data, where somebody may have meant what is piped in. Once all is done: a writer may be slower than this.
void tellUnreadInput(const SendOptions &options, Terminal &terminal)
{
    if (options.event.data.isEmpty() && hasUnreadInput())
        terminal.say(
                u"standard input was not read, and the event has no data: --data @- makes an event of each line"_s);
}

int sendOne(const SendOptions &options, EventPoster &poster, Terminal &terminal)
{
    const auto notSent = [&](const QString &why) {
        terminal.say((poster.mayHaveArrived() ? u"it is not known whether it has arrived: "_s : u"not sent: "_s) + why);
        QCoreApplication::exit(exitFailed);
    };
    QObject::connect(&poster, &EventPoster::taken, qApp, [&](const QByteArray &answer) {
        tellUnreadInput(options, terminal);
        QCoreApplication::exit(terminal.print(jsonLine(answer)) ? exitDone : exitFailed);
    });
    QObject::connect(&poster, &EventPoster::refused, qApp, notSent);
    QObject::connect(&poster, &EventPoster::failed, qApp, notSent);
    poster.post(notificationJson(options.event, options.event.data));
    return QCoreApplication::exec();
}

int sendLines(const SendOptions &options, EventPoster &poster, Terminal &terminal)
{
    LineFile lines(options.lines);
    if (!lines.open()) {
        terminal.say(u"%1 cannot be read: %2"_s.arg(options.lines, lines.error()));
        return exitUsage;
    }
    LineSending sending(options, lines, poster, terminal);
    const UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::stopRequested, &sending, &LineSending::stop);
    QObject::connect(&sending, &LineSending::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    sending.start();
    return QCoreApplication::exec();
}

int send(const SendOptions &options)
{
    Terminal terminal;
    WallClient wall(options.wall);
    EventPoster poster(wall, options.retry);
    QObject::connect(&poster, &EventPoster::delayed, qApp, [&](const QString &why) {
        terminal.say(u"%1: %2; trying again for up to %3 s"_s.arg(wall.address(), why).arg(options.retry.count()));
    });
    return options.lines.isEmpty() ? sendOne(options, poster, terminal) : sendLines(options, poster, terminal);
}

int watch(const WatchOptions &options)
{
    Terminal terminal;
    WallClient wall(options.wall);
    Watching watching(options, wall, terminal);
    QObject::connect(&watching, &Watching::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    watching.start();
    return QCoreApplication::exec();
}

template<typename Options>
int run(const Result<Options> &options, const QString &help, int (*command)(const Options &))
{
    if (!options) {
        Terminal().say(options.error().sentence());
        return exitUsage;
    }
    if (options->help) {
        std::fputs(qUtf8Printable(help), stdout);
        return exitDone;
    }
    return command(*options);
}

} // namespace

bool isCommand(const QStringList &arguments)
{
    return arguments.size() > 1 && !arguments.at(1).startsWith(u'-');
}

int runCommand(int argc, char **argv, const QStringList &arguments)
{
    const QString &command = arguments.at(1);
    const QStringList options = arguments.mid(2);
    const QCoreApplication application(argc, argv);
    std::signal(SIGPIPE, SIG_IGN); // who reads the output may go: writing says so
    const auto environment = QProcessEnvironment::systemEnvironment();
    if (command == "send"_L1)
        return run(readSendOptions(options, environment), sendHelp(), &send);
    if (command == "watch"_L1)
        return run(readWatchOptions(options, environment), watchHelp(), &watch);
    const QString meant = didYouMean(command, {u"send"_s, u"watch"_s}, u"\"tallywall %1\""_s);
    Terminal().say(u"%1: there is no such command%2"_s.arg(
            command, meant.isEmpty() ? u". \"tallywall --help\" lists them"_s : meant));
    return exitUsage;
}

} // namespace tallywall
