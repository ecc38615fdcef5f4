// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/collection_book.h"
#include "tests/ui/samples.h"
#include "ui/collections/collections_model.h"
#include "ui/collections/event_log_model.h"
#include "ui/collections/event_text.h"
#include "ui/collections/events_proxy.h"
#include "ui/feed/recent_events.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

LogRow row(qint64 number, qsizetype bytes = 2)
{
    return {number, {EventId(100 + number), "builds"_qba, "done"_qba, sampleTime, QByteArray(bytes, '1')}};
}

QList<LogRow> rows(qint64 first, qint64 count, qsizetype bytes = 2)
{
    QList<LogRow> result;
    for (qint64 number = first; number < first + count; ++number)
        result.append(row(number, bytes));
    return result;
}

} // namespace

class TestEventLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatComesIsCounted()
    {
        RecentEvents recent;
        recent.take({sampleEvent(1, "builds"), sampleEvent(2, "builds")});
        QCOMPARE(recent.oldest(), 1);
        QCOMPARE(recent.newest(), 2);
        QCOMPARE(recent.at(2).id, EventId(2));
        recent.clear();
        recent.take({sampleEvent(7, "builds")});
        QCOMPARE(recent.oldest(), 4); // 3 is the gap
        QCOMPARE(recent.at(4).id, EventId(7));
    }

    void whatIsRememberedIsBounded()
    {
        RecentEvents recent;
        QList<Event> many(RecentEvents::maxEvents + 10, sampleEvent(1, "builds"));
        recent.take(many);
        QCOMPARE(recent.newest() - recent.oldest() + 1, qint64(RecentEvents::maxEvents));
        const QByteArray large(1024 * 1024, '1');
        for (int i = 0; i < 40; ++i)
            recent.take({sampleEvent(i, "builds", large)});
        QCOMPARE(recent.newest() - recent.oldest() + 1, 32);
    }

    void theNewestIsOnTopAndOlderOnesFollow()
    {
        EventLogModel model;
        QAbstractItemModelTester tester(&model, strict);
        model.takeNewer(rows(1, 3));
        model.takeOlder(
                {row(1).event, {EventId(90), "builds"_qba, "old"_qba, sampleTime, {}}}); // the first is here already
        QCOMPARE(model.count(), 4);
        QCOMPARE(model.at(0).event.id, EventId(103));
        QCOMPARE(model.at(3).event.id, EventId(90));
        QCOMPARE(model.oldestStored(), EventId(90));
    }

    void rowsAndBytesAreBounded()
    {
        EventLogModel model;
        model.takeNewer(rows(1, EventLogModel::maxRows + 5));
        QCOMPARE(model.count(), int(EventLogModel::maxRows));
        QVERIFY(model.isFull());
        model.clear();
        for (int i = 0; i < 80; ++i)
            model.takeNewer(rows(10'000 + i, 1, 1024 * 1024));
        QCOMPARE(model.count(), 64);
        model.takeOlder({row(-1, 1024 * 1024).event});
        QCOMPARE(model.count(), 64); // no room
    }

    void aFrameIsOneInsertion()
    {
        EventLogModel model;
        model.takeNewer(rows(1, 10));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.takeNewer(rows(11, 500));
        QCOMPARE(inserted.size(), 1);
    }

    void typeAndDataAreSearched()
    {
        EventLogModel model;
        EventsProxy proxy(model);
        QAbstractItemModelTester tester(&proxy, strict);
        LogRow other = row(2);
        other.event.data = R"({"name":"Grüße"})";
        model.takeNewer({row(1), other});
        proxy.setSearch(u"DONE"_s);
        QCOMPARE(proxy.rowCount(), 2);
        proxy.setSearch(u"grÜ"_s);
        QCOMPARE(proxy.rowCount(), 1);
        QCOMPARE(proxy.at(0).id, 2);
        proxy.setSearch(u"builds"_s);
        QCOMPARE(proxy.rowCount(), 0);
    }

    void anEventIsReadAsItsIndentedEnvelope()
    {
        const Event event{EventId(7), "builds"_qba, "done"_qba, sampleTime, R"({"a":1.50})"};
        const QString text = readableEvent(event);
        QVERIFY2(text.contains(u"\"collection\": \"builds\","_s), qPrintable(text));
        QVERIFY2(text.contains(u"    \"a\": 1.50"_s), qPrintable(text));
        QVERIFY(!text.contains(u"…"_s));
    }

    void escapesAreShownAndSearchedAsTheirCharacters_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const char *data, const QString &shown = {}) {
            QTest::newRow(name) << QByteArray(data) << (shown.isEmpty() ? QString::fromLatin1(data) : shown);
        };
        row("a letter", "{\"b\":1.50,\"a\":\"Linus \\u00dcn\\u00efc\\u00f6d\\u00e9\"}",
            u"{\"b\":1.50,\"a\":\"Linus Ünïcödé\"}"_s);
        row("capitals", "\"\\u00DC\"", u"\"Ü\""_s);
        row("a pair", "\"\\ud83e\\udd8a\"", u"\"\U0001f98a\""_s);
        row("a joined pair", "\"\\ud83d\\udc68\\u200d\\ud83d\\udc69\"", u"\"\U0001f468\u200d\U0001f469\""_s);
        row("half a pair", "\"\\ud83e \\udd8a\\ud83e\\u0041\"", u"\"\\ud83e \\udd8a\\ud83eA\""_s);
        row("a slash", "\"a\\/b\"", u"\"a/b\""_s);
        row("what ends a text", "\"\\\" \\u0022 \\\\ \\u005c \\\\u00dc\"");
        row("controls", "\"\\n \\u0007 \\u0000 \\u2028 \\u0085\"");
        row("what turns text around", "\"\\u202e \\u2066 \\u200f \\ufeff\"");
    }

    void escapesAreShownAndSearchedAsTheirCharacters()
    {
        QFETCH(const QByteArray, data);
        QFETCH(const QString, shown);
        const Event event = sampleEvent(1, "builds", data);
        QCOMPARE(dataLine(event), shown);
        QVERIFY(eventContains(event, shown.toUpper()));
        const Event wrapped = sampleEvent(1, "builds", '[' + data + ']');
        const bool isText = data.startsWith('"'); // of an object the view has several lines
        QVERIFY2(!isText || readableEvent(wrapped).contains(shown), qPrintable(readableEvent(wrapped)));
    }

    void anEscapeThatIsCutIsNoOther()
    {
        for (const char *cut : {"\"\\u00d", "\"\\", "\"\\ud83e\\udd"})
            QCOMPARE(dataLine(sampleEvent(1, "builds", cut)), QString::fromLatin1(cut));
    }

    void aPriceIsFoundAsItIsShown()
    {
        const Event price = sampleEvent(1, "prices", priceJson({u"ACME"_s, 12.5}));
        QVERIFY(eventContains(price, u"acme 12.50"_s));
        QVERIFY(eventContains(price, u"\"price\":12.5"_s));
    }

    void whatIsLaidOutIsBoundedAndSaysSo()
    {
        const Event large = sampleEvent(1, "builds", '"' + QByteArray(1024 * 1024, 'x') + '"');
        const QString text = readableEvent(large);
        QVERIFY(text.size() < 66 * 1024);
        QVERIFY2(text.endsWith(u"… and more: copied, it is whole (1.0 MB)"_s), qPrintable(text.right(60)));
        QVERIFY(dataLine(large).size() <= 300);
    }

    void collectionsAreListedWithTheirRates()
    {
        CollectionBook book;
        CollectionsModel model(book);
        QAbstractItemModelTester tester(&model, strict);
        model.refresh(sampleTime);
        QCOMPARE(model.rowCount(), 1); // all of them
        book.note(sampleEvent(1, "results"), sampleTime);
        book.note(sampleEvent(2, "builds"), sampleTime);
        book.note(sampleEvent(3, "builds"), sampleTime);
        model.refresh(sampleTime);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.collection(0), QByteArray());
        QCOMPARE(model.index(0, CollectionsModel::Rate).data().toString(), u"3"_s);
        QCOMPARE(model.collection(1), "builds");
        QCOMPARE(model.index(1, CollectionsModel::Rate).data().toString(), u"2"_s);
        QCOMPARE(model.index(1, CollectionsModel::Newest).data().toString(), u"done"_s);
        model.refresh(sampleTime + 90s);
        QCOMPARE(model.index(1, CollectionsModel::Rate).data().toString(), u"0"_s);
        QCOMPARE(model.index(1, CollectionsModel::When).data().toString(), u"1 min ago"_s);
    }
};

QTEST_GUILESS_MAIN(TestEventLogModel)
#include "tst_event_log_model.moc"
