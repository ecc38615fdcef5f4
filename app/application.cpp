// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/addresses.h"
#include "app/demo.h"
#include "app/exit_codes.h"
#include "server/clock.h"
#include "server/loop/server_loop.h"

#include <QGuiApplication>

#include <algorithm>
#include <cstdio>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

void tell(FILE *where, const QString &line)
{
    const QByteArray text = line.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), where);
    std::fflush(where);
}

// Of the descriptors the store, the event loops and the window need some; who is turned away needs one for a moment.
int mostConnections(int descriptors)
{
    constexpr int ownNeed = 64;
    return std::clamp(descriptors - ownNeed, 8, Limits{}.connections);
}

PusherLimits pusherLimits(const PusherOptions &options)
{
    PusherLimits limits;
    if (options.subscriptionCount)
        limits.countsPause = std::chrono::seconds(1);
    return limits;
}

ServerOptions serverOptions(const Options &options, const DataFolder &folder, const DataFolder::Secrets &secrets,
                            int descriptors)
{
    ServerOptions server{.address = options.listen,
                         .port = options.port,
                         .store = {folder.storePath(), options.durability},
                         .access = {secrets.token.value, options.allowedOrigins},
                         .hooks = options.hooks,
                         .polls = options.polls,
                         .prices = options.prices,
                         .follows = options.follows,
                         .pusher = secrets.pusher,
                         .pusherLimits = pusherLimits(options.pusher),
                         .limits = {.connections = mostConnections(descriptors)},
                         .version = QCoreApplication::applicationVersion(),
                         .demo = options.demo};
    if (options.demo)
        server.hooks.mapped.append(demoProvider());
    return server;
}

} // namespace

Application::Application(const Options &options, std::shared_ptr<DataFolder> folder, const DataFolder::Secrets &secrets,
                         Face face, int descriptors)
    : m_options(options)
    , m_folder(std::move(folder))
    , m_server(new Server(serverOptions(options, *m_folder, secrets, descriptors)))
{
    using namespace std::chrono_literals;
    m_thread.setObjectName(u"server"_s);
    m_server->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    connect(m_server, &Server::listening, this, &Application::becomeReady);
    connect(m_server, &Server::failed, this, &Application::fail);
    connect(m_server, &Server::stopped, this, [] { QCoreApplication::quit(); });
    connect(&m_signals, &UnixSignals::stopRequested, this, &Application::stop);
    m_addresses.setInterval(10s);
    connect(&m_addresses, &QTimer::timeout, this, &Application::refreshAddresses);
    if (face == Face::Window)
        makeWindow(secrets);
}

Application::~Application()
{
    m_thread.quit();
    m_thread.wait();
}

void Application::makeWindow(const DataFolder::Secrets &secrets)
{
    m_window = std::make_unique<MainWindow>(WindowOptions{.version = QCoreApplication::applicationVersion(),
                                                          .demo = m_options.demo,
                                                          .dataFolder = m_folder->path(),
                                                          .token = QString::fromLatin1(secrets.token.value),
                                                          .pusher = secrets.pusher,
                                                          .firstStart = secrets.token.isNew && !m_options.demo});
    connect(m_server, &Server::framed, m_window.get(), &MainWindow::apply);
    connect(m_server, &Server::commandFailed, m_window.get(), &MainWindow::showCommandError);
    connect(m_window.get(), &MainWindow::frameApplied, m_server, &Server::releaseWindow);
    connect(m_window.get(), &MainWindow::sayRequested, m_server, &Server::say);
    connect(m_window.get(), &MainWindow::resultDeletionRequested, m_server, [server = m_server](ResultId id) {
        server->submit({DeleteResult{id}, currentTime()});
    });
    connect(m_window.get(), &MainWindow::asked, m_server, &Server::ask);
    connect(m_server, &Server::answered, m_window.get(), &MainWindow::answer);
    connect(m_window.get(), &MainWindow::ciCommanded, m_server, &Server::command);
    // Closing the window ends the program in the same order as a signal does.
    QGuiApplication::setQuitOnLastWindowClosed(false);
    connect(qGuiApp, &QGuiApplication::lastWindowClosed, this, &Application::stop);
    m_window->show();
}

void Application::start()
{
    if (auto dispatcher = makeServerDispatcher())
        m_thread.setEventDispatcher(dispatcher.release()); // the thread owns it
    m_thread.start();
    QMetaObject::invokeMethod(m_server, &Server::start);
}

void Application::becomeReady(quint16 port)
{
    m_port = port;
    tell(stdout, u"listening on "_s + ownAddress(m_options.listen, port));
    if (!m_window) {
        if (const QString best = reachableAddresses(m_options.listen, port).constFirst();
            best != ownAddress(m_options.listen, port))
            tell(stderr, u"tallywall: browsers on the network open "_s + best);
    }
    if (m_options.demo) {
        // Made in the server thread: its values go straight into the server.
        QMetaObject::invokeMethod(m_server, [server = m_server] {
            auto *demo = new Demo(server);
            connect(demo, &Demo::changed, server, &Server::submit);
            connect(demo, &Demo::said, server, &Server::say);
            connect(demo, &Demo::priced, server, &Server::price);
            demo->start();
        });
    }
    if (m_window) {
        QMetaObject::invokeMethod(m_server, &Server::startWindow);
        refreshAddresses();
        m_addresses.start();
    }
}

void Application::refreshAddresses()
{
    m_window->showAddresses(reachableAddresses(m_options.listen, m_port));
}

void Application::fail(const QString &sentence)
{
    tell(stderr, u"tallywall: "_s + sentence);
    QCoreApplication::exit(exitUsage);
}

void Application::stop()
{
    QMetaObject::invokeMethod(m_server, &Server::stop);
}

} // namespace tallywall
