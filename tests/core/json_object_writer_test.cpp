// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_object_writer.h"

#include <QtTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace tallywall;

class JsonObjectWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersStandInTheirOrder()
    {
        QByteArray out;
        JsonObjectWriter object(out);
        object.text("text", u"a\nb");
        object.word("word", "failed");
        object.number("number", 0.5);
        object.integer("integer", std::numeric_limits<qint64>::max());
        object.time("time", fromUnixMs(1'000));
        object.flag("yes", true);
        object.flag("no", false);
        object.begin("null").append("null");
        object.end();
        QCOMPARE(out,
                 "{\"text\":\"a\\nb\","
                 R"("word":"failed","number":0.5,"integer":9223372036854775807,)"
                 R"("time":"1970-01-01T00:00:01.000Z","yes":true,"no":false,"null":null})"_ba);
    }

    void whatIsNotKnownIsLeftOut()
    {
        QByteArray out;
        JsonObjectWriter object(out);
        object.text("text", {});
        object.number("number", std::nullopt);
        object.number("infinity", std::numeric_limits<double>::infinity());
        object.number("no number", std::numeric_limits<double>::quiet_NaN());
        object.integerFromOne("id", 0);
        object.time("time", std::nullopt);
        object.end();
        QCOMPARE(out, "{}"_ba);
    }

    void zeroAndTheEmptyWordAreKnown()
    {
        QByteArray out;
        JsonObjectWriter object(out);
        object.number("number", 0.0);
        object.integer("integer", 0);
        object.integerFromOne("below", -1);
        object.word("word", {});
        object.end();
        QCOMPARE(out, R"({"number":0,"integer":0,"below":-1,"word":""})"_ba);
    }

    void objectsNestBehindWhatWasThere()
    {
        QByteArray out("data: ");
        JsonObjectWriter outer(out);
        JsonObjectWriter empty(outer.begin("empty"));
        empty.end();
        JsonObjectWriter inner(outer.begin("inner"));
        inner.integer("a", 1);
        inner.integer("b", 2);
        inner.end();
        outer.text("braces", u"{}");
        outer.integer("last", 3);
        outer.end();
        QCOMPARE(out, R"(data: {"empty":{},"inner":{"a":1,"b":2},"braces":"{}","last":3})"_ba);
    }
};

QTEST_GUILESS_MAIN(JsonObjectWriterTest)
#include "json_object_writer_test.moc"
