// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml.h"

#include <QtTest>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;
using namespace tallywall;

class XmlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatXmlCannotHoldIsReplaced_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"shop/api"_s << u"shop/api"_s;
        QTest::newRow("white space") << u"a\tb\nc\rd"_s << u"a\tb\nc\rd"_s;
        QTest::newRow("controls") << QString(u"a?b\u001bc"_s).replace(u'?', QChar(0)) << u"a\uFFFDb\uFFFDc"_s;
        QTest::newRow("a pair") << u"\U0001F680!"_s << u"\U0001F680!"_s;
        QTest::newRow("half a pair") << QString(QChar(0xD83D)) + u'a' << u"\uFFFDa"_s;
        QTest::newRow("the other half") << u'a' + QString(QChar(0xDE80)) << u"a\uFFFD"_s;
        QTest::newRow("no characters") << QString(QChar(0xFFFE)) + QChar(0xFFFF) << u"\uFFFD\uFFFD"_s;
        QTest::newRow("nothing") << QString() << QString();
    }

    void whatXmlCannotHoldIsReplaced()
    {
        QFETCH(const QString, text);
        QTEST(xmlText(text), "expected");
    }

    void everyUnitCanBeReadBack()
    {
        QString all;
        for (int unit = 0; unit <= 0xFFFF; ++unit)
            all += QChar(unit);
        QByteArray out;
        QXmlStreamWriter writer(&out);
        writer.writeStartElement(u"a"_s);
        writer.writeAttribute(u"b"_s, xmlText(all));
        writer.writeEndDocument();
        QVERIFY(!writer.hasError());
        QXmlStreamReader reader(out);
        QVERIFY(reader.readNextStartElement());
        QCOMPARE(reader.attributes().value("b"_L1).toString(), xmlText(all));
    }
};

QTEST_GUILESS_MAIN(XmlTest)
#include "xml_test.moc"
