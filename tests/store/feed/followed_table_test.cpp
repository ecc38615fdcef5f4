// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

constexpr TimePoint there = fromUnixMs(1'795'214'160'123);

Change followed(const QByteArrayList &types, const FollowPosition &position)
{
    RecordFollowed record{{}, position};
    for (const QByteArray &type : types)
        record.events.append({EventId::None, "orders", type, there, "1", "b2"});
    return {record, there + std::chrono::hours(1)};
}

} // namespace

class FollowedTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void eventsAndPositionAreThereTogether();
    void aPositionIsOfItsAddress();
    void aPositionAloneIsNoEvent();

private:
    void open()
    {
        m_journal.reset();
        auto journal = Journal::open({m_folder->filePath(u"wall.sqlite"_s)});
        QVERIFY(journal);
        m_journal = *std::move(journal);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

void FollowedTableTest::eventsAndPositionAreThereTogether()
{
    const FollowPosition position{"berlin", "http://berlin/events", "17", "c0ffee"};
    const Commit commit = m_journal->write({followed({"paid", "sent"}, position)});
    QVERIFY(!commit.failure);
    QCOMPARE(commit.outcomes.constFirst()->events, (QList<EventId>{EventId(1), EventId(2)}));
    open();
    QCOMPARE(*m_journal->followed().all(), QList<FollowPosition>{position});
    const auto tail = m_journal->log().tail();
    QCOMPARE(*tail, commit.events);
    QCOMPARE(tail->constLast(), (Event{EventId(2), "orders", "sent", there, "1", "b2"})); // with its own time
}

void FollowedTableTest::aPositionIsOfItsAddress()
{
    (void)m_journal->write({followed({"a"}, {"berlin", "http://berlin/events", "17"}),
                            followed({"a"}, {"oslo", "http://oslo/events", "3"})});
    (void)m_journal->write({followed({"a"}, {"berlin", "http://new/events", "1", "b2"})});
    QCOMPARE(*m_journal->followed().all(),
             (QList<FollowPosition>{{"berlin", "http://new/events", "1", "b2"}, {"oslo", "http://oslo/events", "3"}}));
}

void FollowedTableTest::aPositionAloneIsNoEvent()
{
    const Commit commit = m_journal->write({followed({}, {"berlin", "http://berlin/events", "17"})});
    QVERIFY(!commit.failure);
    QVERIFY(commit.events.isEmpty());
    QCOMPARE(m_journal->followed().all()->constFirst().lastId, "17"_ba);
}

QTEST_APPLESS_MAIN(FollowedTableTest)
#include "followed_table_test.moc"
