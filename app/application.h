// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/data_folder.h"
#include "app/options.h"
#include "app/unix_signals.h"
#include "server/server.h"
#include "ui/main_window.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>

namespace tallywall {

// The composition root: makes the server in its thread and, where it is wanted, the window; connects them; starts and stops
// them in order. Main thread.
class Application : public QObject
{
    Q_OBJECT

public:
    enum class Face : quint8 { Window, Headless };

    Application(const Options &options, std::shared_ptr<DataFolder> folder, const DataFolder::Secrets &secrets,
                Face face, int descriptors);
    ~Application() override;

    void start();
    void stop();

private:
    void makeWindow(const DataFolder::Secrets &secrets);
    void becomeReady(quint16 port);
    void refreshAddresses();
    void fail(const QString &sentence);

    Options m_options;
    std::shared_ptr<DataFolder> m_folder;
    UnixSignals m_signals;
    QThread m_thread; // the server thread
    Server *m_server; // lives there, and is deleted there
    std::unique_ptr<MainWindow> m_window;
    QTimer m_addresses; // networks come and go
    quint16 m_port = 0;
};

} // namespace tallywall
