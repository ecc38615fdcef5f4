// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/marker.h"
#include "tests/bench/parsers.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace tallywall::bench;

namespace {

// Writes down what a parser says.
class Log : public StreamReader
{
public:
    void received(std::string_view message) override { lines.emplace_back(message); }
    void received(std::string_view message, std::string_view id) override
    {
        lines.push_back(std::string(message) + (id.empty() ? "" : " #") + std::string(id));
    }
    void pinged(std::string_view payload) override { lines.push_back("ping " + std::string(payload)); }
    void closed() override { lines.emplace_back("closed"); }

    std::vector<std::string> lines;
};

template<typename Parser>
Log read(std::initializer_list<std::string_view> pieces)
{
    Parser parser;
    Log log;
    for (const auto piece : pieces)
        parser.feed(piece, log);
    if (parser.broken())
        log.lines.emplace_back("broken");
    return log;
}

// However the stream is cut, the same comes out.
template<typename Parser>
void check(const std::string &stream, const std::vector<std::string> &expected)
{
    const std::string_view all(stream);
    QVERIFY(read<Parser>({all}).lines == expected);
    for (std::size_t i = 0; i <= all.size(); ++i) {
        for (std::size_t j = i; j <= all.size(); j += 7)
            QVERIFY2(read<Parser>({all.substr(0, i), all.substr(i, j - i), all.substr(j)}).lines == expected,
                     qPrintable(QString::number(i)));
    }
    Parser parser;
    Log log;
    for (const char c : stream)
        parser.feed({&c, 1}, log);
    QVERIFY(log.lines == expected);
}

// A server's frame, unmasked.
std::string frame(int first, const std::string &payload)
{
    std::string bytes(1, static_cast<char>(first));
    const int lengthBytes = payload.size() < 126 ? 0 : payload.size() < 65536 ? 2 : 8;
    bytes += static_cast<char>(lengthBytes == 0 ? payload.size() : lengthBytes == 2 ? 126 : 127);
    for (int i = lengthBytes - 1; i >= 0; --i)
        bytes += static_cast<char>((payload.size() >> (8 * i)) & 0xff);
    return bytes + payload;
}

} // namespace

class ParsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsAreTakenApart()
    {
        check<SseParser>("retry: 1000\n\n: a comment\n\nid: 17\ndata: one\n\ndata:two\r\n\r\n"
                         "event: x\nid:18\ndata: first\ndata: second\n: in between\ndata\n\nid: 19\n\ndata: ~cut",
                         {"one #17", "two", "first\nsecond #18"});
    }

    void linesAreTakenApart() { check<LineParser>("\r\nAda hello\r\nBob hi\nnot whole", {"", "Ada hello", "Bob hi"}); }

    void framesOfAllLengthsAreTakenApart()
    {
        check<WebSocketParser>(frame(0x81, "short") + frame(0x81, "") + frame(0x82, std::string(200, 'x')),
                               {"short", "", std::string(200, 'x')});
        const std::string large(70'000, 'y');
        const std::string stream = frame(0x81, large) + frame(0x81, "after");
        const std::string_view all(stream);
        for (std::size_t i = 0; i <= all.size(); i += 997)
            QVERIFY((read<WebSocketParser>({all.substr(0, i), all.substr(i)}).lines
                     == std::vector<std::string>{large, "after"}));
    }

    void fragmentsAreJoinedAndControlFramesMayStandBetween()
    {
        check<WebSocketParser>(frame(0x01, "~on") + frame(0x89, "are you there") + frame(0x00, "e and ")
                                       + frame(0x8a, "") + frame(0x80, "the same") + frame(0x81, "next")
                                       + frame(0x88, "\x03\xf5"),
                               {"ping are you there", "~one and the same", "next", "closed"});
    }

    void whatTheProtocolForbidsBreaksTheStream_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a reserved bit") << QByteArray("\xc1\x01x", 3);
        QTest::newRow("a masked frame from a server") << QByteArray("\x81\x81"
                                                                    "abcdx",
                                                                    7);
        QTest::newRow("an unknown opcode") << QByteArray("\x83\x01x", 3);
        QTest::newRow("a continuation of nothing") << QByteArray("\x80\x01x", 3);
        QTest::newRow("a message within a message") << QByteArray("\x01\x01x\x81\x01x", 6);
        QTest::newRow("more than fits") << QByteArray("\x81\x7f\x10\0\0\0\0\0\0\0", 10);
    }
    void whatTheProtocolForbidsBreaksTheStream()
    {
        QFETCH(QByteArray, bytes);
        const Log log = read<WebSocketParser>(
                {std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))});
        QVERIFY(log.lines == std::vector<std::string>{"broken"});
    }

    void whatAClientSendsIsMasked()
    {
        for (const std::size_t size :
             {std::size_t(0), std::size_t(5), std::size_t(125), std::size_t(126), std::size_t(60'000)}) {
            const std::string payload(size, 'p');
            const std::string bytes = clientFrame(Opcode::Pong, payload);
            const std::size_t head = size < 126 ? 2 : 4;
            QCOMPARE(static_cast<unsigned char>(bytes.at(0)), 0x8aU);
            QVERIFY((static_cast<unsigned char>(bytes.at(1)) & 0x80) != 0);
            QCOMPARE(bytes.size(), head + 4 + size);
            for (std::size_t i = 0; i < size; ++i)
                QCOMPARE(static_cast<char>(bytes.at(head + 4 + i) ^ bytes.at(head + i % 4)), 'p');
        }
    }

    void marksAreFoundWhereverTheyStand()
    {
        const Marker marker("abc1234");
        std::size_t from = 0;
        QCOMPARE(marker.text(255), std::string("~abc123400000000ff"));
        const std::string text = "{\"data\":\"~~" + marker.text(255) + " and " + marker.text(0xffffffffff) + "\"}";
        QCOMPARE(marker.next(text, from).value_or(0), std::uint64_t(255));
        QCOMPARE(marker.next(text, from).value_or(0), std::uint64_t(0xffffffffff));
        QVERIFY(!marker.next(text, from));
    }

    void marksOfOthersAndHalfMarksAreNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("of another run") << QByteArray("~abc123500000000ff");
        QTest::newRow("cut off") << QByteArray("~abc123400000000f");
        QTest::newRow("not hexadecimal") << QByteArray("~abc123400000000fg");
    }
    void marksOfOthersAndHalfMarksAreNone()
    {
        QFETCH(QByteArray, text);
        std::size_t from = 0;
        QVERIFY(!Marker("abc1234").next({text.constData(), static_cast<std::size_t>(text.size())}, from));
    }
};

QTEST_GUILESS_MAIN(ParsersTest)
#include "parsers_test.moc"
