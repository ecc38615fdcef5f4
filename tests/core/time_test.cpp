// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/time.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint at(int year, unsigned month, unsigned day, std::chrono::milliseconds ofDay)
{
    using namespace std::chrono;
    return sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) + ofDay;
}

} // namespace

class TimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A zone whose clock leaps: what carries no offset must not be read as local time on the way.
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }

    void isWrittenAs24Bytes_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QByteArray>("iso");
        QTest::newRow("the epoch") << qint64(0) << "1970-01-01T00:00:00.000Z"_ba;
        QTest::newRow("a millisecond before it") << qint64(-1) << "1969-12-31T23:59:59.999Z"_ba;
        QTest::newRow("an evening") << toUnixMs(at(2026, 11, 20, 22h + 36min + 123ms)) << "2026-11-20T22:36:00.123Z"_ba;
        QTest::newRow("a leap day") << toUnixMs(at(2024, 2, 29, 0ms)) << "2024-02-29T00:00:00.000Z"_ba;
        QTest::newRow("year one") << toUnixMs(at(1, 1, 1, 0ms)) << "0001-01-01T00:00:00.000Z"_ba;
        QTest::newRow("the last") << toUnixMs(at(9999, 12, 31, 24h - 1ms)) << "9999-12-31T23:59:59.999Z"_ba;
    }
    void isWrittenAs24Bytes()
    {
        QFETCH(qint64, ms);
        QFETCH(QByteArray, iso);
        QCOMPARE(toIso(fromUnixMs(ms)), iso);
        const auto back = fromIso(QString::fromLatin1(iso));
        QVERIFY(back.has_value());
        QCOMPARE(toUnixMs(*back), ms);
    }

    void everyHourOfTwoYearsComesBack()
    {
        for (TimePoint time = at(2023, 12, 31, 7ms); time < at(2026, 1, 2, 0ms); time += 1h) {
            const auto back = fromIso(QString::fromLatin1(toIso(time)));
            QVERIFY(back == time);
        }
    }

    void whatServicesWriteIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("iso");
        QTest::newRow("GitLab") << u"2016-08-12 15:23:28 UTC"_s << "2016-08-12T15:23:28.000Z"_ba;
        QTest::newRow("GitLab with fractions") << u"2016-08-12 15:23:28.250 UTC"_s << "2016-08-12T15:23:28.250Z"_ba;
        QTest::newRow("GitLab with an offset") << u"2016-08-12 15:23:28 +0200"_s << "2016-08-12T13:23:28.000Z"_ba;
        QTest::newRow("offset") << u"2016-08-12T15:23:28+02:00"_s << "2016-08-12T13:23:28.000Z"_ba;
        QTest::newRow("offset behind") << u"2016-08-12T15:23:28.5-03:30"_s << "2016-08-12T18:53:28.500Z"_ba;
        QTest::newRow("offset over the year") << u"2016-12-31T23:30:00-01:00"_s << "2017-01-01T00:30:00.000Z"_ba;
        QTest::newRow("microseconds") << u"2016-08-12T15:23:28.123456Z"_s << "2016-08-12T15:23:28.123Z"_ba;
        QTest::newRow("small z") << u"2016-08-12T15:23:28z"_s << "2016-08-12T15:23:28.000Z"_ba;
        QTest::newRow("blanks around") << u"  2016-08-12T15:23:28Z\n"_s << "2016-08-12T15:23:28.000Z"_ba;
        QTest::newRow("no zone at all is UTC") << u"2016-08-12T15:23:28"_s << "2016-08-12T15:23:28.000Z"_ba;
        QTest::newRow("no zone, and no such time in Berlin")
                << u"2026-03-29T02:30:00"_s << "2026-03-29T02:30:00.000Z"_ba;
        QTest::newRow("no zone, and twice in Berlin") << u"2026-10-25 02:30:00"_s << "2026-10-25T02:30:00.000Z"_ba;
    }
    void whatServicesWriteIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, iso);
        const auto time = fromIso(text);
        QVERIFY(time.has_value());
        QCOMPARE(toIso(*time), iso);
    }

    void anythingElseIsNothing_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto &text : {u""_s,
                                 u" "_s,
                                 u"UTC"_s,
                                 u" UTC"_s,
                                 u"Z"_s,
                                 u"now"_s,
                                 u"null"_s,
                                 u"2016"_s,
                                 u"2016-08-12"_s,
                                 u"1471015408"_s,
                                 u"2016-13-12T15:23:28Z"_s,
                                 u"2016-02-30 15:23:28 UTC"_s,
                                 u"2016-08-12T25:00:00Z"_s,
                                 u"2016-08-12T15:23:60Z"_s,
                                 u"2016-08-12T15:23:28Zgarbage"_s,
                                 u"2016-08-12T15:23:28+99:00"_s,
                                 u"12345-01-01T00:00:00Z"_s,
                                 u"-001-01-01T00:00:00Z"_s,
                                 u"0000-01-01T00:00:00Z"_s,
                                 u"2016-08-12 15:23:28 CEST"_s,
                                 u"2016-08-12T15:23:28Z UTC"_s,
                                 u"<script>alert(1)</script>"_s,
                                 QString(100'000, u'2')})
            QTest::newRow(qPrintable(u"\"%1\""_s.arg(text.left(40)))) << text;
    }
    void anythingElseIsNothing()
    {
        QFETCH(QString, text);
        QVERIFY(!fromIso(text).has_value());
    }
};

QTEST_GUILESS_MAIN(TimeTest)
#include "time_test.moc"
