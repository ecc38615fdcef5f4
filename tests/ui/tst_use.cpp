// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/main_window.h"
#include "ui/overview/tile.h"
#include "ui/shell/banner.h"
#include "ui/shell/reach.h"
#include "ui/tv/tv_wall.h"

#include <QChartView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace tallywall;
using namespace Qt::StringLiterals;

// How the window is used: by keys, in trouble, at its smallest, and on a machine that nobody else reaches.
class TestUse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<MainWindow>(WindowOptions{.version = u"0.1.0"_s});
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void keysBeginInTheContentAndEnterPresses()
    {
        auto *tile = qobject_cast<Tile *>(m_window->focusWidget());
        QVERIFY(tile);
        QTest::keyClick(tile, Qt::Key_Return);
        QVERIFY(!tile->isVisible()); // its page is shown
        for (const QChartView *chart : m_window->findChildren<QChartView *>())
            QCOMPARE(chart->focusPolicy(), Qt::NoFocus);
    }

    void aFailingStoreIsToldWhole()
    {
        const QString sentence = u"the disk is full: free some space and the wall goes on storing by itself"_s;
        m_window->apply(sick(sentence));
        const auto banners = m_window->findChildren<Banner *>();
        QVERIFY(std::any_of(banners.begin(), banners.end(), [&sentence](const Banner *banner) {
            return banner->isVisible() && banner->accessibleName().endsWith(sentence);
        }));
        m_window->apply(Frame());
        QVERIFY(std::none_of(banners.begin(), banners.end(), [](const Banner *banner) { return banner->isVisible(); }));
    }

    void aFailingStoreInterruptsTheTelevision()
    {
        Frame frame;
        frame.runs = {sampleRun(1, ci::State::Failed)};
        m_window->apply(frame);
        m_window->setTv(true);
        const auto *tv = m_window->findChild<TvWall *>();
        frame.runs = {sampleRun(2, ci::State::Failed)};
        m_window->apply(frame);
        QCOMPARE(tv->currentPage(), int(TvWall::Ci));
        m_window->apply(sick(u"the disk is full"_s));
        QCOMPARE(tv->currentPage(), int(TvWall::Tiles));
        QVERIFY(tv->storeTrouble().contains(u"the disk is full"_s));
        m_window->grab();
        m_window->setTv(false);
    }

    void anOpenMenuOutlivesTheSameAddresses()
    {
        const QStringList addresses{u"http://192.168.1.5:4000"_s, u"http://10.0.0.7:4000"_s};
        m_window->showAddresses(addresses);
        QMenu *menu = nullptr;
        for (const QToolButton *button : m_window->findChildren<QToolButton *>())
            menu = button->menu() ? button->menu() : menu;
        QVERIFY(menu);
        menu->popup({10, 10});
        const QAction *first = menu->actions().first();
        m_window->showAddresses(addresses);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(menu->isVisible());
        QCOMPARE(menu->actions().first(), first);
        menu->close();
    }

    void nobodyIsSentToALoopbackAddress()
    {
        QVERIFY((Reach{{u"http://127.0.0.1:4000"_s, u"http://[::1]:4000"_s}, {}}.isLocalOnly()));
        QVERIFY(!(Reach{{u"http://10.0.0.7:4000"_s, u"http://127.0.0.1:4000"_s}, {}}.isLocalOnly()));
        QVERIFY(!Reach().isLocalOnly());
        MainWindow window({.firstStart = true});
        window.showAddresses({u"http://127.0.0.1:4000"_s});
        window.show();
        const auto labels = window.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel *label) { return label->text().contains(u"--listen 0.0.0.0"_s); }));
    }

    void nothingIsCutAtTheSmallestSize()
    {
        m_window->showAddresses({u"http://192.168.100.105:4000"_s, u"http://10.0.0.7:4000"_s});
        m_window->apply(createdFrame(1, 30));
        m_window->resize(m_window->minimumSize());
        for (int page = 0; page < PageStack::PageCount; ++page) {
            m_window->showPage(static_cast<PageStack::Page>(page));
            QCoreApplication::processEvents();
            const QSize needed = m_window->centralWidget()->minimumSizeHint();
            QVERIFY2(needed.width() <= m_window->width() && needed.height() <= m_window->height(),
                     qPrintable(u"page %1 needs %2×%3"_s.arg(page).arg(needed.width()).arg(needed.height())));
        }
    }

private:
    static Frame sick(const QString &sentence)
    {
        Frame frame;
        frame.status.storeHealthy = false;
        frame.status.storeMessage = sentence;
        return frame;
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestUse)
#include "tst_use.moc"
