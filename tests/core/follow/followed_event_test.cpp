// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/follow/followed_event.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

constexpr TimePoint now = fromUnixMs(1'795'214'160'123);
const FollowSource wall{.ownStore = "a1", .otherStore = "b2"};
const FollowSource other{.ownStore = "a1", .otherStore = {}};

FollowOptions berlin()
{
    FollowOptions options;
    options.name = u"berlin"_s;
    return options;
}

std::variant<FollowedEvent, NotFollowed> here(const QByteArray &data, const FollowSource &source = wall)
{
    return followedEvent({"message", data, "17"}, "16", berlin(), source, now);
}

QByteArray said(const QByteArray &collection, const QByteArray &rest = {})
{
    return R"({"id":17,"collection":")" + collection + R"(","type":"paid","time":"2026-11-20T22:36:00.123Z")" + rest
            + '}';
}

} // namespace

class FollowedEventTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEnvelopeIsWhatItIsThere();
    void whatHasNoIdThereIsNotStored();
    void collectionsThatEachWallKeepsAreSetApart_data();
    void collectionsThatEachWallKeepsAreSetApart();
    void wallsOnTheWayAreNoted();
    void whatComesRoundIsLeftOut_data();
    void whatComesRoundIsLeftOut();
    void whatWasNotAskedForIsLeftOut();
    void whatIsNoEnvelopeIsLeftOut_data();
    void whatIsNoEnvelopeIsLeftOut();
    void otherStreamsAreGivenACollection();
    void dataOfOtherStreamsIsJson_data();
    void dataOfOtherStreamsIsJson();
    void anotherStreamsEventWithItsOwnIdIsStored();
    void aBaseAddressMeansItsEvents_data();
    void aBaseAddressMeansItsEvents();
};

void FollowedEventTest::anEnvelopeIsWhatItIsThere()
{
    const auto event = here(said("orders", R"(,"data":{"sum": 1.10,"b":[1, 2],"a":9007199254740993})"));
    QCOMPARE(std::get<FollowedEvent>(event),
             (FollowedEvent{{EventId::None, "orders", "paid", fromUnixMs(1'795'214'160'123),
                             R"({"sum":1.10,"b":[1,2],"a":9007199254740993})", "b2"},
                            true}));
    // With an escape it takes the long way.
    const auto escaped = here(
            R"({"id":1,"collection":"a","type":"\u00e9t\u00e9","time":"2026-11-20T22:36:00.123Z","data":[true]})");
    QCOMPARE(std::get<FollowedEvent>(escaped),
             (FollowedEvent{{EventId::None, "a", "été", fromUnixMs(1'795'214'160'123), "[true]", "b2"}, true}));
    QCOMPARE(std::get<FollowedEvent>(here(said("a"))).event.data, QByteArray());
}

void FollowedEventTest::whatHasNoIdThereIsNotStored()
{
    const QByteArray text = R"({"collection":"ticks","type":"tick","time":"2026-11-20T22:36:00.123Z","data":{"p":1}})";
    QVERIFY(!std::get<FollowedEvent>(here(text)).isStored);
}

void FollowedEventTest::collectionsThatEachWallKeepsAreSetApart_data()
{
    QTest::addColumn<QByteArray>("there");
    QTest::addColumn<QByteArray>("expected");
    for (const QByteArray &kept : {"results"_ba, "ci"_ba, "servers"_ba, "quiz"_ba, "feed"_ba})
        QTest::newRow(kept.constData()) << kept << "berlin." + kept;
    for (const QByteArray &free : {"messages"_ba, "orders"_ba, "oslo.results"_ba})
        QTest::newRow(free.constData()) << free << free;
}

void FollowedEventTest::collectionsThatEachWallKeepsAreSetApart()
{
    QFETCH(const QByteArray, there);
    QTEST(std::get<FollowedEvent>(here(said(there))).event.collection, "expected");
}

void FollowedEventTest::wallsOnTheWayAreNoted()
{
    QCOMPARE(std::get<FollowedEvent>(here(said("a", R"(,"via":["c3","d4"])"))).event.via, "c3,d4,b2"_ba);
    // A program has published it there, in a collection of which that wall has a table.
    const auto published = std::get<FollowedEvent>(here(said("results", R"(,"via":["b2"])"))).event;
    QCOMPARE(published.collection, "berlin.results"_ba);
    QCOMPARE(published.via, "b2"_ba);
}

void FollowedEventTest::whatComesRoundIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<FollowSource>("source");
    QTest::addColumn<NotFollowed>("why");
    QTest::newRow("it began here") << R"(,"via":["a1"])"_ba << wall << NotFollowed::Loop;
    QTest::newRow("it passed through") << R"(,"via":["c3","a1","d4"])"_ba << wall << NotFollowed::Loop;
    QTest::newRow("this wall itself") << ""_ba << FollowSource{"a1", "a1"} << NotFollowed::Loop;
    QTest::newRow("nine walls") << R"(,"via":["1","2","3","4","5","6","7","8"])"_ba << wall << NotFollowed::TooFar;
}

void FollowedEventTest::whatComesRoundIsLeftOut()
{
    QFETCH(const QByteArray, rest);
    QFETCH(const FollowSource, source);
    const auto left = here(said("a", rest), source);
    QVERIFY(std::holds_alternative<NotFollowed>(left));
    QTEST(std::get<NotFollowed>(left), "why");
    QVERIFY(std::holds_alternative<FollowedEvent>(here(said("a", R"(,"via":["1","2","3","4","5","6","7"])"))));
}

void FollowedEventTest::whatWasNotAskedForIsLeftOut()
{
    FollowOptions options = berlin();
    options.wanted.add("orders");
    const auto asked = [&options](const QByteArray &collection) {
        return followedEvent({"message", said(collection), "17"}, "16", options, wall, now);
    };
    QVERIFY(std::holds_alternative<FollowedEvent>(asked("orders")));
    QVERIFY(std::holds_alternative<FollowedEvent>(asked("feed"))); // tells of gaps
    QCOMPARE(std::get<NotFollowed>(asked("prices")), NotFollowed::NotAskedFor);
    QCOMPARE(std::get<NotFollowed>(asked("berlin.results")), NotFollowed::NotAskedFor);
}

void FollowedEventTest::whatIsNoEnvelopeIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<NotFollowed>("why");
    const auto row = [](const char *name, const QByteArray &text, NotFollowed why = NotFollowed::NotUnderstood) {
        QTest::newRow(name) << text << why;
    };
    row("no JSON", "hello");
    row("no object", "[1]");
    row("collection", said("Capitals"));
    row("no type", R"({"collection":"a","time":"2026-11-20T22:36:00.123Z"})", NotFollowed::NoType);
    row("a type with a line break", R"({"collection":"a","type":"b\n","time":"2026-11-20T22:36:00.123Z"})",
        NotFollowed::NoType);
    row("no time", R"({"collection":"a","type":"b"})");
    row("a time that UTC puts before all years", R"({"collection":"a","type":"b","time":"0000-01-01T00:00:00+12:00"})");
    row("a time that UTC puts behind all years", R"({"collection":"a","type":"b","time":"9999-12-31T23:59:59-12:00"})");
    row("no UTF-8", said("a", ",\"data\":\"\xff\""));
    row("no price", said("prices", R"(,"data":{"symbol":"A","price":"free"})"), NotFollowed::NoPrice);
    row("no price at all", said("prices"), NotFollowed::NoPrice);
    row("a wall with a line end", said("a", R"(,"via":["c3\r\n"])"));
    row("a wall with a long name", said("a", R"(,"via":[")" + QByteArray(33, 'a') + R"("])"));
    row("walls that are none", said("a", R"(,"via":"c3")"));
    row("a wall with a comma", said("a", R"(,"via":["c3,d4"])"));
}

void FollowedEventTest::whatIsNoEnvelopeIsLeftOut()
{
    QFETCH(const QByteArray, text);
    const auto left = here(text);
    QVERIFY(std::holds_alternative<NotFollowed>(left));
    QTEST(std::get<NotFollowed>(left), "why");
}

void FollowedEventTest::otherStreamsAreGivenACollection()
{
    FollowOptions options = berlin();
    const SseEvent event{"edited", R"({"page": "A", "n":1.50})", "e7"};
    QCOMPARE(std::get<FollowedEvent>(followedEvent(event, {}, options, other, now)),
             (FollowedEvent{{EventId::None, "berlin", "edited", now, R"({"page":"A","n":1.50})", {}}, true}));
    options.collection = "wiki";
    QCOMPARE(std::get<FollowedEvent>(followedEvent(event, {}, options, other, now)).event.collection, "wiki"_ba);
    const auto tooLong = followedEvent({QByteArray(129, 'x'), "1", {}}, {}, options, other, now);
    QCOMPARE(std::get<NotFollowed>(tooLong), NotFollowed::NoType);
    const auto notUtf8 = followedEvent({"\xff", "1", {}}, {}, options, other, now);
    QCOMPARE(std::get<NotFollowed>(notUtf8), NotFollowed::NoType);
    options.collection = "prices";
    QVERIFY(std::holds_alternative<NotFollowed>(followedEvent(event, {}, options, other, now)));
    const SseEvent price{"message", R"({"symbol":"A","price":1.50})", {}};
    QCOMPARE(std::get<FollowedEvent>(followedEvent(price, {}, options, other, now)).event.data, price.data);
    options.collection = "results"; // of which this wall has a table
    QCOMPARE(std::get<FollowedEvent>(followedEvent(event, {}, options, other, now)).event.via, "a1"_ba);
}

void FollowedEventTest::dataOfOtherStreamsIsJson_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("array") << "[1, 2]"_ba
                           << "[1,2]"_ba;
    QTest::newRow("number") << "7"_ba
                            << "7"_ba;
    QTest::newRow("two numbers") << "1,2"_ba
                                 << "\"1,2\""_ba;
    QTest::newRow("text") << "\"a\""_ba
                          << "\"a\""_ba;
    QTest::newRow("plain") << "hello \"world\"\nsecond line"_ba
                           << R"("hello \"world\"\nsecond line")"_ba;
    QTest::newRow("nearly JSON") << "{\"a\":"_ba
                                 << R"("{\"a\":")"_ba;
    QTest::newRow("not UTF-8") << "a\xff"_ba
                               << "\"a\xef\xbf\xbd\""_ba;
    QTest::newRow("empty") << ""_ba
                           << "\"\""_ba;
}

void FollowedEventTest::dataOfOtherStreamsIsJson()
{
    QFETCH(const QByteArray, data);
    QTEST(std::get<FollowedEvent>(here(data, other)).event.data, "expected");
}

void FollowedEventTest::anotherStreamsEventWithItsOwnIdIsStored()
{
    const auto stored = [](const QByteArray &lastId, const QByteArray &id) {
        return std::get<FollowedEvent>(followedEvent({"message", "1", id}, lastId, berlin(), other, now)).isStored;
    };
    QVERIFY(stored({}, "1"));
    QVERIFY(stored("1", "2"));
    QVERIFY(!stored("2", "2")); // it named none: the stream is still at 2
    QVERIFY(!stored({}, {}));
    QVERIFY(!stored("2", {})); // it took the id back
}

void FollowedEventTest::aBaseAddressMeansItsEvents_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    QTest::newRow("without a path") << u"http://wall:4000"_s << u"http://wall:4000/events"_s;
    QTest::newRow("with a slash") << u"https://wall/"_s << u"https://wall/events"_s;
    QTest::newRow("its events") << u"http://wall:4000/events"_s << u"http://wall:4000/events"_s;
    QTest::newRow("another path") << u"https://a/v2/stream?x=1"_s << u"https://a/v2/stream?x=1"_s;
}

void FollowedEventTest::aBaseAddressMeansItsEvents()
{
    QFETCH(const QString, url);
    QTEST(streamUrl(url), "expected");
}

QTEST_APPLESS_MAIN(FollowedEventTest)
#include "followed_event_test.moc"
