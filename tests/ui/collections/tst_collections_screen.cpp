// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/collections/collections_screen.h"
#include "ui/collections/event_log.h"
#include "ui/collections/event_view.h"
#include "ui/feed/wall.h"
#include "ui/shell/reach.h"
#include "ui/text/clock.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text_view.h"
#include "ui/widgets/wall_table.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestCollectionsScreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_wall = std::make_unique<Wall>();
        m_questions = std::make_unique<Questions>();
        m_asked = std::make_unique<QSignalSpy>(m_questions.get(), &Questions::asked);
        m_screen = std::make_unique<CollectionsScreen>(*m_wall, *m_questions);
        m_screen->resize(1024, 640);
        m_screen->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_screen.get()));
    }

    void cleanup()
    {
        m_screen.reset();
        m_asked.reset();
        m_questions.reset();
        m_wall.reset();
    }

    void anEmptyWallTellsHowToPublish()
    {
        m_screen->setReach({{u"http://192.168.1.5:4000"_s}, u"tw_secret"_s});
        const auto *empty = m_screen->findChild<EmptyState *>();
        QVERIFY(empty->isVisible());
        QVERIFY(empty->command()->copiedText().startsWith(u"curl http://192.168.1.5:4000/notify "_s));
        QVERIFY(empty->command()->copiedText().contains(u"tw_secret"_s));
        QVERIFY(!empty->command()->shownText().contains(u"tw_secret"_s));
        apply({sampleEvent(1, "builds")});
        QTRY_VERIFY(!empty->isVisible());
    }

    void theLogIsOfTheChosenCollection()
    {
        apply({sampleEvent(1, "builds"), sampleEvent(2, "stock"), sampleEvent(3, "builds")});
        QTRY_COMPARE(events()->model()->rowCount(), 3);
        QTRY_COMPARE(collections()->model()->rowCount(), 3);
        collections()->selectRow(1);
        QCOMPARE(events()->model()->rowCount(), 2);
        apply({sampleEvent(4, "stock"), sampleEvent(5, "builds")});
        QTRY_COMPARE(events()->model()->rowCount(), 3);
    }

    void collectionsAreInNaturalOrderAndKeepTheirIds()
    {
        apply({sampleEvent(1, "app-10"), sampleEvent(2, "app-9")});
        QTRY_COMPARE(collections()->model()->rowCount(), 3);
        const auto *model = collections()->model();
        QCOMPARE(model->index(1, 0).data().toString(), u"app-9"_s);
        const qint64 id = model->index(1, 0).data(IdRole).toLongLong();
        apply({sampleEvent(3, "aaa")});
        QTRY_COMPARE(model->rowCount(), 4);
        QCOMPARE(model->index(2, 0).data(IdRole).toLongLong(), id);
        QVERIFY(model->index(1, 0).data(IdRole).toLongLong() > id);
    }

    void theBusiestIsFoundByAClick()
    {
        QList<Event> happened{sampleEvent(1, "aaa"), sampleEvent(2, "busy"), sampleEvent(3, "busy"),
                              sampleEvent(4, "zzz")};
        for (Event &event : happened)
            event.time = presentTime();
        apply(happened);
        QTRY_COMPARE(collections()->model()->rowCount(), 4);
        collections()->selectRow(1);
        const auto first = [this] { return collections()->model()->index(1, 0).data().toString(); };
        const int rate = 1;
        collections()->sortBy(rate);
        collections()->sortBy(rate);
        QCOMPARE(first(), u"busy"_s);
        QCOMPARE(collections()->model()->index(0, 0).data().toString(), u"All collections"_s); // stays on top
        QCOMPARE(collections()->currentIndex().data().toString(), u"aaa"_s);
        collections()->selectRow(1);
        QCOMPARE(events()->model()->rowCount(), 2); // of the collection that stands there now
        collections()->sortBy(rate);
        QCOMPARE(first(), u"aaa"_s);
    }

    void aLongNameIsReadWhole()
    {
        const char *name = "sensor.kitchen.temperature";
        apply({sampleEvent(1, name)});
        QTRY_COMPARE(collections()->model()->rowCount(), 2);
        QTRY_VERIFY(collections()->columnWidth(0)
                    >= collections()->fontMetrics().horizontalAdvance(QLatin1StringView(name)));
    }

    void olderEventsAreAskedForAndFollow_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QByteArray>("collection");
        QTest::newRow("of all") << 0 << ""_ba;
        QTest::newRow("of one") << 1 << "builds"_ba;
    }
    void olderEventsAreAskedForAndFollow()
    {
        QFETCH(int, row);
        QFETCH(QByteArray, collection);
        apply({sampleEvent(8, "builds")});
        QTRY_COMPARE(collections()->model()->rowCount(), 2);
        collections()->selectRow(row);
        QTRY_COMPARE(m_asked->size(), row + 1); // for all, which are shown at first, and for what was chosen then
        const auto query = std::get<EventsQuery>(m_asked->last().at(1).value<Question>());
        QCOMPARE(query.collection, collection);
        QCOMPARE(query.before, collection.isEmpty() ? EventId::None : EventId(8)); // all were asked for before any came
        answerLast(EventsHistory{{sampleEvent(7, "builds"), sampleEvent(5, "builds")}, EventId(5)});
        QCOMPARE(events()->model()->rowCount(), 3);
        button(u"Show older"_s)->click();
        QCOMPARE(std::get<EventsQuery>(m_asked->last().at(1).value<Question>()).before, EventId(5));
        answerLast(EventsHistory{{sampleEvent(2, "builds")}, EventId::None});
        QCOMPARE(events()->model()->rowCount(), 4);
        QVERIFY(!button(u"Show older"_s)->isVisible());
    }

    void anErrorIsTold()
    {
        apply({sampleEvent(8, "builds")});
        QTRY_COMPARE(collections()->model()->rowCount(), 2);
        collections()->selectRow(1);
        answerLast(Error{ErrorCode::Unavailable, u"the store is busy"_s, {}});
        QVERIFY(showsText(u"No answer: the store is busy"_s));
        QVERIFY(button(u"Show older"_s)->isEnabled());
    }

    void pauseStandsStillAndCounts()
    {
        apply({sampleEvent(1, "builds")});
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        m_screen->activateWindow();
        events()->setFocus();
        QTRY_VERIFY(events()->hasFocus());
        QTest::keyClick(events(), Qt::Key_Space);
        QVERIFY(m_screen->findChild<EventLog *>()->isPaused());
        apply({sampleEvent(2, "builds"), sampleEvent(3, "builds")});
        QTRY_VERIFY(showsText(u"2 more since"_s));
        QCOMPARE(events()->model()->rowCount(), 1);
        button(u"Resume"_s)->click();
        QCOMPARE(events()->model()->rowCount(), 3);
    }

    void theSearchTakesSpacesAndEscapeClearsIt()
    {
        apply({sampleEvent(1, "builds", R"("red apple")"), sampleEvent(2, "builds", R"("green")")});
        QTRY_COMPARE(events()->model()->rowCount(), 2);
        m_screen->focusSearch();
        auto *search = m_screen->findChild<QLineEdit *>();
        QTest::keyClicks(search, u"red a"_s);
        QCOMPARE(search->text(), u"red a"_s);
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        QVERIFY(showsText(u"1 of 2"_s));
        QTest::keyClick(search, Qt::Key_Escape);
        QTRY_COMPARE(events()->model()->rowCount(), 2);
    }

    void theChosenEventIsShownWholeAndAsText()
    {
        const Event event = sampleEvent(1, "builds", R"({"html":"<b>bold</b>"})");
        apply({event});
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        auto *view = m_screen->findChild<EventView *>();
        QVERIFY(!view->isVisible());
        events()->selectRow(0);
        QVERIFY(view->isVisible());
        QVERIFY(view->findChild<TextView *>()->toPlainText().contains(u"<b>bold</b>"_s));
        button(u"Copy JSON"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(envelope(event)));
        QTest::keyClick(events(), Qt::Key_Escape);
        QVERIFY(!view->isVisible());
    }

    void onlySomebodyChoosesAnEvent()
    {
        apply({sampleEvent(1, "builds", R"("red")"), sampleEvent(2, "builds", R"("green")")});
        QTRY_COMPARE(events()->model()->rowCount(), 2);
        m_screen->activateWindow();
        m_screen->focusSearch();
        auto *search = m_screen->findChild<QLineEdit *>();
        QTRY_VERIFY(search->hasFocus());
        for (int i = 0; i < 4 && !events()->hasFocus(); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(events()->hasFocus());
        const auto *view = m_screen->findChild<EventView *>();
        QVERIFY(!view->isVisible());

        QTest::keyClick(events(), Qt::Key_Down);
        QTRY_VERIFY(view->isVisible());
        QVERIFY(shownJson().contains(u"red"_s));
        searchFor(u"green"_s);
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        QVERIFY(shownJson().contains(u"red"_s)); // it is still read
        QTest::keyClick(events(), Qt::Key_Escape);
        searchFor(QString());
        QTRY_COMPARE(events()->model()->rowCount(), 2);
        events()->selectRow(1);
        QTest::keyClick(events(), Qt::Key_Escape);
        searchFor(u"green"_s);
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        QVERIFY(!view->isVisible());
    }

    void aFloodLeavesTheEventThatIsRead()
    {
        apply({sampleEvent(1, "builds", R"("the first")")});
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        events()->selectRow(0);
        QVERIFY(shownJson().contains(u"the first"_s));
        for (const int count : {EventLogModel::maxRows - 1, 10, 2 * EventLogModel::maxRows}) {
            apply(many(count));
            const QString newest = QString::number(m_many);
            QTRY_COMPARE(events()->model()->index(0, EventLogModel::Data).data().toString(), newest);
            QVERIFY(m_screen->findChild<EventView *>()->isVisible());
            QVERIFY(shownJson().contains(u"the first"_s));
        }
    }

    void whatIsMissedMatchesTheSearch()
    {
        apply({sampleEvent(1, "builds")});
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        m_screen->findChild<EventLog *>()->setPaused(true);
        apply({sampleEvent(2, "builds", R"("red")"), sampleEvent(3, "builds", R"("green")"),
               sampleEvent(4, "builds", R"("red")")});
        QTRY_VERIFY(showsText(u"3 more since"_s));
        searchFor(u"red"_s);
        QTRY_VERIFY(showsText(u"2 more since"_s));
        searchFor(QString());
        QTRY_VERIFY(showsText(u"3 more since"_s));
        apply(many(2 * EventLogModel::maxRows));
        QTRY_VERIFY(showsText(u"more since, not all kept"_s));
        QCOMPARE(events()->model()->rowCount(), 1);
        QTRY_COMPARE(collections()->model()->rowCount(), 3);
        collections()->selectRow(1);
        QVERIFY(m_screen->findChild<EventLog *>()->isPaused());
    }

    void aHiddenPageTakesWhatCameWhenItIsShown()
    {
        apply({sampleEvent(1, "builds")});
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        m_screen->hide();
        CollectionsScreen seen(*m_wall, *m_questions);
        seen.resize(m_screen->size());
        seen.show();
        apply({sampleEvent(2, "builds")});
        QTRY_COMPARE(table(u"Events"_s, seen)->model()->rowCount(), 2); // in the same tenth of a second
        QCOMPARE(events()->model()->rowCount(), 1);
        m_screen->show();
        QCOMPARE(events()->model()->rowCount(), 2);
    }

    void aReloadLeavesNoGapInTheLog()
    {
        apply({sampleEvent(1, "builds")});
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        Frame frame;
        frame.reload = true;
        frame.events = {sampleEvent(9, "stock")};
        m_wall->apply(frame);
        QTRY_COMPARE(events()->model()->index(0, 1).data().toString(), u"stock"_s);
        QCOMPARE(events()->model()->rowCount(), 1);
    }

private:
    void apply(const QList<Event> &events)
    {
        Frame frame;
        frame.events = events;
        m_wall->apply(frame);
    }

    void answerLast(const Answer &answer) { m_questions->answer(m_asked->last().at(0).toULongLong(), answer); }

    // Events of a collection "many", whose data count them.
    [[nodiscard]] QList<Event> many(int count)
    {
        QList<Event> events;
        for (int i = 0; i < count; ++i) {
            ++m_many;
            events.append(sampleEvent(100 + m_many, "many", QByteArray::number(m_many)));
        }
        return events;
    }

    void searchFor(const QString &text) { m_screen->findChild<QLineEdit *>()->setText(text); }

    [[nodiscard]] QString shownJson() const
    {
        return m_screen->findChild<EventView *>()->findChild<TextView *>()->toPlainText();
    }

    [[nodiscard]] WallTable *table(const QString &name) const { return table(name, *m_screen); }
    [[nodiscard]] static WallTable *table(const QString &name, const QWidget &screen)
    {
        for (WallTable *table : screen.findChildren<WallTable *>()) {
            if (table->accessibleName() == name)
                return table;
        }
        return nullptr;
    }
    [[nodiscard]] WallTable *collections() const { return table(u"Collections"_s); }
    [[nodiscard]] WallTable *events() const { return table(u"Events"_s); }

    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : m_screen->findChildren<QPushButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }

    [[nodiscard]] bool showsText(const QString &text) const
    {
        const auto labels = m_screen->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }

    std::unique_ptr<Wall> m_wall;
    std::unique_ptr<Questions> m_questions;
    std::unique_ptr<QSignalSpy> m_asked;
    std::unique_ptr<CollectionsScreen> m_screen;
    int m_many = 0;
};

QTEST_MAIN(TestCollectionsScreen)
#include "tst_collections_screen.moc"
