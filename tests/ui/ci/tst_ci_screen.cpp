// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ci/fake_store.h"
#include "tests/ui/samples.h"
#include "ui/ci/ci_screen.h"
#include "ui/ci/deliveries/deliveries_model.h"
#include "ui/ci/deliveries/delivery_list.h"
#include "ui/ci/deliveries/delivery_view.h"
#include "ui/ci/lane_removal.h"
#include "ui/ci/run/run_page.h"
#include "ui/ci/run/timeline_chart.h"
#include "ui/ci/runs_model.h"
#include "ui/ci/wall/tile_grid.h"
#include "ui/ci/wall/wall_tab.h"
#include "ui/main_window.h"
#include "ui/text/clock.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/wall_table.h"

#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

template<typename Widget>
Widget *seen(const QWidget &parent)
{
    for (Widget *widget : parent.findChildren<Widget *>()) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

QPushButton *button(const QWidget &parent, const QString &text)
{
    for (QPushButton *one : parent.findChildren<QPushButton *>()) {
        if (one->text() == text && one->isVisible())
            return one;
    }
    return nullptr;
}

WallTable *table(const QWidget &parent, const QString &name)
{
    for (WallTable *one : parent.findChildren<WallTable *>()) {
        if (one->accessibleName() == name && one->isVisible())
            return one;
    }
    return nullptr;
}

} // namespace

// The page of pipelines in the window, with something that answers its questions.
class TestCiScreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }

    void cleanup()
    {
        m_window.reset();
        m_folder.reset();
    }

    void theTabIsReachedByKeysAndRemembered()
    {
        fill();
        QCOMPARE(m_screen->tab(), CiScreen::Tab::Wall);
        QVERIFY(seen<TileGrid>(*m_window));
        QVERIFY(seen<TileGrid>(*m_window)->hasFocus());
        QTest::keyClick(m_window->focusWidget(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(m_screen->tab(), CiScreen::Tab::Runs);
        QVERIFY(table(*m_window, u"Runs"_s)->hasFocus());
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_screen->tab(), CiScreen::Tab::Trends);
        auto *tabs = m_window->findChild<QTabBar *>();
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Right);
        QCOMPARE(m_screen->tab(), CiScreen::Tab::Deliveries);
        open(); // another start
        QCOMPARE(m_screen->tab(), CiScreen::Tab::Deliveries);
    }

    void theTabKeyGoesDownThePage()
    {
        fill();
        auto *tabs = m_window->findChild<QTabBar *>();
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Tab);
        QCOMPARE(m_window->focusWidget(), button(*m_window, u"Fold green"_s));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_window->focusWidget(), seen<TileGrid>(*m_window));
        m_screen->showTab(CiScreen::Tab::Runs);
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Tab);
        QCOMPARE(m_window->focusWidget(), seen<QLineEdit>(*m_window));
        for (int choice = 0; choice <= 5; ++choice) // project, ref, state, author, time
            QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_window->focusWidget(), table(*m_window, u"Runs"_s));
    }

    void anEmptyWallSaysWhatToDoAndStillShowsDeliveries()
    {
        QVERIFY(!seen<TileGrid>(*m_window));
        for (const auto tab : {CiScreen::Tab::Wall, CiScreen::Tab::Runs, CiScreen::Tab::Trends}) {
            m_screen->showTab(tab);
            QVERIFY(button(*m_window, u"Copy command"_s));
        }
        m_screen->showTab(CiScreen::Tab::Deliveries);
        QVERIFY(!button(*m_window, u"Copy command"_s));
        QTRY_VERIFY(table(*m_window, u"Deliveries"_s)->model()->rowCount() > 0); // refused ones, say
    }

    void whatPassesFoldsAndStaysFolded()
    {
        fill();
        TileGrid *grid = seen<TileGrid>(*m_window);
        QCOMPARE(grid->model()->rowCount(), 25);
        QTest::keyClick(grid, Qt::Key_F);
        QCOMPARE(grid->model()->rowCount(), 12); // 14 pass
        QVERIFY(button(*m_window, u"Unfold green"_s));
        open();
        fill();
        grid = seen<TileGrid>(*m_window);
        QCOMPARE(grid->model()->rowCount(), 12);
        for (int row = 0; row < grid->model()->rowCount(); ++row) {
            if (grid->model()->index(row, 0).data().toString() == u"14 passing"_s)
                grid->setCurrentIndex(grid->model()->index(row, 0));
        }
        QTest::keyClick(grid, Qt::Key_Return); // opening it unfolds it
        QCOMPARE(grid->model()->rowCount(), 25);
        QVERIFY(!m_screen->showsRun());
    }

    void theWallFollowsTheFeed()
    {
        fill();
        TileGrid *grid = seen<TileGrid>(*m_window);
        QSignalSpy changed(grid->model(), &QAbstractItemModel::dataChanged);
        ci::Run run = sampleRun(1000, ci::State::Failing, u"a-new-one"_s);
        Frame frame;
        frame.events = {runEvent("created", run)};
        m_window->apply(frame);
        QCOMPARE(grid->model()->rowCount(), 26);
        run.state = ci::State::Success;
        frame.events = {runEvent("updated", run)};
        m_window->apply(frame);
        QCOMPARE(changed.size(), 1);
        m_screen->showTab(CiScreen::Tab::Runs); // nobody looks at the wall
        run.state = ci::State::Failed;
        frame.events = {runEvent("updated", run)};
        m_window->apply(frame);
        QCOMPARE(changed.size(), 1);
        m_screen->showTab(CiScreen::Tab::Wall);
        QCOMPARE(changed.size(), 2);
    }

    void aTileOpensItsRunAndEscReturns()
    {
        fill();
        TileGrid *grid = seen<TileGrid>(*m_window);
        grid->setCurrentIndex(grid->model()->index(1, 0)); // shop/api, broken
        QTest::keyClick(grid, Qt::Key_Return);
        QVERIFY(m_screen->showsRun());
        const auto *page = m_window->findChild<RunPage *>();
        QCOMPARE(page->run().project, u"shop/api"_s);
        QVERIFY(page->run().jobs.isEmpty()); // known at once is its head; the jobs come
        QTRY_COMPARE(table(*m_window, u"Jobs"_s)->model()->rowCount(), 10);
        QVERIFY(page->findChild<TimelineChart *>()->timeline().rows.size() > 10); // and four stages
        QTRY_COMPARE(table(*m_window, u"Deliveries of this run"_s)->model()->rowCount(), 0);
        QVERIFY(button(*m_window, u"Open in browser"_s));
        m_window->grab();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        QVERIFY(!m_screen->showsRun());
        QVERIFY(grid->hasFocus());
        QCOMPARE(grid->currentIndex().row(), 1);
    }

    void theSideBarLeadsBackFromARun()
    {
        fill();
        m_screen->openRun(m_answerer->store.runs.first());
        m_window->showPage(PageStack::Ci);
        QVERIFY(!m_screen->showsRun());
        QCOMPARE(m_screen->tab(), CiScreen::Tab::Wall);
        m_screen->openRun(m_answerer->store.runs.first());
        m_window->showPage(PageStack::Results);
        m_window->showPage(PageStack::Ci);
        QVERIFY(seen<TileGrid>(*m_window));
    }

    void onlyTheTileHasAFrame()
    {
        fill();
        TileGrid *grid = seen<TileGrid>(*m_window);
        QVERIFY(grid->hasFocus());
        const QImage image = grid->grab().toImage();
        const QColor accent = colour(coloursOf(grid->palette()).running);
        QVERIFY(image.pixelColor(0, image.height() / 2) != accent);
        QVERIFY(image.pixelColor(image.width() / 2, 0) != accent);
    }

    void theServiceHasAColumnWhereNamesCollide()
    {
        fill();
        m_screen->showTab(CiScreen::Tab::Runs);
        const WallTable *runs = table(*m_window, u"Runs"_s);
        QVERIFY(runs->isColumnHidden(RunsModel::Provider));
        ci::Run other = m_answerer->store.runs.first();
        other.id = ci::RunId(5000);
        other.provider = u"buildkite"_s;
        Frame frame;
        frame.events = {runEvent("created", other)};
        m_window->apply(frame);
        QVERIFY(!runs->isColumnHidden(RunsModel::Provider));
    }

    void aFilterWithoutAMatchSaysSo()
    {
        fill();
        m_screen->showTab(CiScreen::Tab::Deliveries);
        WallTable *deliveries = table(*m_window, u"Deliveries"_s);
        QTRY_VERIFY(deliveries->model()->rowCount() > 0);
        deliveries->selectRow(0);
        const auto *view = m_window->findChild<DeliveryView *>();
        QTRY_VERIFY(view->record().id != ci::DeliveryId::None);
        for (ChoiceBox *box : m_window->findChildren<ChoiceBox *>()) {
            if (box->accessibleName() == u"Any service"_s)
                box->choose(u"nobody"_s);
        }
        QCOMPARE(view->record().id, ci::DeliveryId::None);
        QTRY_COMPARE(deliveries->emptyText(), u"No delivery matches"_s);
    }

    void anOpenRunIsAskedForAgainWhenNewsOfItCome()
    {
        fill();
        const ci::Run run = m_answerer->store.runs.first();
        m_screen->openRun(run);
        QTRY_COMPARE(questionsAbout(run.id), 1);
        Frame frame;
        ci::Run other = m_answerer->store.runs.at(5);
        other.state = ci::State::Canceled;
        frame.events = {runEvent("updated", other)};
        m_window->apply(frame);
        ci::Run news = run;
        news.state = ci::State::Failed;
        for (int i = 0; i < 5; ++i) { // in a burst
            news.updated += std::chrono::seconds(1);
            frame.events = {runEvent("updated", news)};
            m_window->apply(frame);
        }
        QCOMPARE(m_window->findChild<RunPage *>()->run().state, ci::State::Failed); // its head is known at once
        m_answerer->store.runs[0] = news;
        QTRY_COMPARE(questionsAbout(run.id), 2); // once for all of it
        news.updated += std::chrono::seconds(1);
        frame.events = {runEvent("updated", news)};
        m_window->apply(frame);
        QTRY_COMPARE(questionsAbout(run.id), 3);
    }

    void aRunThatIsGoneSaysSo()
    {
        fill();
        m_screen->openRun(ci::Run{.id = ci::RunId(4711)});
        const auto *state = m_window->findChild<RunPage *>()->findChild<StateLabel *>();
        QTRY_VERIFY(state->accessibleName().contains(u"There is no such run on this wall"_s));
        m_screen->openRun(sampleRun(4712, ci::State::Failed)); // it was known, once
        QTRY_VERIFY(state->accessibleName().contains(u"This run was removed from the wall"_s));
    }

    void aHiddenRunIsWrittenWhenItIsShown()
    {
        fill();
        ci::Run run = m_answerer->store.runs.first();
        m_screen->openRun(run);
        QTRY_COMPARE(questionsAbout(run.id), 1);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        const auto *state = m_window->findChild<RunPage *>()->findChild<StateLabel *>();
        const QString before = state->accessibleName();
        run.state = ci::State::Error;
        run.claim.by = u"Grace"_s;
        m_answerer->store.runs.first() = run;
        Frame frame;
        frame.events = {runEvent("updated", run)};
        m_window->apply(frame);
        QCOMPARE(state->accessibleName(), before); // nobody looks
        m_screen->openRun(run);
        QVERIFY(state->accessibleName().contains(u"Grace looks into it"_s));
    }

    void aRemovalThatCannotBeCountedSaysWhy()
    {
        open(sampleStore(presentTime()), Answerer::When::Later);
        fill();
        const auto answer = [this](const Answer &theAnswer) {
            TileGrid *grid = seen<TileGrid>(*m_window);
            grid->setCurrentIndex(grid->model()->index(0, 0));
            QTest::keyClick(grid, Qt::Key_Delete);
            m_window->answer(m_answerer->asked.constLast().first, theAnswer);
            auto *box = m_window->findChild<QMessageBox *>();
            const QString words = box ? box->text() : QString();
            if (box)
                button(*box, u"Close"_s)->click();
            return words;
        };
        QCOMPARE(answer(Error{ErrorCode::Unavailable, u"the store is down"_s, {}}), u"the store is down"_s);
        QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
        QCOMPARE(answer(qint64(0)), u"It is gone already."_s);
    }

    void aRemovedPipelineLeavesTheTrends()
    {
        fill();
        m_screen->showTab(CiScreen::Tab::Trends);
        WallTable *pipelines = table(*m_window, u"Pipelines"_s);
        QTRY_COMPARE(pipelines->currentIndex().row(), 0);
        const QString gone = pipelines->currentIndex().data().toString();
        const auto last = [this] {
            for (auto one = m_answerer->asked.crbegin(); one != m_answerer->asked.crend(); ++one) {
                if (const auto *question = std::get_if<ci::TrendQuestion>(&one->second))
                    return question->project;
            }
            return QString();
        };
        const QString project = last();
        m_answerer->store.figures.removeIf([&](const auto &one) { return one.project == project; });
        remove(project);
        QTRY_VERIFY_WITH_TIMEOUT(last() != project, 10'000); // the next one is chosen, and asked for
        QCOMPARE(pipelines->currentIndex().row(), 0);
        QVERIFY(pipelines->currentIndex().data().toString() != gone);

        m_answerer->store.figures.clear();
        remove(last());
        QTRY_VERIFY_WITH_TIMEOUT(seen<Facts>(*m_window)->facts().isEmpty(), 10'000);
    }

    void anAnswerFromBeforeARemovalIsNotTaken()
    {
        FakeStore store = sampleStore(presentTime());
        store.runs.clear();
        for (qint64 id = 300; id > 0; --id)
            store.runs.append(sampleRun(id, ci::State::Success, id % 2 == 0 ? u"even"_s : u"odd"_s));
        open(store, Answerer::When::Later);
        Frame frame;
        frame.runs = store.runs.first(250);
        m_window->apply(frame);
        m_screen->showTab(CiScreen::Tab::Runs);
        button(*m_window, u"Show older"_s)->click();
        const auto [ticket, question] = m_answerer->asked.constLast();
        const Answer before = m_answerer->store.answer(question);
        m_answerer->store.runs.removeIf([](const ci::Run &run) { return run.project == u"odd"_s; });
        remove(u"odd"_s);
        QVERIFY(m_answerer->asked.constLast().first != ticket); // asked again
        m_window->answer(ticket, before);
        const WallTable *runs = table(*m_window, u"Runs"_s);
        QCOMPARE(runs->model()->rowCount(), 125);
        while (!button(*m_window, u"Show older"_s)) // pages of what is here lead on to older ones
            m_answerer->answerAll();
        QCOMPARE(runs->model()->rowCount(), 150);
    }

    void aLaneIsRemovedAfterAQuestion()
    {
        fill();
        QSignalSpy commanded(m_window.get(), &MainWindow::ciCommanded);
        TileGrid *grid = seen<TileGrid>(*m_window);
        grid->setCurrentIndex(grid->model()->index(0, 0));
        QTest::keyClick(grid, Qt::Key_Delete);
        QTRY_VERIFY(m_window->findChild<QMessageBox *>());
        auto *question = m_window->findChild<QMessageBox *>();
        QVERIFY(question->text().startsWith(u"1 run of "_s));
        QCOMPARE(commanded.size(), 0);
        button(*question, u"Remove"_s)->click();
        QCOMPARE(commanded.size(), 1);
        const ci::Lane lane = std::get<ci::ForgetLane>(commanded.at(0).at(0).value<ci::Command>()).lane;
        QTRY_VERIFY(!m_window->findChild<QMessageBox *>());

        const auto isOfLane = [&lane](const ci::Run &run) { return ci::laneOf(run) == lane; };
        const auto &runs = m_answerer->store.runs;
        const ci::Run open = *std::find_if(runs.begin(), runs.end(), isOfLane);
        m_screen->openRun(open);
        QTRY_COMPARE(questionsAbout(open.id), 1);
        m_answerer->store.runs.removeIf(isOfLane);
        Frame frame;
        frame.events = {{EventId(99), "ci", "deleted", sampleTime, ci::laneJson(lane)}};
        m_window->apply(frame);
        const auto *state = m_window->findChild<RunPage *>()->findChild<StateLabel *>();
        QTRY_VERIFY(state->accessibleName().contains(u"This run was removed from the wall"_s));
    }

    void theWholeQuestionIsSeen()
    {
        ci::Run run = sampleRun(1, ci::State::Failed, u"organisation-with-a-long-name/service/"_s.repeated(6));
        run.pipeline = QString(200, u'W'); // nothing to break it at
        FakeStore store = sampleStore(presentTime());
        store.runs = {run};
        open(store);
        Frame frame;
        frame.runs = {run};
        m_window->apply(frame);
        TileGrid *grid = seen<TileGrid>(*m_window);
        grid->setCurrentIndex(grid->model()->index(0, 0));
        QTest::keyClick(grid, Qt::Key_Delete);
        QTRY_VERIFY(m_window->findChild<QMessageBox *>());
        auto *question = m_window->findChild<QMessageBox *>();
        QTRY_VERIFY(question->isVisible());
        QVERIFY(question->text().contains(run.project) && question->text().contains(run.pipeline));
        const auto *words = question->findChild<QLabel *>(u"qt_msgbox_label"_s);
        QVERIFY(words->wordWrap());
        QVERIFY(words->height() >= words->heightForWidth(words->width()));
        QVERIFY(question->rect().contains(words->geometry()));
        button(*question, u"Cancel"_s)->click();
    }

    void theQuestionTellsWhatIsLost()
    {
        QCOMPARE(removalWords({u"gitlab"_s, u"shop/api"_s, {}, u"main"_s}, 3),
                 u"3 runs of main of shop/api are removed. New deliveries bring it back."_s);
        QCOMPARE(removalWords({u"gitlab"_s, u"shop/api"_s, {}, {}}, 1),
                 u"1 run of shop/api is removed. New deliveries bring it back."_s);
        QCOMPARE(removalWords({u"gitlab"_s, u"shop/api"_s, u"nightly"_s, u"v1.2"_s}, 2),
                 u"2 runs of v1.2 of shop/api, pipeline nightly are removed. New deliveries bring it back."_s);
    }

    void claimingAsksForTheNameOnce()
    {
        qputenv("USER", "ada");
        fill();
        QSignalSpy commanded(m_window.get(), &MainWindow::ciCommanded);
        TileGrid *grid = seen<TileGrid>(*m_window);
        grid->setCurrentIndex(grid->model()->index(1, 0));
        QTest::keyClick(grid, Qt::Key_C);
        auto *dialog = m_window->findChild<QDialog *>();
        QVERIFY(dialog);
        auto *name = dialog->findChild<QLineEdit *>();
        QCOMPARE(name->text(), u"ada"_s); // that of the account, to begin with
        name->setText(u"  "_s);
        QVERIFY(!button(*dialog, u"I look into it"_s)->isEnabled());
        name->setText(u"Ada"_s);
        button(*dialog, u"I look into it"_s)->click();
        QCOMPARE(commanded.size(), 1);
        const auto claim = std::get<ci::ClaimRun>(commanded.at(0).at(0).value<ci::Command>());
        QCOMPARE(claim.by, u"Ada"_s);
        QTRY_VERIFY(!m_window->findChild<QDialog *>());

        grid->setCurrentIndex(grid->model()->index(2, 0));
        QTest::keyClick(grid, Qt::Key_C); // known by now
        QCOMPARE(commanded.size(), 2);
        QVERIFY(!m_window->findChild<QDialog *>());
        grid->setCurrentIndex(grid->model()->index(3, 0)); // mobile/ios is Ada's: she lets it go
        QTest::keyClick(grid, Qt::Key_C);
        QCOMPARE(std::get<ci::ClaimRun>(commanded.at(2).at(0).value<ci::Command>()).by, QString());
        grid->setCurrentIndex(grid->model()->index(20, 0)); // passes: there is nothing to look into
        QTest::keyClick(grid, Qt::Key_C);
        QCOMPARE(commanded.size(), 3);
    }

    void theTableIsSearchedAndFiltered()
    {
        fill();
        m_screen->showTab(CiScreen::Tab::Runs);
        WallTable *runs = table(*m_window, u"Runs"_s);
        QCOMPARE(runs->model()->rowCount(), 25);
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(m_window->focusWidget(), u"ada shop"_s);
        QCOMPARE(runs->model()->rowCount(), 2);
        ChoiceBox *states = nullptr;
        for (ChoiceBox *box : m_window->findChildren<ChoiceBox *>())
            states = box->accessibleName() == u"Any state"_s ? box : states;
        states->choose(u"failed"_s);
        QCOMPARE(runs->model()->rowCount(), 1);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape); // all of it
        QCOMPARE(runs->model()->rowCount(), 25);
        QCOMPARE(states->chosen(), QString());
        states->setFocus();
        QTest::keyClick(states, Qt::Key_Down);
        QCOMPARE(states->chosen(), u"queued"_s);
        QCOMPARE(runs->model()->rowCount(), 1);
    }

    void theColumnsLeaveRoomForTheMessage()
    {
        for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
            open();
            m_window->resize(size);
            fill();
            m_screen->showTab(CiScreen::Tab::Runs);
            const WallTable *runs = table(*m_window, u"Runs"_s);
            QVERIFY2(runs->columnWidth(RunsModel::Message) >= 200,
                     qPrintable(QString::number(runs->columnWidth(RunsModel::Message))));
            const QFontMetrics metrics(runs->font());
            QVERIFY(runs->columnWidth(RunsModel::Author) > metrics.horizontalAdvance(u"Grace Hopper"_s));
        }
    }

    void aLongProjectTakesTheRoomThatNoMessageNeeds()
    {
        open();
        m_window->resize(1280, 720);
        Frame frame;
        ci::Run run = sampleRun(1, ci::State::Failed, u"organisation-with-long-name/platform/service-number-12"_s);
        run.message.clear();
        frame.runs = {run};
        m_window->apply(frame);
        m_screen->showTab(CiScreen::Tab::Runs);
        const WallTable *runs = table(*m_window, u"Runs"_s);
        const QFontMetrics metrics(runs->font());
        QVERIFY(runs->columnWidth(RunsModel::Project) > metrics.horizontalAdvance(run.project));
        QVERIFY(runs->isColumnHidden(RunsModel::Pipeline) == run.pipeline.isEmpty());
    }

    void aRowIsCopied()
    {
        fill();
        m_screen->showTab(CiScreen::Tab::Runs);
        WallTable *runs = table(*m_window, u"Runs"_s);
        runs->selectRow(2);
        QTest::keyClick(runs, Qt::Key_C, Qt::ControlModifier);
        const QStringList cells = QGuiApplication::clipboard()->text().split(u'\t');
        QCOMPARE(cells.size(), int(RunsModel::ColumnCount));
        QCOMPARE(cells.at(RunsModel::Project), runs->model()->index(2, RunsModel::Project).data().toString());
    }

    void olderRunsAreAskedForPageByPage()
    {
        FakeStore store = sampleStore(presentTime());
        store.runs.clear();
        for (qint64 id = 1900; id > 1000; --id)
            store.runs.append(sampleRun(id, id % 100 == 0 ? ci::State::Failed : ci::State::Success));
        open(store);
        Frame frame;
        frame.runs = store.runs.first(600);
        m_window->apply(frame);
        m_screen->showTab(CiScreen::Tab::Runs);
        WallTable *runs = table(*m_window, u"Runs"_s);
        QCOMPARE(runs->model()->rowCount(), 600);
        button(*m_window, u"Show older"_s)->click();
        QTRY_COMPARE(runs->model()->rowCount(), 900); // the first page had nothing new
        QTRY_VERIFY(!button(*m_window, u"Show older"_s)->isEnabled());
        QCOMPARE(m_answerer->asked.size(), 2);

        ChoiceBox *states = nullptr;
        for (ChoiceBox *box : m_window->findChildren<ChoiceBox *>())
            states = box->accessibleName() == u"Any state"_s ? box : states;
        states->choose(u"failed"_s); // older ones are asked for anew
        QCOMPARE(runs->model()->rowCount(), 6);
        button(*m_window, u"Show older"_s)->click();
        QTRY_COMPARE(runs->model()->rowCount(), 9);
        QCOMPARE(*std::get<ci::RunsQuery>(m_answerer->asked.last().second).state, ci::State::Failed);
        const QModelIndex last = runs->model()->index(8, 0);
        runs->setCurrentIndex(last);
        runs->setFocus();
        QTest::keyClick(runs, Qt::Key_Return);
        QCOMPARE(m_window->findChild<RunPage *>()->run().id, ci::RunId(1100));
    }

    void trendsShowTheChosenPipeline()
    {
        fill();
        m_screen->showTab(CiScreen::Tab::Trends);
        WallTable *pipelines = table(*m_window, u"Pipelines"_s);
        QTRY_COMPARE(pipelines->model()->rowCount(), 24);
        QTRY_COMPARE(pipelines->currentIndex().row(), 0);
        for (int row = 1; row < pipelines->model()->rowCount(); ++row) { // what fails most comes first
            const auto rate = [pipelines](int at) {
                return pipelines->model()->index(at, 1).data(SortRole).toDouble();
            };
            QVERIFY(rate(row - 1) <= rate(row));
        }
        QTRY_VERIFY(seen<Facts>(*m_window)->accessibleName().startsWith(u"Success: "_s));
        const auto trends = [this] {
            return std::count_if(m_answerer->asked.begin(), m_answerer->asked.end(),
                                 [](const auto &one) { return std::holds_alternative<ci::TrendQuestion>(one.second); });
        };
        QTRY_COMPARE(trends(), 1);
        QTest::keyClick(pipelines, Qt::Key_Down);
        QTRY_COMPARE(trends(), 2);
        m_window->grab();
    }

    void anAnswerToAnEarlierChoiceIsDropped()
    {
        open(sampleStore(presentTime()), Answerer::When::Later);
        fill();
        m_screen->showTab(CiScreen::Tab::Deliveries);
        m_answerer->answerAll();
        WallTable *deliveries = table(*m_window, u"Deliveries"_s);
        deliveries->setFocus();
        deliveries->selectRow(3);
        deliveries->selectRow(8);
        m_answerer->answerAll(); // what was asked last comes first
        QCOMPARE(m_window->findChild<DeliveryView *>()->record().id, m_answerer->store.deliveries.at(8).id);
    }

    void aDeliveryIsInspected()
    {
        fill();
        m_window->showAddresses({u"http://192.168.1.5:4000"_s});
        m_screen->showTab(CiScreen::Tab::Deliveries);
        WallTable *deliveries = table(*m_window, u"Deliveries"_s);
        QTRY_COMPARE(deliveries->model()->rowCount(), 24);
        deliveries->setFocus();
        deliveries->selectRow(0);
        const auto *text = m_window->findChild<QPlainTextEdit *>();
        QTRY_VERIFY(text->toPlainText().contains(u"X-Hub-Signature-256: sha256=••••\n"_s));
        QVERIFY(text->toPlainText().contains(u"\n  \"action\": \"completed\",\n"_s));
        QVERIFY(text->toPlainText().contains(u"<b>text</b>"_s)); // as it is
        button(*m_window, u"Copy as curl"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"curl 'http://192.168.1.5:4000/hooks/gitlab' -H "_s));

        QSignalSpy commanded(m_window.get(), &MainWindow::ciCommanded);
        button(*m_window, u"Replay"_s)->click();
        QCOMPARE(commanded.size(), 1);
        const auto replay = std::get<ci::ReplayDelivery>(commanded.at(0).at(0).value<ci::Command>());
        QCOMPARE(replay.id, m_answerer->store.deliveries.at(0).id);

        const auto *view = m_window->findChild<DeliveryView *>();
        const QString path = m_folder->filePath(u"fixture.json"_s);
        QCOMPARE(view->saveAs(path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.size() > 100);
        QVERIFY(view->saveAs(m_folder->filePath(u"no/such/folder.json"_s)).startsWith(u"It could not be saved"_s));

        deliveries->selectRow(8);
        QTRY_VERIFY(button(*m_window, u"Show run"_s));
        button(*m_window, u"Show run"_s)->click();
        QVERIFY(m_screen->showsRun());
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        QCOMPARE(m_screen->tab(), CiScreen::Tab::Deliveries);
    }

    void deliveriesSayWhatBecameOfThemWhereThereIsRoom()
    {
        open();
        m_screen->showTab(CiScreen::Tab::Deliveries);
        const WallTable *deliveries = table(*m_window, u"Deliveries"_s);
        const auto *model = deliveries->model();
        QCOMPARE(model->headerData(DeliveriesModel::Provider, Qt::Horizontal).toString(), u"Service"_s);
        QCOMPARE(model->headerData(DeliveriesModel::Detail, Qt::Horizontal).toString(), u"What it says"_s);
        for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
            m_window->resize(size);
            QTRY_COMPARE(deliveries->isColumnHidden(DeliveriesModel::Detail), size.width() == 1280);
            QTRY_COMPARE(deliveries->horizontalHeader()->length(), deliveries->viewport()->width()); // none is cut off
        }
    }

    void newDeliveriesComeWhileTheyAreSeen()
    {
        fill();
        m_screen->showTab(CiScreen::Tab::Deliveries);
        WallTable *deliveries = table(*m_window, u"Deliveries"_s);
        QTRY_COMPARE(deliveries->model()->rowCount(), 24);
        ci::DeliveryRecord refused = m_answerer->store.deliveries.first();
        refused.id = ci::DeliveryId(5000);
        m_answerer->store.deliveries.prepend(refused);
        QTRY_COMPARE(deliveries->model()->rowCount(), 25); // it caused no event
        // More than fit into a page: what is here would end in a gap.
        for (int id = 6000; id < 6150; ++id) {
            refused.id = ci::DeliveryId(id);
            m_answerer->store.deliveries.prepend(refused);
        }
        QTRY_COMPARE(deliveries->model()->rowCount(), 100);
        button(*m_window, u"Show older"_s)->click();
        QTRY_COMPARE(deliveries->model()->rowCount(), 175);
        QTRY_VERIFY(!button(*m_window, u"Show older"_s));
        m_screen->showTab(CiScreen::Tab::Wall);
        QVERIFY(!m_window->findChild<DeliveryList *>()->isRefreshing()); // nobody looks
        m_screen->showTab(CiScreen::Tab::Deliveries);
        QVERIFY(m_window->findChild<DeliveryList *>()->isRefreshing());
    }

    void aStoreThatDoesNotAnswerIsNamed()
    {
        open({}, Answerer::When::Later);
        fill();
        m_screen->showTab(CiScreen::Tab::Runs);
        button(*m_window, u"Show older"_s)->click();
        QVERIFY(button(*m_window, u"Asking …"_s));
        for (const auto &[ticket, question] : std::as_const(m_answerer->asked))
            m_window->answer(ticket, Error{ErrorCode::Unavailable, u"the store is down"_s, {}});
        QVERIFY(button(*m_window, u"Show older"_s)->isEnabled());
    }

    void everyTabIsPaintedInBothSchemesAtEverySize()
    {
        fill();
        for (const auto appearance : {Appearance::Dark, Appearance::Light}) {
            m_window->setAppearance(appearance);
            for (const QSize size : {QSize(760, 560), QSize(1366, 768), QSize(1920, 1080)}) {
                m_window->resize(size);
                for (int tab = 0; tab < 4; ++tab) {
                    m_screen->showTab(static_cast<CiScreen::Tab>(tab));
                    QCoreApplication::processEvents();
                    m_window->grab();
                    const QSize needed = m_screen->minimumSizeHint();
                    QVERIFY2(needed.width() <= m_screen->width() && needed.height() <= m_screen->height(),
                             qPrintable(u"tab %1 needs %2×%3"_s.arg(tab).arg(needed.width()).arg(needed.height())));
                }
                m_screen->openRun(m_answerer->store.runs.at(3));
                QCoreApplication::processEvents();
                m_window->grab();
            }
        }
    }

private:
    void open() { open(sampleStore(presentTime())); }
    void open(const FakeStore &store, Answerer::When when = Answerer::When::AtOnce)
    {
        m_window = std::make_unique<MainWindow>(WindowOptions{.version = u"0.1.0"_s, .dataFolder = m_folder->path()});
        m_answerer = new Answerer(*m_window, store, when);
        m_window->resize(1366, 768);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->showPage(PageStack::Ci);
        m_screen = m_window->findChild<CiScreen *>();
    }

    void fill()
    {
        Frame frame;
        frame.runs = sampleLanes(presentTime());
        m_window->apply(frame);
        m_screen->placeForKeys()->setFocus();
    }

    // Tells the window that the project's lane on main was removed, whichever service it is of.
    void remove(const QString &project)
    {
        Frame frame;
        for (const QString &provider : {u"gitlab"_s, u"jenkins"_s, u"circleci"_s, u"github"_s})
            frame.events.append(
                    {EventId(99), "ci", "deleted", sampleTime, ci::laneJson({provider, project, {}, u"main"_s})});
        m_window->apply(frame);
    }

    [[nodiscard]] int questionsAbout(ci::RunId id) const
    {
        return static_cast<int>(
                std::count_if(m_answerer->asked.begin(), m_answerer->asked.end(), [id](const auto &one) {
                    const auto *question = std::get_if<ci::RunQuestion>(&one.second);
                    return question && question->id == id;
                }));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
    Answerer *m_answerer = nullptr;
    CiScreen *m_screen = nullptr;
};

QTEST_MAIN(TestCiScreen)
#include "tst_ci_screen.moc"
