// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/http.h"
#include "tests/bench/options.h"
#include "tests/bench/publisher.h"

#include <QtTest>

#include <string>

using namespace tallywall::bench;

class HttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeadIsReadOnceItIsWhole()
    {
        const std::string bytes
                = "HTTP/1.1 201 Created\r\nX: y\r\ncontent-length:  12 \r\nConnection: Close\r\n\r\nbody";
        for (std::size_t i = 0; i < bytes.size() - 4; ++i)
            QVERIFY(!answerHead(std::string_view(bytes).substr(0, i)));
        const auto head = answerHead(bytes);
        QVERIFY(head.has_value());
        QVERIFY((*head == AnswerHead{.status = 201, .closes = true, .length = 12, .size = bytes.size() - 4}));
        QVERIFY(answerHead("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")->chunked);
        QCOMPARE(answerHead("HTTP/1.1 204 No Content\r\n\r\n")->status, 204);
        QCOMPARE(answerHead("something else\r\n\r\n")->status, 0);
    }

    void chunksAreTakenOffHoweverTheyAreCut()
    {
        const std::string bytes = "5\r\nhello\r\n1;name=value\r\n \r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nHTTP";
        for (std::size_t cut = 1; cut <= bytes.size(); ++cut) {
            Dechunker dechunker;
            std::string body;
            std::string_view left;
            for (std::size_t at = 0; at < bytes.size(); at += cut) {
                left = std::string_view(bytes).substr(at, cut);
                while (!left.empty() && !dechunker.ended())
                    body.append(dechunker.take(left));
                if (dechunker.ended())
                    break;
            }
            QVERIFY(dechunker.ended());
            QCOMPARE(body, std::string("hello 0123456789"));
        }
    }

    void wrongChunksBreak_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no size") << QByteArray("\r\n");
        QTest::newRow("no end") << QByteArray("1\r\nxy");
        QTest::newRow("too long a size") << QByteArray("0000000000000001\r\n");
    }
    void wrongChunksBreak()
    {
        QFETCH(QByteArray, bytes);
        Dechunker dechunker;
        std::string_view left(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        while (!left.empty() && !dechunker.broken())
            (void)dechunker.take(left);
        QVERIFY(dechunker.broken());
    }

    void theMarksOfARequestStandWhereTheTemplateSays()
    {
        Options options;
        options.body = "%m and %m";
        const RequestTemplate request = requestTemplate(options);
        QCOMPARE(request.marks.size(), std::size_t(2));
        std::string bytes = request.bytes;
        const Marker marker("abc1234");
        for (const auto at : request.marks)
            marker.write(bytes.data() + at, 7);
        QVERIFY(bytes.ends_with("Content-Length: 41\r\n\r\n" + marker.text(7) + " and " + marker.text(7)));
    }

    void aGetHasNoBody()
    {
        Options options;
        options.get = "/results?limit=1";
        const RequestTemplate request = requestTemplate(options);
        QVERIFY(request.marks.empty());
        QCOMPARE(request.bytes, std::string("GET /results?limit=1 HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"));
    }
};

QTEST_GUILESS_MAIN(HttpTest)
#include "http_test.moc"
