// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/feed/questions.h"
#include "ui/feed/wall.h"
#include "ui/shell/banner.h"
#include "ui/shell/connect_panel.h"
#include "ui/shell/page_header.h"
#include "ui/shell/reach.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/status_line.h"
#include "ui/shell/store_banner.h"
#include "ui/shell/tab_order.h"
#include "ui/shell/window_title.h"
#include "ui/tv/tv_wall.h"
#include "ui/widgets/scrolling.h"

#include <QAbstractButton>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// What is watched for itself goes on being watched there.
TvWall::Page pageOnTv(PageStack::Page page)
{
    return page == PageStack::Ci ? TvWall::Ci : page == PageStack::Prices ? TvWall::Prices : TvWall::Tiles;
}

} // namespace

MainWindow::MainWindow(const WindowOptions &options, QWidget *parent)
    : QMainWindow(parent)
    , m_options(options)
    , m_memory(options.dataFolder)
    , m_wall(new Wall(this))
    , m_questions(new Questions(this))
    , m_views(new QStackedWidget)
{
    // Without this, nothing below a widget that has a style sheet would hear of its palette and font.
    QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles);
    setWindowIcon(QIcon(u":/icons/tallywall.svg"_s));
    setMinimumSize(760, 560);
    resize(QSize(1280, 800).boundedTo(screen()->availableGeometry().size()));
    m_views->addWidget(makeShell());
    setCentralWidget(m_views);
    setFont(wallFont());
    applyAppearance();

    m_frameDone.setSingleShot(true);
    m_frameDone.setTimerType(Qt::PreciseTimer);
    connect(&m_frameDone, &QTimer::timeout, this, &MainWindow::frameApplied);
    connect(m_wall, &Wall::applied, this, &MainWindow::refreshTitle);
    addShortcuts();
    showPage(PageStack::Overview);
    refreshTitle();
    if (options.firstStart)
        showConnectPanel(true);
}

MainWindow::~MainWindow()
{
    delete m_views; // the pages go before what they show
}

QWidget *MainWindow::makeShell()
{
    m_sideBar = new SideBar;
    for (int page = 0; page < PageStack::PageCount; ++page)
        m_sideBar->addPage(PageStack::icon(static_cast<PageStack::Page>(page)),
                           PageStack::title(static_cast<PageStack::Page>(page)), u"Ctrl+%1"_s.arg(page + 1));
    connect(m_sideBar, &SideBar::pageChosen, this, [this](int page) { showPage(static_cast<PageStack::Page>(page)); });
    connect(m_sideBar, &SideBar::tvChosen, this, [this] { setTv(true); });
    connect(m_sideBar, &SideBar::connectChosen, this, &MainWindow::toggleConnectPanel);

    m_header = new PageHeader(*m_wall, m_options.demo);
    m_pages = new PageStack(*m_wall, *m_questions, m_memory,
                            {m_options.version, m_options.dataFolder, m_options.pusher});
    connect(m_questions, &Questions::asked, this, &MainWindow::asked);
    connect(m_pages, &PageStack::ciCommanded, this, &MainWindow::ciCommanded);
    connect(m_pages, &PageStack::sayRequested, this, &MainWindow::sayRequested);
    connect(m_pages, &PageStack::resultDeletionRequested, this, &MainWindow::resultDeletionRequested);
    connect(m_pages, &PageStack::pageChanged, this, [this](PageStack::Page page) {
        m_sideBar->setCurrent(page);
        m_header->setTitle(PageStack::title(page));
    });
    m_storeBanner = new StoreBanner(*m_wall);
    m_banner = new Banner;
    m_statusLine = new StatusLine(*m_wall, m_options.version);

    const auto inset = [](QWidget *part) {
        auto *line = new QHBoxLayout;
        line->setContentsMargins(0, 0, pageMargin, 0);
        line->addWidget(part);
        return line;
    };
    auto *content = new QVBoxLayout;
    content->setContentsMargins(pageMargin, theme::spacing, 0, pageMargin);
    content->setSpacing(theme::spacing);
    content->addLayout(inset(m_header));
    content->addLayout(inset(m_storeBanner));
    content->addWidget(m_pages, 1);
    content->addLayout(inset(m_banner));
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

void MainWindow::showPage(PageStack::Page page)
{
    const QWidget *focused = focusWidget();
    const bool inContent = !focused || m_pages->isAncestorOf(focused);
    m_pages->showPage(page);
    orderTabs();
    if (inContent)
        m_pages->focusPage();
}

// Side bar, page, banners, status line: pages are made late, and would come last.
void MainWindow::orderTabs()
{
    tallywall::orderTabs(m_sideBar->lastEntry(),
                         {m_connect, m_pages->currentWidget(), m_storeBanner, m_banner, m_statusLine});
}

void MainWindow::addShortcuts()
{
    for (int page = 0; page < PageStack::PageCount; ++page) {
        auto *shortcut = new QShortcut(QKeySequence(u"Ctrl+%1"_s.arg(page + 1)), this);
        connect(shortcut, &QShortcut::activated, this, [this, page] { showPage(static_cast<PageStack::Page>(page)); });
    }
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_pages, &PageStack::showFilter);
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
    if (addresses == m_addresses)
        return;
    m_addresses = addresses;
    m_statusLine->setAddresses(addresses);
    handOutReach();
}

void MainWindow::showCommandError(const QString &sentence)
{
    m_banner->say(sentence);
}

void MainWindow::answer(quint64 ticket, const Answer &theAnswer)
{
    m_questions->answer(ticket, theAnswer);
}

void MainWindow::handOutReach()
{
    const Reach reach{m_addresses, m_options.token};
    m_pages->setReach(reach);
    if (m_connect)
        m_connect->setReach(reach);
}

void MainWindow::toggleConnectPanel()
{
    if (m_connect && m_pages->currentIndex() == PageStack::Overview) {
        m_connect->deleteLater();
        m_connect = nullptr;
        return;
    }
    showConnectPanel(false);
}

void MainWindow::showConnectPanel(bool firstStart)
{
    showPage(PageStack::Overview);
    if (m_connect)
        return;
    m_connect = new ConnectPanel(firstStart ? ConnectPanel::Occasion::FirstStart : ConnectPanel::Occasion::Asked,
                                 m_options.dataFolder);
    connect(m_connect, &ConnectPanel::closed, this, &MainWindow::toggleConnectPanel);
    m_pages->showAboveOverview(m_connect);
    orderTabs();
    handOutReach();
}

void MainWindow::refreshTitle()
{
    const QString title = windowTitleOf(*m_wall, m_options.demo);
    if (title != windowTitle())
        setWindowTitle(title);
    m_sideBar->setBadge(PageStack::Ci, m_wall->pipelines().failed);
}

void MainWindow::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    applyAppearance();
}

void MainWindow::applyAppearance()
{
    const QPalette system = QGuiApplication::palette();
    const theme::Palette &colours = chooseColours(m_appearance, system);
    if (m_colours == &colours)
        return;
    m_colours = &colours;
    setPalette(makePalette(colours));
    setStyleSheet(tallywall::styleSheet(colours));
    m_pages->dressAll();
    if (m_tv)
        dress(*m_tv, *this);
    if (m_connect)
        dress(*m_connect, *this);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyAppearance();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!event->spontaneous())
        m_pages->focusPage(); // else the first button that was made would have it
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
            m_tv = new TvWall(*m_wall, m_memory, m_options.demo ? u"Demo data"_s : QString());
            m_views->addWidget(m_tv);
            dress(*m_tv, *this);
        }
        m_tv->startWith(pageOnTv(static_cast<PageStack::Page>(m_pages->currentIndex())));
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
    auto *focused = qobject_cast<QAbstractButton *>(focusWidget());
    if (event->key() == Qt::Key_Escape && isTv())
        setTv(false);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && focused && !isTv())
        focused->click(); // Qt leaves Enter to dialogs
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace tallywall
