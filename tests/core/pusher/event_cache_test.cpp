// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pusher/event_cache.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tallywall;
using namespace tallywall::pusher;

class EventCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastEventOfAChannelIsKept()
    {
        EventCache cache(10'000);
        QVERIFY(!cache.find("a", now));
        cache.put({"a", u"first"_s, "1", now});
        cache.put({"b", u"other"_s, "3", now});
        cache.put({"a", u"second"_s, "2", now});
        QCOMPARE(cache.find("a", now)->name, u"second"_s);
        QCOMPARE(cache.find("b", now)->data, "3"_ba);
    }

    void itIsKeptForHalfAnHour()
    {
        EventCache cache(10'000);
        cache.put({"a", u"e"_s, "1", now});
        QVERIFY(cache.find("a", now + 30min - 1ms));
        QVERIFY(!cache.find("a", now + 30min));
    }

    void pastTheBoundTheOldestGoes()
    {
        EventCache cache(10'000);
        for (int i = 0; i < 100; ++i) {
            cache.put({"c" + QByteArray::number(i), u"e"_s, QByteArray(1000, 'a'), now});
            QVERIFY(cache.bytes() <= 10'000);
        }
        QVERIFY(cache.find("c99", now));
        QVERIFY(cache.find("c95", now));
        QVERIFY(!cache.find("c0", now));
        cache.put({"huge", u"e"_s, QByteArray(20'000, 'a'), now});
        QVERIFY(!cache.find("huge", now));
        QCOMPARE(cache.bytes(), 0);
    }

private:
    const TimePoint now = fromUnixMs(1'700'000'000'000);
};

QTEST_GUILESS_MAIN(EventCacheTest)
#include "event_cache_test.moc"
