// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/event.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

constexpr TimePoint evening = fromUnixMs(1'795'214'160'123); // 2026-11-20T22:36:00.123Z

} // namespace

class EventTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEnvelopeIsExact_data()
    {
        QTest::addColumn<qint64>("id");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("durable, with data")
                << qint64(17) << R"({"id":1})"_ba
                << R"({"id":17,"collection":"results","type":"created","time":"2026-11-20T22:36:00.123Z","data":{"id":1}})"_ba;
        QTest::newRow("durable, without data")
                << qint64(17) << ""_ba
                << R"({"id":17,"collection":"results","type":"created","time":"2026-11-20T22:36:00.123Z"})"_ba;
        QTest::newRow("ephemeral, with data")
                << qint64(0) << "[1]"_ba
                << R"({"collection":"results","type":"created","time":"2026-11-20T22:36:00.123Z","data":[1]})"_ba;
        QTest::newRow("ephemeral, without data")
                << qint64(0) << ""_ba
                << R"({"collection":"results","type":"created","time":"2026-11-20T22:36:00.123Z"})"_ba;
        QTest::newRow("data that is null")
                << qint64(9'223'372'036'854'775'807) << "null"_ba
                << R"({"id":9223372036854775807,"collection":"results","type":"created","time":"2026-11-20T22:36:00.123Z","data":null})"_ba;
    }
    void anEventOfAnotherWallNamesItsWay()
    {
        const Event event{EventId(17), "results", "created", evening, "{}", "4f1c,91ab"};
        QCOMPARE(
                envelope(event),
                R"({"id":17,"collection":"results","type":"created","time":"2026-11-20T22:36:00.123Z","data":{},"via":["4f1c","91ab"]})"_ba);
    }

    void ofATableOnlyTheWallItselfTells()
    {
        for (const QByteArray &table : {"results"_ba, "ci"_ba, "servers"_ba, "quiz"_ba}) {
            QVERIFY(tellsOfTable({EventId(1), table, "created", evening, "{}"}, table));
            const QByteArray via = viaOfPublished(table, "4f1c");
            QCOMPARE(via, "4f1c"_ba);
            QVERIFY(!tellsOfTable({EventId(1), table, "created", evening, "{}", via}, table));
        }
        QVERIFY(!tellsOfTable({EventId(1), "ci", "created", evening, "{}"}, "results"));
        for (const QByteArray &free : {"orders"_ba, "prices"_ba, "messages"_ba, "berlin.results"_ba})
            QVERIFY(viaOfPublished(free, "4f1c").isEmpty());
    }

    void theEnvelopeIsExact()
    {
        QFETCH(qint64, id);
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, bytes);
        const Event event{EventId(id), "results", "created", evening, data};
        QCOMPARE(envelope(event), bytes);
        QByteArray out("before ");
        appendEnvelope(out, event);
        QCOMPARE(out, "before " + bytes);
    }

    void aTypeOfAnyTextStaysOneLineOfJson()
    {
        const Event event{EventId::None, "a", "line\nend \"quoted\" \u2028", evening, {}};
        const QByteArray bytes = envelope(event);
        QVERIFY(!bytes.contains('\n'));
        QCOMPARE(QJsonDocument::fromJson(bytes).object().value("type"_L1).toString(), u"line\nend \"quoted\" \u2028"_s);
    }

    void collectionNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("allowed");
        for (const auto &name : {"results"_ba, "a"_ba, "0"_ba, "a.b_c-d"_ba, "9-"_ba, QByteArray(64, 'z')})
            QTest::newRow(name.left(40)) << name << true;
        for (const auto &name : {""_ba, "Results"_ba, "_a"_ba, ".a"_ba, "-a"_ba, "a b"_ba, " a"_ba, "a\n"_ba, "a/b"_ba,
                                 "a,b"_ba, "\u00e4"_ba, "a\u00e4"_ba, QByteArray("a\0", 2), QByteArray(65, 'z')})
            QTest::addRow("not \"%s\" (%d)", name.left(40).constData(), int(name.size())) << name << false;
    }
    void collectionNames()
    {
        QFETCH(QByteArray, name);
        QTEST(isCollectionName(name), "allowed");
    }
};

QTEST_GUILESS_MAIN(EventTest)
#include "event_test.moc"
