// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/collections/collections_screen.h"
#include "ui/collections/event_log.h"
#include "ui/collections/event_view.h"
#include "ui/feed/wall.h"
#include "ui/shell/reach.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text_view.h"
#include "ui/widgets/wall_table.h"

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
        QCOMPARE(m_asked->size(), 0); // all of them are not in the store as one
        QTRY_COMPARE(collections()->model()->rowCount(), 3);
        collections()->selectRow(1);
        QCOMPARE(events()->model()->rowCount(), 2);
        apply({sampleEvent(4, "stock"), sampleEvent(5, "builds")});
        QTRY_COMPARE(events()->model()->rowCount(), 3);
    }

    void olderEventsAreAskedForAndFollow()
    {
        apply({sampleEvent(8, "builds")});
        QTRY_COMPARE(collections()->model()->rowCount(), 2);
        collections()->selectRow(1);
        QCOMPARE(m_asked->size(), 1);
        const auto query = std::get<EventsQuery>(m_asked->first().at(1).value<Question>());
        QCOMPARE(query.collection, "builds");
        QCOMPARE(query.before, EventId(8));
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
        QCOMPARE(events()->model()->rowCount(), 1);
        QVERIFY(showsText(u"1 of 2"_s));
        QTest::keyClick(search, Qt::Key_Escape);
        QCOMPARE(events()->model()->rowCount(), 2);
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

    void aHiddenPageTakesWhatCameWhenItIsShown()
    {
        apply({sampleEvent(1, "builds")});
        QTRY_COMPARE(events()->model()->rowCount(), 1);
        m_screen->hide();
        apply({sampleEvent(2, "builds")});
        QTest::qWait(150);
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

    [[nodiscard]] WallTable *table(const QString &name) const
    {
        for (WallTable *table : m_screen->findChildren<WallTable *>()) {
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
};

QTEST_MAIN(TestCollectionsScreen)
#include "tst_collections_screen.moc"
