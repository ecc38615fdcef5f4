// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/client/commands.h"
#include "app/exit_codes.h"
#include "app/options.h"

#include <QApplication>
#include <QIcon>
#include <QLoggingCategory>

#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

int refuse(const Error &error)
{
    std::fprintf(stderr, "tallywall: %s\n", qUtf8Printable(error.sentence()));
    return exitUsage;
}

// Qt ends the process where it finds no display; so look before it does.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
            || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

// Under load each thread takes and frees the same memory over and over: glibc would hand it back to the system, and fetch it
// again, for every batch.
void keepMemory()
{
#ifdef __GLIBC__
    constexpr int mib = 1024 * 1024;
    mallopt(M_TRIM_THRESHOLD, 64 * mib);
    mallopt(M_TOP_PAD, mib);
    mallopt(M_MMAP_THRESHOLD, 4 * mib); // beyond that at once
#endif
}

// A wall has many listeners, and each is a descriptor: take as many as the system allows. Returns how many there may be.
int raiseDescriptorLimit()
{
    constexpr rlim_t enough = 65'536;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 256;
    limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, enough));
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<int>(std::min(limit.rlim_cur, enough));
}

int run(QCoreApplication &application, const Options &options, Application::Face face)
{
    const auto folder = DataFolder::open(options.dataFolder, options.storePath);
    if (!folder)
        return refuse(folder.error());
    const auto secrets = (*folder)->secrets();
    if (!secrets)
        return refuse(secrets.error());
    for (const QString &warning : options.warnings)
        std::fprintf(stderr, "tallywall: %s\n", qUtf8Printable(warning));
    if (secrets->token.isNew && !options.demo) {
        std::fprintf(stderr,
                     "tallywall: this is the first start. Programs on other machines write with this token (kept in "
                     "%s/token): %s\n",
                     qUtf8Printable((*folder)->path()), secrets->token.value.constData());
    }
    keepMemory();
    Application tallywall(options, *folder, *secrets, face, raiseDescriptorLimit());
    tallywall.start();
    return application.exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"tallywall"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TALLYWALL_VERSION));
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (isCommand(arguments))
        return runCommand(argc, argv, arguments);
    // Qt warns of every WebSocket that is refused; for a client's mistake the client's answer is enough.
    QLoggingCategory::setFilterRules(u"qt.httpserver.warning=false"_s);
    const auto options = readOptions(arguments, QProcessEnvironment::systemEnvironment());
    if (!options)
        return refuse(options.error());
    if (options->ask == Options::Ask::Help) {
        std::fputs(qUtf8Printable(helpText()), stdout);
        return 0;
    }
    if (options->ask == Options::Ask::Version) {
        std::puts("tallywall " TALLYWALL_VERSION);
        return 0;
    }
    if (options->headless || !hasDisplay()) {
        if (!options->headless)
            std::fputs("tallywall: no display here, so it runs headless\n", stderr);
        QCoreApplication application(argc, argv);
        return run(application, *options, Application::Face::Headless);
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Tallywall"_s);
    QApplication::setDesktopFileName(u"org.tallywall.Tallywall"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/tallywall.svg"_s));
    return run(application, *options, Application::Face::Window);
}
