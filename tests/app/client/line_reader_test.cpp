// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/line_reader.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;

namespace {

QList<Line> linesOf(const QByteArray &text, qsizetype piece)
{
    LineReader reader;
    QList<Line> lines;
    const auto takeAll = [&] {
        while (auto line = reader.take())
            lines << *line;
    };
    for (qsizetype at = 0; at < text.size(); at += piece) {
        reader.append(text.mid(at, piece));
        takeAll();
    }
    reader.end();
    takeAll();
    return reader.isDone() ? lines : QList<Line>();
}

} // namespace

class LineReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesComeOutHoweverTheTextIsCut();
    void aLineThatIsTooLongIsNamedAndNotKept();
    void nothingIsDoneBeforeTheEnd();
};

void LineReaderTest::linesComeOutHoweverTheTextIsCut()
{
    const QByteArray text = "\xef\xbb\xbf"
                            "1\r\n\n  \n [2, 3] \n\"last\"";
    const QList<Line> expected{{1, "1"_ba}, {4, "[2, 3]"_ba}, {5, "\"last\""_ba}};
    for (qsizetype piece = 1; piece <= text.size(); ++piece)
        QCOMPARE(linesOf(text, piece), expected);
    QCOMPARE(linesOf("1\n2\n", 100), (QList<Line>{{1, "1"_ba}, {2, "2"_ba}}));
    QCOMPARE(linesOf({}, 1), QList<Line>());
}

void LineReaderTest::aLineThatIsTooLongIsNamedAndNotKept()
{
    const QByteArray longest(LineReader::maxLine, 'x');
    const QByteArray text = "1\n" + longest + "\n" + longest + longest + "x\n4\n" + longest + 'x';
    const QList<Line> expected{{1, "1"_ba}, {2, longest}, {3, {}, true}, {4, "4"_ba}, {5, {}, true}};
    for (const qsizetype piece : {qsizetype(65'536), text.size()})
        QCOMPARE(linesOf(text, piece), expected);
}

void LineReaderTest::nothingIsDoneBeforeTheEnd()
{
    LineReader reader;
    QVERIFY(!reader.isDone());
    reader.append("1"_ba);
    QVERIFY(!reader.take());
    reader.end();
    QVERIFY(!reader.isDone());
    QCOMPARE(reader.take()->text, "1"_ba);
    QVERIFY(reader.isDone());
}

QTEST_APPLESS_MAIN(LineReaderTest)
#include "line_reader_test.moc"
