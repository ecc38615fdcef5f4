// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The feeds of others.
#include "core/ci/cctray.h"

#include <QFile>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

QByteArray fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/core/ci/data/cctray/"_L1 + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class CctrayReadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheFormatDoesNotNameIsPassedOver()
    {
        const auto entries = readCctray(fixture(u"attributes_in_another_order_and_unknown_elements.xml"_s));
        QVERIFY2(entries, entries ? "" : qPrintable(entries.error().message));
        const QList<CctrayEntry> expected{{.name = u"shop :: deliver :: pack"_s,
                                           .activity = CctrayActivity::Building,
                                           .lastBuildStatus = u"Failure"_s,
                                           .lastBuildLabel = u"648"_s,
                                           .lastBuildTime = fromUnixMs(1'795'214'160'000),
                                           .webUrl = u"https://ci.example.com/shop"_s},
                                          {.name = u"api »main« & more"_s,
                                           .activity = CctrayActivity::Sleeping,
                                           .lastBuildStatus = u"Success"_s,
                                           .lastBuildLabel = u"build.828"_s,
                                           .lastBuildTime = fromUnixMs(1'795'214'160'500),
                                           .webUrl = u"3"_s},
                                          {.name = u"loud"_s,
                                           .activity = CctrayActivity::Pending,
                                           .lastBuildStatus = u"Unknown"_s,
                                           .lastBuildLabel = {},
                                           .lastBuildTime = fromUnixMs(1'795'214'160'000),
                                           .webUrl = {}}};
        QVERIFY(*entries == expected);
    }

    void whatIsNoFeedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence"); // a part of it
        QTest::newRow("nothing") << QByteArray() << u"empty"_s;
        QTest::newRow("blanks") << QByteArray(" \n") << u"empty"_s;
        QTest::newRow("text") << QByteArray("Go away!") << u"plain text"_s;
        QTest::newRow("JSON") << QByteArray("{\"runs\":[]}") << u"JSON"_s;
        QTest::newRow("bytes") << QByteArray("\x00\xFF\x1F\x8B<", 5) << u"not XML"_s;
        QTest::newRow("login page") << fixture(u"login_page.html"_s) << u"web page"_s;
        QTest::newRow("login page in bad HTML")
                << fixture(u"login_page_without_a_document_type.html"_s) << u"web page"_s;
        QTest::newRow("entities") << fixture(u"entities_in_entities.xml"_s) << u"document type"_s;
        QTest::newRow("file") << fixture(u"entity_from_a_file.xml"_s) << u"document type"_s;
        QTest::newRow("twice") << fixture(u"an_attribute_twice.xml"_s) << u"line 1"_s;
        QTest::newRow("cut off") << fixture(u"cut_off.xml"_s) << u"not XML"_s;
        QTest::newRow("root") << fixture(u"another_root.xml"_s) << u"<hudson>"_s;
        QTest::newRow("entity") << QByteArray("<Projects><Project name=\"&evil;\"/></Projects>") << u"line 1"_s;
        QTest::newRow("encoding") << QByteArray("<?xml version=\"1.0\" encoding=\"klingon\"?><Projects/>")
                                  << u"not XML"_s;
    }

    void whatIsNoFeedIsRefused()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, sentence);
        const auto entries = readCctray(bytes);
        QVERIFY(!entries);
        QCOMPARE(entries.error().code, ErrorCode::NotUnderstood);
        QVERIFY2(entries.error().message.contains(sentence), qPrintable(entries.error().message));
    }

    void otherEncodingsAreRead()
    {
        const auto latin = readCctray("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                                      "<Projects><Project name=\"M\xFCnchen\"/></Projects>");
        QVERIFY(latin);
        QCOMPARE(latin->value(0).name, u"München"_s);
        const QString text = u"\uFEFF<Projects><Project name=\"München\"/></Projects>"_s;
        const auto wide = readCctray(
                QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(char16_t))));
        QVERIFY(wide);
        QCOMPARE(wide->value(0).name, u"München"_s);
    }

    void timesAreReadAsServicesWriteThem_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("expected"); // Unix ms; 0: nothing
        QTest::newRow("UTC") << QByteArray("2026-11-20T22:36:00Z") << qint64(1'795'214'160'000);
        QTest::newRow("offset") << QByteArray("2026-11-20T23:36:00+01:00") << qint64(1'795'214'160'000);
        QTest::newRow("offset without a colon")
                << QByteArray("2026-11-20T17:36:00.5-0500") << qint64(1'795'214'160'500);
        QTest::newRow("CruiseControl.NET")
                << QByteArray("2026-11-20T23:36:00.6362160+01:00") << qint64(1'795'214'160'636);
        QTest::newRow("CruiseControl.rb")
                << QByteArray("2026-11-20T22:36:00.000000-00:00") << qint64(1'795'214'160'000);
        QTest::newRow("no zone") << QByteArray("2026-11-20T22:36:00") << qint64(1'795'214'160'000);
        QTest::newRow("a date") << QByteArray("2026-11-20") << qint64(0);
        QTest::newRow("nothing") << QByteArray() << qint64(0);
        QTest::newRow("words") << QByteArray("yesterday") << qint64(0);
        QTest::newRow("only an offset") << QByteArray("+0100") << qint64(0);
    }

    void timesAreReadAsServicesWriteThem()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const qint64, expected);
        const auto entries = readCctray("<Projects><Project name=\"a\" lastBuildTime=\"" + text + "\"/></Projects>");
        QVERIFY(entries);
        const auto time = entries->value(0).lastBuildTime;
        QCOMPARE(time ? toUnixMs(*time) : 0, expected);
    }

    void limitsHold()
    {
        const QByteArray project = "<Project name=\"a\"/>";
        QCOMPARE(readCctray("<Projects>" + project.repeated(maxCctrayProjects) + "</Projects>")->size(),
                 maxCctrayProjects);
        const auto many = readCctray("<Projects>" + project.repeated(maxCctrayProjects + 1) + "</Projects>");
        QVERIFY(!many);
        QCOMPARE(many.error().code, ErrorCode::TooLarge);
        const auto large = readCctray("<Projects>" + QByteArray(maxCctrayBytes, ' ') + "</Projects>");
        QVERIFY(!large);
        QCOMPARE(large.error().code, ErrorCode::TooLarge);
        const qsizetype depth = maxCctrayBytes / 7 - 10;
        QVERIFY(readCctray("<Projects>" + QByteArray("<a>").repeated(depth) + QByteArray("</a>").repeated(depth)
                           + "</Projects>"));
    }
};

QTEST_GUILESS_MAIN(CctrayReadingTest)
#include "cctray_reading_test.moc"
