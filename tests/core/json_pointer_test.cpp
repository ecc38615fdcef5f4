// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON Pointers: the examples of RFC 6901, section 5, and what is none.
#include "core/json_pointer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

class JsonPointerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStandsThereIsFound_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const QString &pointer, const QJsonValue &value) {
            QTest::newRow(qPrintable(u'"' + pointer + u'"')) << pointer << value;
        };
        row(u""_s, document());
        row(u"/foo"_s, QJsonArray{u"bar"_s, u"baz"_s});
        row(u"/foo/0"_s, u"bar"_s);
        row(u"/foo/1"_s, u"baz"_s);
        row(u"/"_s, 0);
        row(u"/a~1b"_s, 1);
        row(u"/c%d"_s, 2);
        row(u"/e^f"_s, 3);
        row(u"/g|h"_s, 4);
        row(u"/i\\j"_s, 5);
        row(u"/k\"l"_s, 6);
        row(u"/ "_s, 7);
        row(u"/m~0n"_s, 8);
        row(u"/~01"_s, 9);
        row(u"/0/0"_s, 10);
        row(u"/null"_s, QJsonValue::Null);
    }
    void whatStandsThereIsFound()
    {
        QFETCH(QString, pointer);
        QFETCH(QJsonValue, value);
        const auto read = readJsonPointer(pointer);
        QVERIFY2(read, read ? "" : qPrintable(read.error().sentence()));
        QCOMPARE(valueAt(document(), *read), value);
        QCOMPARE(read->text, pointer);
    }

    void whereNothingStandsNothingIsFound_data()
    {
        QTest::addColumn<QString>("pointer");
        for (const auto &pointer :
             {u"/bar"_s, u"/foo/2"_s, u"/foo/-"_s, u"/foo/-1"_s, u"/foo/00"_s, u"/foo/01"_s, u"/foo/+1"_s, u"/foo/ 1"_s,
              u"/foo/"_s, u"/foo/1e0"_s, u"/foo/99999999999999999999"_s, u"/foo/0/0"_s, u"/null/x"_s, u"/foo/length"_s})
            QTest::newRow(qPrintable(pointer)) << pointer;
    }
    void whereNothingStandsNothingIsFound()
    {
        QFETCH(QString, pointer);
        const auto read = readJsonPointer(pointer);
        QVERIFY(read);
        QVERIFY(valueAt(document(), *read).isUndefined());
        QVERIFY(valueAt(QJsonValue(), *read).isUndefined());
    }

    void whatIsNoPointerIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto &text : {u"build.status"_s, u"build"_s, u" /build"_s, u"#/build"_s, u"$.build"_s, u"/a~"_s,
                                 u"/a~2"_s, u"/~~0"_s, u"/a/b~/c"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void whatIsNoPointerIsNamed()
    {
        QFETCH(QString, text);
        const auto read = readJsonPointer(text);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Invalid);
        QVERIFY2(read.error().message.contains(text), qPrintable(read.error().message));
    }

private:
    static QJsonObject document()
    {
        return {{"foo"_L1, QJsonArray{u"bar"_s, u"baz"_s}},
                {""_L1, 0},
                {"a/b"_L1, 1},
                {"c%d"_L1, 2},
                {"e^f"_L1, 3},
                {"g|h"_L1, 4},
                {"i\\j"_L1, 5},
                {"k\"l"_L1, 6},
                {" "_L1, 7},
                {"m~n"_L1, 8},
                {"~1"_L1, 9},
                {"0"_L1, QJsonArray{10}},
                {"null"_L1, QJsonValue::Null}};
    }
};

QTEST_GUILESS_MAIN(JsonPointerTest)
#include "json_pointer_test.moc"
