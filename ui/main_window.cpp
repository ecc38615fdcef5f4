// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/ci/ci_screen.h"
#include "ui/feed/wall.h"
#include "ui/messages/messages_screen.h"
#include "ui/overview/overview_screen.h"
#include "ui/results/results_screen.h"
#include "ui/shell/banner.h"
#include "ui/shell/connect_panel.h"
#include "ui/shell/page_header.h"
#include "ui/shell/reach.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/status_line.h"
#include "ui/theme/icons.h"
#include "ui/tv/tv_wall.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

struct PageWords {
    QLatin1StringView icon;
    QString title;
};

const std::array<PageWords, MainWindow::PageCount> &pageWords()
{
    static const std::array<PageWords, MainWindow::PageCount> words{{{"overview"_L1, u"Overview"_s},
                                                                     {"results"_L1, u"Results"_s},
                                                                     {"ci"_L1, u"CI"_s},
                                                                     {"messages"_L1, u"Messages"_s}}};
    return words;
}

} // namespace

MainWindow::MainWindow(const WindowOptions &options, QWidget *parent)
    : QMainWindow(parent), m_options(options), m_wall(new Wall(this)), m_views(new QStackedWidget)
{
    // Without this, nothing below a widget that has a style sheet would hear of its palette and font.
    QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles);
    setWindowIcon(QIcon(u":/icons/tallywall.svg"_s));
    setMinimumSize(720, 480);
    resize(1280, 800);
    m_views->addWidget(makeShell());
    setCentralWidget(m_views);
    setFont(wallFont());
    applyAppearance();

    m_frameDone.setSingleShot(true);
    m_frameDone.setTimerType(Qt::PreciseTimer);
    connect(&m_frameDone, &QTimer::timeout, this, &MainWindow::frameApplied);
    connect(m_wall, &Wall::applied, this, &MainWindow::refreshTitle);
    addShortcuts();
    showPage(Overview);
    refreshTitle();
    if (options.firstStart)
        showConnectPanel(true);
}

MainWindow::~MainWindow() = default;

QWidget *MainWindow::makeShell()
{
    m_sideBar = new SideBar;
    int key = 1;
    for (const PageWords &page : pageWords())
        m_sideBar->addPage(page.icon, page.title, u"Ctrl+%1"_s.arg(key++));
    connect(m_sideBar, &SideBar::pageChosen, this, [this](int page) { showPage(static_cast<Page>(page)); });
    connect(m_sideBar, &SideBar::connectChosen, this, &MainWindow::toggleConnectPanel);

    m_header = new PageHeader(*m_wall, m_options.demo);
    m_pages = new QStackedWidget;
    m_pages->setObjectName("pages"_L1);
    for (int i = 0; i < PageCount; ++i)
        m_pages->addWidget(new QWidget); // until pageAt() puts the page there
    m_banner = new Banner;
    m_statusLine = new StatusLine(*m_wall, m_options.version);

    auto *content = new QVBoxLayout;
    content->setContentsMargins(3 * theme::spacing, theme::spacing, 3 * theme::spacing, 3 * theme::spacing);
    content->setSpacing(theme::spacing);
    content->addWidget(m_header);
    content->addWidget(m_pages, 1);
    content->addWidget(m_banner);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addLayout(content, 1);
    right->addWidget(m_statusLine);
    auto *shell = new QWidget;
    auto *whole = new QHBoxLayout(shell);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_sideBar);
    whole->addLayout(right, 1);
    return shell;
}

QWidget *MainWindow::pageAt(Page page)
{
    const auto put = [this, page](auto *&member) {
        if (!member) {
            member = new std::remove_reference_t<decltype(*member)>(*m_wall);
            delete m_pages->widget(page);
            m_pages->insertWidget(page, member);
            dress(*member);
            return true;
        }
        return false;
    };
    switch (page) {
    case Overview:
        if (put(m_overview)) {
            connect(m_overview, &OverviewScreen::linkClicked, this, [this](OverviewScreen::Link link) {
                switch (link) {
                case OverviewScreen::Link::Results: return showPage(Results);
                case OverviewScreen::Link::Ci: return showPage(Ci);
                case OverviewScreen::Link::Messages: return showPage(Messages);
                }
            });
        }
        break;
    case Results:
        if (put(m_results))
            connect(m_results, &ResultsScreen::deletionRequested, this, &MainWindow::resultDeletionRequested);
        break;
    case Ci: put(m_ci); break;
    case Messages:
        if (put(m_messages))
            connect(m_messages, &MessagesScreen::sayRequested, this, &MainWindow::sayRequested);
        break;
    case PageCount: Q_UNREACHABLE();
    }
    handOutReach();
    return m_pages->widget(page);
}

void MainWindow::showPage(Page page)
{
    m_pages->setCurrentWidget(pageAt(page));
    m_sideBar->setCurrent(page);
    m_header->setTitle(pageWords().at(static_cast<std::size_t>(page)).title);
}

void MainWindow::addShortcuts()
{
    for (int page = 0; page < PageCount; ++page) {
        auto *shortcut = new QShortcut(QKeySequence(u"Ctrl+%1"_s.arg(page + 1)), this);
        connect(shortcut, &QShortcut::activated, this, [this, page] { showPage(static_cast<Page>(page)); });
    }
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        showPage(Results);
        m_results->focusFilter();
    });
    auto *tv = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(tv, &QShortcut::activated, this, [this] { setTv(!isTv()); });
    auto *quit = new QShortcut(QKeySequence::Quit, this);
    connect(quit, &QShortcut::activated, this, &QWidget::close);
}

void MainWindow::apply(const Frame &frame)
{
    m_wall->apply(frame);
    // One signal for what was handed in, and never sooner than the screen can show it.
    if (!m_frameDone.isActive())
        m_frameDone.start(frameMs);
}

void MainWindow::showAddresses(const QStringList &addresses)
{
    m_addresses = addresses;
    m_statusLine->setAddresses(addresses);
    handOutReach();
}

void MainWindow::showCommandError(const QString &sentence)
{
    m_banner->say(sentence);
}

void MainWindow::handOutReach()
{
    const Reach reach{m_addresses, m_options.token};
    if (m_results)
        m_results->setReach(reach);
    if (m_ci)
        m_ci->setReach(reach);
    if (m_messages)
        m_messages->setReach(reach);
    if (m_connect)
        m_connect->setReach(reach);
}

void MainWindow::toggleConnectPanel()
{
    if (m_connect && m_pages->currentIndex() == Overview) {
        m_connect->deleteLater();
        m_connect = nullptr;
        return;
    }
    showConnectPanel(false);
}

void MainWindow::showConnectPanel(bool firstStart)
{
    showPage(Overview);
    if (m_connect)
        return;
    m_connect = new ConnectPanel(firstStart ? ConnectPanel::Occasion::FirstStart : ConnectPanel::Occasion::Asked, m_options.dataFolder);
    connect(m_connect, &ConnectPanel::closed, this, &MainWindow::toggleConnectPanel);
    m_overview->setTopPanel(m_connect);
    dress(*m_connect);
    handOutReach();
}

void MainWindow::refreshTitle()
{
    const qsizetype failed = m_wall->pipelines().trouble.size();
    QStringList parts;
    if (!m_wall->status().storeHealthy)
        parts.append(u"not storing"_s);
    if (failed > 0)
        parts.append(u"%1 failed"_s.arg(failed));
    parts.append(m_options.demo ? u"Tallywall (demo data)"_s : u"Tallywall"_s);
    const QString title = parts.join(" · "_L1);
    if (title != windowTitle())
        setWindowTitle(title);
    m_sideBar->setBadge(Ci, static_cast<int>(failed));
}

void MainWindow::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    applyAppearance();
}

void MainWindow::applyAppearance()
{
    const theme::Palette &colours = chooseColours(m_appearance, QGuiApplication::palette());
    if (m_colours == &colours)
        return;
    m_colours = &colours;
    setPalette(makePalette(colours));
    setStyleSheet(tallywall::styleSheet(colours));
    for (int page = 0; page < m_pages->count(); ++page)
        dress(*m_pages->widget(page));
    if (m_tv)
        dress(*m_tv);
}

void MainWindow::dress(QWidget &widget)
{
    // Qt lets a new child inherit palette and font only where no style sheet is above it.
    widget.setPalette(palette());
    widget.setFont(font());
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyAppearance();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_sideBar->setCollapsed(width() < collapseBelow);
}

bool MainWindow::isTv() const
{
    return m_tv && m_views->currentWidget() == m_tv;
}

void MainWindow::setTv(bool on)
{
    if (on == isTv())
        return;
    if (on) {
        if (!m_tv) {
            m_tv = new TvWall(*m_wall);
            m_views->addWidget(m_tv);
            dress(*m_tv);
        }
        m_wasMaximized = isMaximized();
        m_views->setCurrentWidget(m_tv);
        showFullScreen();
        setCursor(Qt::BlankCursor);
    } else {
        m_views->setCurrentIndex(0);
        unsetCursor();
        if (m_wasMaximized)
            showMaximized();
        else
            showNormal();
    }
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isTv())
        setTv(false);
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace tallywall
