// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/deliveries_table.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using ci::DeliveryId;
using ci::Outcome;

namespace {

ci::DeliveryRecord record(const QString &deliveryId, Outcome outcome = Outcome::Recorded,
                          qint64 received = 1'000'000'000)
{
    return {.received = fromUnixMs(received),
            .provider = u"github"_s,
            .event = u"workflow_run"_s,
            .deliveryId = deliveryId,
            .from = u"192.0.2.7"_s,
            .proof = {ci::Verdict::Given, u"X-Hub-Signature-256 (HMAC-SHA256)"_s, u""_s},
            .outcome = outcome,
            .status = 202,
            .detail = u"why"_s,
            .project = u"shop/api"_s,
            .run = ci::RunId(3),
            .replayOf = DeliveryId(1),
            .headers = {{"Accept", "*/*"}, {"X-Twice", "a"}, {"X-Twice", "b \"quoted\" \xc3\xa4"}},
            .body = QByteArray("{\"zero\":\"\0\",\"bytes\":\"\xff\xfe\"}", 27),
            .bodyBytes = 27};
}

} // namespace

class DeliveriesTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open({}); }
    void cleanup()
    {
        m_table.reset();
        m_database.reset();
    }

    void everyFactIsStored()
    {
        ci::DeliveryRecord whole = record(u"a"_s);
        QVERIFY(m_table->insert(whole));
        QCOMPARE(whole.id, DeliveryId(1));
        const auto read = m_table->byId(DeliveryId(1));
        QVERIFY(read);
        QCOMPARE(read->received, whole.received);
        QCOMPARE(read->provider, whole.provider);
        QCOMPARE(read->event, whole.event);
        QCOMPARE(read->deliveryId, whole.deliveryId);
        QCOMPARE(read->from, whole.from);
        QCOMPARE(read->proof, whole.proof);
        QCOMPARE(read->outcome, whole.outcome);
        QCOMPARE(read->status, whole.status);
        QCOMPARE(read->detail, whole.detail);
        QCOMPARE(read->project, whole.project);
        QCOMPARE(read->run, whole.run);
        QCOMPARE(read->replayOf, whole.replayOf);
        QCOMPARE(read->headers, whole.headers);
        QCOMPARE(read->body, whole.body);
        QCOMPARE(read->bodyBytes, whole.bodyBytes);
        QCOMPARE(m_table->byId(DeliveryId(2)).error().code, ErrorCode::NotFound);
    }

    void onlyWhatWasBelievedCountsAsEarlier_data()
    {
        QTest::addColumn<bool>("counts");
        QTest::newRow("recorded") << true;
        QTest::newRow("unchanged") << true;
        QTest::newRow("ignored") << true;
        QTest::newRow("duplicate") << false; // the one that it repeats does
        QTest::newRow("invalid") << false;   // it may be understood after an update
        QTest::newRow("refused") << false;   // sent again once the secret is right
    }
    void onlyWhatWasBelievedCountsAsEarlier()
    {
        QFETCH(bool, counts);
        ci::DeliveryRecord one = record(u"a"_s, ci::outcomeFromWord(QString::fromLatin1(QTest::currentDataTag())));
        one.run = ci::RunId::None;
        insert(one);
        QCOMPARE(*m_table->earlier(u"github"_s, u"shop/api"_s, u"a"_s), counts ? DeliveryId(1) : DeliveryId::None);
        QCOMPARE(*m_table->earlier(u"gitea"_s, u"shop/api"_s, u"a"_s), DeliveryId::None);
        QCOMPARE(*m_table->earlier(u"github"_s, u"shop/web"_s, u"a"_s), DeliveryId::None);
        QCOMPARE(*m_table->earlier(u"github"_s, u"shop/api"_s, u"b"_s), DeliveryId::None);
        QCOMPARE(*m_table->earlier(u"github"_s, u"shop/api"_s, {}), DeliveryId::None);
    }

    void theOldestMakeRoomEachInItsClass()
    {
        open({.believed = 40, .refused = 20, .bytes = 1'000'000, .age = std::chrono::days(14)});
        for (int i = 0; i < 100; ++i)
            insert(record(QString::number(i)));
        for (int i = 0; i < 500; ++i)
            insert(record({}, Outcome::Refused));
        const auto believed = m_table->page({.outcome = Outcome::Recorded, .limit = 500});
        const auto refused = m_table->page({.outcome = Outcome::Refused, .limit = 500});
        QVERIFY(believed->deliveries.size() <= 40 && believed->deliveries.size() >= 38);
        QVERIFY(refused->deliveries.size() <= 20 && refused->deliveries.size() >= 19);
        QCOMPARE(believed->deliveries.constFirst().deliveryId, u"99"_s);
        QCOMPARE(m_table->newest(), DeliveryId(600));
    }

    void bodiesAreBoundedTogether()
    {
        open({.believed = 1000, .refused = 20, .bytes = 10'000, .age = std::chrono::days(14)});
        for (int i = 0; i < 100; ++i) {
            ci::DeliveryRecord large = record(QString::number(i));
            large.body = QByteArray(1000, 'x');
            insert(large);
        }
        const auto kept = m_table->page({.limit = 500})->deliveries.size();
        QVERIFY2(kept >= 9 && kept <= 12, qPrintable(QString::number(kept)));
    }

    void whatIsOldGoes()
    {
        const qint64 day = 24 * 3600 * 1000;
        insert(record(u"old"_s, Outcome::Recorded, 100 * day));
        insert(record(u"young"_s, Outcome::Refused, 110 * day));
        insert(record(u"new"_s, Outcome::Recorded, 115 * day));
        const auto kept = m_table->page({});
        QCOMPARE(kept->deliveries.size(), 2);
        QCOMPARE(kept->deliveries.constLast().deliveryId, u"young"_s);
    }

    void pagesAreFiltered()
    {
        for (int i = 1; i <= 50; ++i) {
            ci::DeliveryRecord one = record(QString::number(i), i % 5 == 0 ? Outcome::Refused : Outcome::Recorded);
            one.provider = i % 2 == 0 ? u"gitlab"_s : u"it's"_s;
            one.run = ci::RunId(i % 10);
            insert(one);
        }
        QCOMPARE(count({}), 50);
        QCOMPARE(count({.limit = 7}), 50);
        QCOMPARE(count({.provider = u"it's"_s, .limit = 3}), 25);
        QCOMPARE(count({.outcome = Outcome::Refused}), 10);
        QCOMPARE(count({.run = ci::RunId(3)}), 5);
        QCOMPARE(count({.provider = u"x' OR '1'='1"_s}), 0);
        QCOMPARE(count({.before = DeliveryId(11)}), 10);
        QVERIFY(m_table->page({})->deliveries.constFirst().body.isEmpty()); // rows have none
    }

    void aRolledBackInsertIsForgotten()
    {
        insert(record(u"a"_s));
        QVERIFY(m_database->run(u"BEGIN"_s));
        insert(record(u"b"_s));
        QVERIFY(m_database->run(u"ROLLBACK"_s));
        m_table->rewind(DeliveryId(1));
        ci::DeliveryRecord next = record(u"c"_s);
        QVERIFY(m_table->insert(next));
        QCOMPARE(next.id, DeliveryId(2));
        QCOMPARE(*m_table->earlier(u"github"_s, u"shop/api"_s, u"b"_s), DeliveryId::None);
    }

    // Its id was never given out, but room was made for it.
    void whatMadeRoomInVainIsCountedAnew()
    {
        open({.believed = 10, .refused = 20, .bytes = 1'000'000, .age = std::chrono::days(14)});
        for (int i = 0; i < 10; ++i)
            insert(record(QString::number(i)));
        for (int i = 0; i < 5; ++i) {
            QVERIFY(m_database->run(u"BEGIN"_s));
            QVERIFY(m_database->run(u"ALTER TABLE ci_deliveries RENAME COLUMN sender TO nobody"_s));
            ci::DeliveryRecord vain = record(u"vain"_s);
            QVERIFY(!m_table->insert(vain));
            QVERIFY(m_database->run(u"ROLLBACK"_s));
            m_table->rewind(DeliveryId(10));
        }
        insert(record(u"next"_s));
        QCOMPARE(count({}), 10);
    }

private:
    void open(const DeliveriesTable::Bounds &bounds)
    {
        cleanup();
        m_dir = std::make_unique<QTemporaryDir>();
        m_database = *Database::open({m_dir->filePath(u"wall.sqlite"_s)});
        m_table = std::make_unique<DeliveriesTable>(*m_database, bounds);
        QVERIFY(m_table->open());
    }
    void insert(ci::DeliveryRecord one) { QVERIFY(m_table->insert(one)); }

    qsizetype count(ci::DeliveriesQuery query)
    {
        qsizetype rows = 0;
        do {
            const auto page = m_table->page(query);
            if (!page)
                return -1;
            rows += page->deliveries.size();
            query.before = page->next;
        } while (query.before != DeliveryId::None);
        return rows;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<Database> m_database;
    std::unique_ptr<DeliveriesTable> m_table;
};

QTEST_GUILESS_MAIN(DeliveriesTableTest)
#include "deliveries_table_test.moc"
