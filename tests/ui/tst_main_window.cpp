// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/main_window.h"
#include "ui/overview/tile.h"
#include "ui/shell/reach.h"
#include "ui/shell/side_bar.h"
#include "ui/tv/tv_wall.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/scrolling.h"
#include "ui/widgets/wall_table.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

const QString token = u"tw_4f1e2d3c4b5a69788796a5b4c3d2e1f0"_s;

const Tile *tile(const MainWindow &window, const QString &caption)
{
    for (const Tile *tile : window.findChildren<Tile *>()) {
        if (tile->text() == caption)
            return tile;
    }
    return nullptr;
}

WallTable *visibleTable(const MainWindow &window)
{
    for (WallTable *table : window.findChildren<WallTable *>()) {
        if (table->isVisible())
            return table;
    }
    return nullptr;
}

bool showsText(const QWidget &window, const QString &text)
{
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}

QPushButton *button(const QWidget &parent, const QString &text)
{
    for (QPushButton *button : parent.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

// The bar of a page that scrolls as a whole; null where there is none.
QScrollBar *barAtTheEdge(const QWidget &window)
{
    for (QScrollBar *bar : window.findChildren<QScrollBar *>()) {
        if (bar->isVisible() && bar->mapTo(&window, bar->rect().topRight()).x() == window.width() - 1)
            return bar;
    }
    return nullptr;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<MainWindow>(WindowOptions{.version = u"0.1.0"_s, .token = token});
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void tilesSayWhatTheFrameSays()
    {
        Frame frame = createdFrame(1, 4);
        frame.status.resultsToday = 112;
        frame.status.resultsYesterdayByNow = 100;
        frame.status.subscribersSse = 2;
        frame.status.eventsPerSecond = 37;
        frame.runs = {sampleRun(2, ci::State::Failed, u"shop/api"_s), sampleRun(1, ci::State::Success, u"docs"_s)};
        frame.events.append(saidEvent({u"Florian"_s, u"hi"_s}, sampleTime));
        m_window->apply(frame);
        QCOMPARE(tile(*m_window, u"Results today"_s)->content().figure, u"112"_s);
        QVERIFY(tile(*m_window, u"Results today"_s)->content().word.startsWith(u"▲ 12 %"_s));
        const TileContent pipelines = tile(*m_window, u"Pipelines"_s)->content();
        QCOMPARE(pipelines.figure, u"1"_s);
        QCOMPARE(pipelines.unit, u"failed of 2"_s);
        QCOMPARE(pipelines.tone, TileContent::Tone::Trouble);
        QCOMPARE(tile(*m_window, u"Messages"_s)->content().word, u"Florian: hi"_s);
        QCOMPARE(tile(*m_window, u"Events"_s)->content().figure, u"37"_s);
        QCOMPARE(m_window->windowTitle(), u"1 failed · Tallywall"_s);
    }

    void aTileLeadsToItsPage()
    {
        QTest::mouseClick(const_cast<Tile *>(tile(*m_window, u"Pipelines"_s)), Qt::LeftButton);
        QTRY_VERIFY(showsText(*m_window, u"No pipelines yet"_s));
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
        QTRY_VERIFY(showsText(*m_window, u"Nothing said yet"_s));
    }

    void theNextFrameIsAskedForOnceAndNotTooSoon()
    {
        QSignalSpy applied(m_window.get(), &MainWindow::frameApplied);
        QElapsedTimer timer;
        timer.start();
        m_window->apply(createdFrame(1, 10));
        QCOMPARE(applied.size(), 0); // never from inside apply()
        QVERIFY(applied.wait(1000));
        QVERIFY(timer.elapsed() >= MainWindow::frameMs - 1);
        QCOMPARE(applied.size(), 1);
        QVERIFY(!applied.wait(3 * MainWindow::frameMs)); // and no more than once
    }

    void markupIsShownAsText()
    {
        Frame frame;
        frame.results = {sampleResult(1, 2, u"<b>Ada</b>"_s)};
        m_window->apply(frame);
        m_window->showPage(PageStack::Results);
        WallTable *table = visibleTable(*m_window);
        QVERIFY(table);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"<b>Ada</b>"_s);
        m_window->showCommandError(u"<img src=x> is <b>not</b> understood"_s);
        QVERIFY(showsText(*m_window, u"<img src=x> is <b>not</b> understood"_s));
        for (const QLabel *label : m_window->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        m_window->grab(); // charts and tables paint it without harm
    }

    void rowsAreCopiedWithTabs()
    {
        fillResults();
        WallTable *table = visibleTable(*m_window);
        table->selectRow(0);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY2(text.startsWith(u"Cid\t3.00\t"_s), qPrintable(text));
        QCOMPARE(text.count(u'\n'), 1);
    }

    void deletingAsksFirst()
    {
        fillResults();
        QSignalSpy requested(m_window.get(), &MainWindow::resultDeletionRequested);
        WallTable *table = visibleTable(*m_window);
        table->setFocus();
        table->selectRow(1);
        QTest::keyClick(table, Qt::Key_Delete);
        auto *question = m_window->findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(question->text(), u"Delete 2.00 s by Bob?"_s);
        QCOMPARE(requested.size(), 0);
        m_window->apply(createdFrame(10, 5)); // rows move while the question stands
        button(*question, u"Cancel"_s)->click();
        QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
        QCOMPARE(requested.size(), 0);

        QTest::keyClick(table, Qt::Key_Delete);
        question = m_window->findChild<QMessageBox *>();
        QVERIFY(question);
        QPushButton *yes = button(*question, u"Delete"_s);
        QVERIFY(yes);
        yes->click();
        QCOMPARE(requested.size(), 1);
        QCOMPARE(requested.first().first().value<ResultId>(), ResultId(2));
        QCOMPARE(table->model()->rowCount(), 8); // it goes when the event says so
    }

    void theFilterIsAKeyAway()
    {
        fillResults();
        m_window->showPage(PageStack::Overview);
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        WallTable *table = nullptr;
        QTRY_VERIFY((table = visibleTable(*m_window)));
        QLineEdit *filter = nullptr;
        for (QLineEdit *edit : m_window->findChildren<QLineEdit *>()) {
            if (edit->accessibleName().startsWith(u"Filter"_s))
                filter = edit;
        }
        QVERIFY(filter);
        filter->setText(u"bo"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(showsText(*m_window, u"1 of 3"_s));
    }

    void aReaderIsNotMovedByNewRows()
    {
        m_window->apply(createdFrame(1, 500));
        m_window->showPage(PageStack::Results);
        WallTable *table = visibleTable(*m_window);
        const QModelIndex read = table->model()->index(100, 0);
        table->scrollTo(read, QAbstractItemView::PositionAtTop);
        const QPersistentModelIndex held(read);
        const int before = table->visualRect(held).top();
        m_window->apply(createdFrame(501, 50));
        QCOMPARE(table->visualRect(held).top(), before);
        table->scrollToTop();
        m_window->apply(createdFrame(600, 5));
        QCOMPARE(table->rowAt(0), 0); // at the top the newest is seen
    }

    void whatIsSaidIsCheckedAndSent()
    {
        m_window->showPage(PageStack::Messages);
        QSignalSpy said(m_window.get(), &MainWindow::sayRequested);
        QLineEdit *name = nullptr;
        QLineEdit *text = nullptr;
        for (QLineEdit *edit : m_window->findChildren<QLineEdit *>()) {
            name = edit->accessibleName() == u"Your name"_s ? edit : name;
            text = edit->accessibleName() == u"Message"_s ? edit : text;
        }
        QVERIFY(name && text);
        QTest::keyClicks(text, u"Hello"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(said.size(), 0);
        QVERIFY(showsText(*m_window, u"Write your name first"_s));
        QTest::keyClicks(name, u"Ada"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(said.size(), 1);
        QCOMPARE(said.first().first().value<Message>(), (Message{u"Ada"_s, u"Hello"_s}));
        QVERIFY(text->text().isEmpty());
        QCOMPARE(name->text(), u"Ada"_s); // whoever says one thing says another
    }

    void emptyPagesTellWhatToDo()
    {
        m_window->showAddresses({u"http://192.168.1.5:4000"_s, u"http://10.0.0.7:4000"_s});
        m_window->showPage(PageStack::Results);
        CopyLine *command = nullptr;
        for (CopyLine *line : m_window->findChildren<CopyLine *>()) {
            if (line->isVisible())
                command = line;
        }
        QVERIFY(command);
        QVERIFY(command->shownText().startsWith(u"curl http://192.168.1.5:4000/results"_s));
        QVERIFY(!command->shownText().contains(token)); // drawn hidden
        command->copy();
        QVERIFY(QGuiApplication::clipboard()->text().contains(token)); // copied whole
    }

    void theFirstStartShowsTheTokenWhenAsked()
    {
        MainWindow window({.version = {}, .token = token, .firstStart = true});
        window.showAddresses({u"http://192.168.1.5:4000"_s});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(button(window, u"Got it"_s));
        QVERIFY(!showsText(window, token));
        button(window, u"Copy token"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), token);
        button(window, u"Show"_s)->click();
        QVERIFY(showsText(window, token));
        button(window, u"Got it"_s)->click();
        QTRY_VERIFY(!button(window, u"Got it"_s));
    }

    void inASmallWindowTheWelcomeScrollsWithThePage()
    {
        MainWindow window({.version = {}, .token = token, .firstStart = true});
        window.showAddresses({u"http://192.168.1.5:4000"_s});
        window.resize(window.minimumSize());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QScrollBar *bar = nullptr;
        QTRY_VERIFY((bar = barAtTheEdge(window)));
        QVERIFY(bar->maximum() > 0);
        for (const QString &word : {u"Got it"_s, u"Show"_s, u"Copy token"_s, u"Open data folder"_s}) {
            const QPushButton *one = button(window, word);
            QVERIFY2(one && one->width() >= one->sizeHint().width(), qPrintable(word));
        }
    }

    void whatScrollsDoesSoAtTheEdgeOfTheWindow()
    {
        m_window->resize(m_window->minimumSize());
        m_window->showPage(PageStack::Settings);
        QTRY_VERIFY(barAtTheEdge(*m_window));
        const auto cards = [this] {
            int right = 0;
            for (const Panel *panel : m_window->findChildren<Panel *>()) {
                if (panel->isVisible())
                    right = std::max(right, panel->mapTo(m_window.get(), panel->rect().topRight()).x());
            }
            return right;
        };
        QTRY_COMPARE(cards(), m_window->width() - pageMargin - 1);
        m_window->showPage(PageStack::Results); // there it ends, too
        QTRY_COMPARE(cards(), m_window->width() - pageMargin - 1);
    }

    void itOpensNoLargerThanItsScreen()
    {
        const MainWindow window({});
        const QSize room = window.screen()->availableGeometry().size().expandedTo(window.minimumSize());
        QCOMPARE(window.size(), window.size().boundedTo(room));
    }

    void demoDataIsMarked()
    {
        const MainWindow window({.demo = true});
        QCOMPARE(window.windowTitle(), u"Demo data · Tallywall"_s);
    }

    void aSickStoreIsLoud()
    {
        Frame frame;
        frame.status.storeHealthy = false;
        frame.status.storeMessage = u"the disk is full"_s;
        m_window->apply(frame);
        QVERIFY(m_window->windowTitle().startsWith(u"not storing"_s));
        QVERIFY(showsText(*m_window, u"the disk is full"_s));
    }

    void theSideBarCollapsesInANarrowWindow()
    {
        const auto *bar = m_window->findChild<SideBar *>();
        QVERIFY(!bar->isCollapsed());
        m_window->resize(900, 700);
        QTRY_VERIFY(bar->isCollapsed());
        m_window->resize(1280, 800);
        QTRY_VERIFY(!bar->isCollapsed());
    }

    void newTroubleInterruptsTheTelevision()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F11);
        QTRY_VERIFY(m_window->isTv());
        const auto *tv = m_window->findChild<TvWall *>();
        QTRY_COMPARE(tv->currentPage(), int(TvWall::Tiles));
        Frame frame;
        frame.runs = {sampleRun(1, ci::State::Success)};
        m_window->apply(frame);
        QCOMPARE(tv->currentPage(), int(TvWall::Tiles));
        frame.runs = {sampleRun(2, ci::State::Failed)};
        m_window->apply(frame);
        QCOMPARE(tv->currentPage(), int(TvWall::Ci));
        m_window->grab();
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!m_window->isTv());
    }

    void theTelevisionIsFoundAndBeginsWithWhatWasSeen()
    {
        Frame frame;
        frame.runs = {sampleRun(1, ci::State::Success)};
        m_window->apply(frame);
        m_window->showPage(PageStack::Ci);
        QAbstractButton *entry = nullptr;
        for (auto *button : m_window->findChild<SideBar *>()->findChildren<QAbstractButton *>())
            entry = button->text() == u"TV mode"_s ? button : entry;
        QVERIFY(entry && entry->toolTip().contains(u"F11"_s));
        entry->click();
        QTRY_VERIFY(m_window->isTv());
        const auto *tv = m_window->findChild<TvWall *>();
        QTRY_COMPARE(tv->currentPage(), int(TvWall::Ci));
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!m_window->isTv());
        m_window->showPage(PageStack::Results);
        QTest::keyClick(m_window.get(), Qt::Key_F11);
        QTRY_COMPARE(tv->currentPage(), int(TvWall::Tiles));
    }

    void bothSchemesPaintEveryPage()
    {
        fillResults();
        Frame frame;
        for (int state = 0; state <= int(ci::State::Unknown); ++state) {
            ci::Run run = sampleRun(100 + state, static_cast<ci::State>(state), QString::number(state));
            run.duration = 10 * state;
            frame.runs.append(run);
        }
        frame.events.append(saidEvent({u"Ada"_s, u"line\nline\n"_s.repeated(50)}, sampleTime));
        m_window->apply(frame);
        for (const auto appearance : {Appearance::Dark, Appearance::Light}) {
            m_window->setAppearance(appearance);
            for (int page = 0; page < PageStack::PageCount; ++page) {
                m_window->showPage(static_cast<PageStack::Page>(page));
                const QImage image = m_window->grab().toImage();
                const bool dark = image.pixelColor(image.width() - 4, 4).lightness() < 128;
                QCOMPARE(dark, appearance == Appearance::Dark);
                const bool panelDark = image.pixelColor(image.width() / 2, image.height() - 60).lightness() < 128;
                QCOMPARE(panelDark, appearance == Appearance::Dark);
            }
        }
    }

    void garbageDoesNoHarm()
    {
        Frame frame;
        for (const char *collection : {"results", "ci", "messages", "doors", ""}) {
            for (const char *type : {"created", "updated", "deleted", "said", ""}) {
                for (const char *data :
                     {"", "{", "[]", "null", "{\"id\":-1}", "{\"id\":1e99,\"name\":[],\"time\":\"\"}", "\xff\xfe"})
                    frame.events.append({EventId::None, collection, type, sampleTime, data});
            }
        }
        m_window->apply(frame);
        for (int page = 0; page < PageStack::PageCount; ++page) {
            m_window->showPage(static_cast<PageStack::Page>(page));
            m_window->grab();
        }
    }

private:
    void fillResults()
    {
        Frame frame;
        frame.results = {sampleResult(3, 3, u"Cid"_s), sampleResult(2, 2, u"Bob"_s), sampleResult(1, 1, u"Ada"_s)};
        m_window->apply(frame);
        m_window->showPage(PageStack::Results);
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
