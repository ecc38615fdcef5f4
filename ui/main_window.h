// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/frame.h"
#include "core/messages/message.h"
#include "core/pusher/pusher_app.h"
#include "core/question.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/window_memory.h"
#include "ui/theme/appearance.h"

#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace tallywall {

class Banner;
class ConnectPanel;
class PageHeader;
class Questions;
class SideBar;
class StatusLine;
class StoreBanner;
class TvWall;
class Wall;

// What the window is told once, at the start.
struct WindowOptions {
    QString version;
    bool demo = false;       // shown as a clear "Demo data" mark
    QString dataFolder;      // where the data lives; can be opened, and has the window's own memory
    QString token;           // for writing from other machines: can be copied, is drawn in full only when asked for
    PusherApp pusher;        // for programs that speak the Pusher Channels protocol; its secret like the token
    bool firstStart = false; // shows at once how to post from elsewhere
};

// The window: shows what frames bring, asks for what they do not, and sends commands as values. It never changes its own copy of
// anything: what was asked for is seen when it comes back as an event. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    static constexpr int frameMs = 16;         // between two frames at least
    static constexpr int collapseBelow = 1120; // narrower, the side bar shows icons alone

    explicit MainWindow(const WindowOptions &options, QWidget *parent = nullptr);
    ~MainWindow() override;

    void setAppearance(Appearance appearance);
    void showPage(PageStack::Page page);
    [[nodiscard]] bool isTv() const;
    void setTv(bool on); // F11, Esc; begins with pipelines or prices where these are seen

public Q_SLOTS:
    void apply(const tallywall::Frame &frame);        // all of one frame; then frameApplied() once
    void showAddresses(const QStringList &addresses); // "http://192.168.1.5:4000", best first
    void showCommandError(const QString &sentence);   // a command could not be carried out
    void answer(quint64 ticket,
                const tallywall::Answer &theAnswer); // of asked(); in any order, and not from inside it

Q_SIGNALS:
    void frameApplied(); // ready for the next frame: not earlier than frameMs after this one was handed in
    void sayRequested(const tallywall::Message &message);
    void resultDeletionRequested(tallywall::ResultId id);
    void asked(quint64 ticket, const tallywall::Question &question); // to be answered by answer(), sooner or later
    void ciCommanded(const tallywall::ci::Command &command);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeShell();
    void addShortcuts();
    void applyAppearance();
    void refreshTitle();
    void orderTabs();
    void toggleConnectPanel();
    void showConnectPanel(bool firstStart);
    void handOutReach();

    WindowOptions m_options;
    WindowMemory m_memory;
    QStringList m_addresses;
    Appearance m_appearance = Appearance::System;
    const theme::Palette *m_colours = nullptr;
    Wall *m_wall;
    Questions *m_questions;
    QStackedWidget *m_views; // the shell, or the television
    SideBar *m_sideBar = nullptr;
    PageHeader *m_header = nullptr;
    PageStack *m_pages = nullptr;
    StoreBanner *m_storeBanner = nullptr;
    Banner *m_banner = nullptr;
    StatusLine *m_statusLine = nullptr;
    ConnectPanel *m_connect = nullptr; // while it is shown
    TvWall *m_tv = nullptr;
    bool m_wasMaximized = false;
    QTimer m_frameDone;
};

} // namespace tallywall
