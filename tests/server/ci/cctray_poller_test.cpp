// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The poller against another CI on loopback, which answers what each test makes it answer.
#include "server/ci/cctray_poller.h"
#include "server/loop/server_loop.h"
#include "server/net/pause.h"
#include "server/net/poll_figures.h"
#include "tests/support/live.h"
#include "tests/support/other_server.h"

#include <QThread>
#include <QtTest>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;
using namespace tallywall;
using tallywall::test::answerOf;
using tallywall::test::OtherServer;
using tallywall::test::waitUntil;

namespace {

constexpr qsizetype megabyte = qsizetype{1024} * 1024;

// Secrets of these tests; none of them may ever be logged.
const QByteArray password = "open-sesame";
const QByteArray token = "t0ken-of-the-feed";

QStringList logged;
QtMessageHandler before = nullptr;

void keep(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    logged.append(text);
    before(type, context, text);
}

class OtherCi : public OtherServer
{
public:
    [[nodiscard]] QString url() const { return OtherServer::url(u"/cc.xml?key=s3cret"_s); }
};

QByteArray feedOf(const QByteArray &label, const QByteArray &status = "Success")
{
    return "<Projects><Project name=\"shop/api (main)\" activity=\"Sleeping\" lastBuildStatus=\"" + status
            + "\" lastBuildLabel=\"" + label
            + "\" lastBuildTime=\"2026-01-02T03:04:05Z\" webUrl=\"http://ci/1\"/></Projects>";
}

PollOptions optionsFor(const QString &url)
{
    return {.name = u"jenkins"_s, .url = url, .user = {}, .password = {}, .token = {}};
}

// What a poller says of the feeds it is given.
struct Listener {
    explicit Listener(const QList<PollOptions> &feeds, const PollLimits &limits = {})
        : poller(
                feeds, {},
                [this](const QList<ci::Run> &changed, const std::function<void(bool)> &answer) {
                    ++signalled;
                    runs += changed;
                    record(answer);
                },
                limits)
    {
        QObject::connect(&poller, &CctrayPoller::healthChanged, &poller,
                         [this](const QString &name, bool ok, const QString &sentence) {
                             health.append(name + (ok ? " ok"_L1 : " not ok: "_L1) + sentence);
                         });
    }

    std::function<void(const std::function<void(bool)> &)> record = [](const auto &answer) { answer(true); };
    QList<ci::Run> runs;
    int signalled = 0;
    QStringList health;
    CctrayPoller poller;
};

qsizetype warnings()
{
    return logged.filter(u"polling \"jenkins\":"_s).size();
}

} // namespace

class CctrayPollerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        logged.clear();
        m_other = std::make_unique<OtherCi>();
        before = qInstallMessageHandler(&keep);
    }
    void cleanup();

    void aFeedBecomesRuns();
    void theSameAnswerTellsNothing();
    void whatHasNotChangedIsNotSentAgain();
    void whatWasNotStoredIsToldAgain();
    void itIsNotAskedWhileItsRunsAreStored();
    void itCanEndWhileItsRunsAreStored();
    void secretsAreSentAndNotLogged_data();
    void secretsAreSentAndNotLogged();
    void whatIsNoFeedIsSaidOnce_data();
    void whatIsNoFeedIsSaidOnce();
    void aFeedThatWorksAgainIsSaid();
    void howFeedsStandIsTold();
    void anEndlessAnswerIsBrokenOff();
    void anAnswerThatGrowsWhenUnpackedIsBrokenOff();
    void aSlowAnswerIsBrokenOff_data();
    void aSlowAnswerIsBrokenOff();
    void nobodyListens();
    void redirectionsWithinTheHostAreFollowed();
    void redirectionsElsewhereAreNot_data();
    void redirectionsElsewhereAreNot();
    void whatIsAsSafe_data();
    void whatIsAsSafe();
    void cookiesAreNotKept();
    void itIsAskedAgainByItself();
    void itIsNeverAskedTwiceAtATime();
    void feedsDoNotWaitForEachOther();
    void anAddressThatIsNoneIsSaid();
    void itCanEndWhileItAsks();
    void aFeedThatFailsIsAskedLessOften();
    void itRunsOnTheLoopOfTheServer();

private:
    std::unique_ptr<OtherCi> m_other; // a new one for each test: what a poller that is gone had asked may still arrive
};

void CctrayPollerTest::cleanup()
{
    qInstallMessageHandler(before);
    for (const QString &line : std::as_const(logged)) {
        for (const QByteArray &secret : {password, token, password.toBase64(), QByteArray("s3cret")})
            QVERIFY2(!line.contains(QLatin1StringView(secret)), qPrintable(line));
    }
    m_other.reset();
}

void CctrayPollerTest::aFeedBecomesRuns()
{
    m_other->answer = answerOf("200 OK", feedOf("31", "Failure"));
    Listener listener({optionsFor(m_other->url())});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return !listener.runs.isEmpty(); }));
    QCOMPARE(listener.runs.size(), 1);
    QCOMPARE(listener.runs.first().provider, u"jenkins"_s);
    QCOMPARE(listener.runs.first().project, u"shop/api"_s);
    QCOMPARE(listener.runs.first().state, ci::State::Failed);
    QCOMPARE(listener.health, QStringList{u"jenkins ok"_s});
    QVERIFY(m_other->requests.first().startsWith("GET /cc.xml?key=s3cret HTTP/1.1\r\n"));
    QVERIFY(!m_other->requests.first().contains("Authorization"));
    QCOMPARE(warnings(), 0);
}

void CctrayPollerTest::theSameAnswerTellsNothing()
{
    m_other->answer = answerOf("200 OK", feedOf("31"));
    Listener listener({optionsFor(m_other->url())});
    for (int asked = 1; asked <= 3; ++asked) {
        QVERIFY(waitUntil([&] {
            listener.poller.askAll();
            return m_other->requests.size() > asked;
        }));
    }
    QCOMPARE(listener.signalled, 1);
    m_other->answer = answerOf("200 OK", feedOf("32", "Failure"));
    QVERIFY(waitUntil([&] {
        listener.poller.askAll();
        return listener.signalled == 2;
    }));
    QCOMPARE(listener.runs.last().number, 32);
    QCOMPARE(listener.health.size(), 1);
}

void CctrayPollerTest::whatHasNotChangedIsNotSentAgain()
{
    m_other->send = [this](QTcpSocket &socket) {
        const bool known = m_other->requests.last().contains("\"v1\"");
        socket.write(known ? QByteArray("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
                           : answerOf("200 OK", feedOf("31"),
                                      "ETag: \"v1\"\r\nLast-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\n"));
        socket.disconnectFromHost();
    };
    Listener listener({optionsFor(m_other->url())});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return listener.signalled == 1; }));
    const qsizetype asked = m_other->requests.size();
    QVERIFY(waitUntil([&] {
        listener.poller.askAll();
        return m_other->requests.size() >= asked + 2;
    }));
    QVERIFY(!m_other->requests.first().contains("If-None-Match"));
    QVERIFY(m_other->requests.last().contains("If-None-Match: \"v1\"\r\n"));
    QVERIFY(m_other->requests.last().contains("If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT\r\n"));
    QCOMPARE(listener.signalled, 1);
    QCOMPARE(listener.health, QStringList{u"jenkins ok"_s});
}

void CctrayPollerTest::whatWasNotStoredIsToldAgain()
{
    m_other->answer = answerOf("200 OK", feedOf("31", "Failure"),
                               "ETag: \"v1\"\r\nLast-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\n");
    Listener listener({optionsFor(m_other->url())});
    listener.record = [&listener](const auto &answer) { answer(listener.signalled == 3); };
    QVERIFY(waitUntil([&] {
        listener.poller.askAll();
        return m_other->requests.size() >= 5;
    }));
    QCOMPARE(listener.signalled, 3);
    QCOMPARE(listener.runs.at(2).key, listener.runs.at(0).key);
    QCOMPARE(listener.runs.at(2).attempt, listener.runs.at(0).attempt);
    for (int asked = 0; asked < 3; ++asked) {
        QVERIFY(!m_other->requests.at(asked).contains("If-None-Match"));
        QVERIFY(!m_other->requests.at(asked).contains("If-Modified-Since"));
    }
    QVERIFY(m_other->requests.at(3).contains("If-None-Match: \"v1\"\r\n"));
}

void CctrayPollerTest::itIsNotAskedWhileItsRunsAreStored()
{
    m_other->answer = answerOf("200 OK", feedOf("31"));
    PollOptions options = optionsFor(m_other->url());
    options.every = std::chrono::seconds(1);
    Listener listener({options});
    std::function<void(bool)> answer;
    listener.record = [&answer](const auto &waiting) { answer = waiting; };
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return answer != nullptr; }));
    QElapsedTimer watch;
    watch.start();
    while (watch.elapsed() < 1500) {
        listener.poller.askAll();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    QCOMPARE(m_other->requests.size(), 1);
    answer(false);
    QVERIFY(waitUntil([&] { return listener.signalled == 2; })); // by itself
}

void CctrayPollerTest::itCanEndWhileItsRunsAreStored()
{
    m_other->answer = answerOf("200 OK", feedOf("31"));
    auto listener = std::make_unique<Listener>(QList<PollOptions>{optionsFor(m_other->url())});
    std::function<void(bool)> answer;
    listener->record = [&answer](const auto &waiting) { answer = waiting; };
    listener->poller.askAll();
    QVERIFY(waitUntil([&] { return answer != nullptr; }));
    listener.reset();
    answer(true);
}

void CctrayPollerTest::secretsAreSentAndNotLogged_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("bearer");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray basic = "Authorization: Basic " + ("ada:" + password).toBase64() + "\r\n";
    QTest::newRow("Basic") << QByteArray("ada") << QByteArray() << basic;
    QTest::newRow("Bearer") << QByteArray() << token << "Authorization: Bearer " + token + "\r\n";
}

void CctrayPollerTest::secretsAreSentAndNotLogged()
{
    QFETCH(const QByteArray, expected);
    m_other->answer = answerOf("401 Unauthorized", "<html>", "WWW-Authenticate: Basic realm=\"ci\"\r\n");
    PollOptions options = optionsFor(m_other->url());
    QFETCH(const QByteArray, user);
    QFETCH(const QByteArray, bearer);
    options.user = user;
    options.password = user.isEmpty() ? QByteArray() : password;
    options.token = bearer;
    Listener listener({options});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QCOMPARE(m_other->requests.size(), 1); // and not again after the 401
    QVERIFY2(m_other->requests.first().contains(expected), m_other->requests.first());
    QVERIFY(!m_other->requests.first().contains("ada:"));
    QVERIFY2(listener.health.first().contains(u"401"_s), qPrintable(listener.health.first()));
    QCOMPARE(warnings(), 1);
    m_other->answer = answerOf("500 Internal Server Error", {});
    QVERIFY(waitUntil([&] {
        listener.poller.askAll();
        return listener.health.size() == 2;
    }));
}

void CctrayPollerTest::whatIsNoFeedIsSaidOnce_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("sentence"); // a part of it
    QTest::newRow("403") << answerOf("403 Forbidden", "no") << u"403"_s;
    QTest::newRow("404") << answerOf("404 Not Found", feedOf("1")) << u"404"_s;
    QTest::newRow("429") << answerOf("429 Too Many Requests", {}) << u"too often"_s;
    QTest::newRow("500") << answerOf("500 Internal Server Error", feedOf("1")) << u"500"_s;
    QTest::newRow("503") << answerOf("503 Service Unavailable", {}) << u"503"_s;
    QTest::newRow("304 unasked") << answerOf("304 Not Modified", {}) << u"304"_s;
    QTest::newRow("302 to nowhere") << answerOf("302 Found", {}) << u"302"_s;
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n") << u"empty"_s;
    QTest::newRow("HTML") << answerOf("200 OK", "<!DOCTYPE html><html><body>Sign in") << u"web page"_s;
    QTest::newRow("JSON") << answerOf("200 OK", "{}") << u"JSON"_s;
    QTest::newRow("cut off XML") << answerOf("200 OK", feedOf("1").chopped(20)) << u"not XML"_s;
    QTest::newRow("cut off") << answerOf("200 OK", feedOf("1")).chopped(20) << u"ends the connection"_s;
    QTest::newRow("no HTTP") << QByteArray("220 mail.example.com ESMTP\r\n") << u"it "_s;
}

void CctrayPollerTest::whatIsNoFeedIsSaidOnce()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, sentence);
    m_other->answer = answer;
    Listener listener({optionsFor(m_other->url())});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    const qsizetype requests = m_other->requests.size();
    QVERIFY(waitUntil([&] {
        listener.poller.askAll();
        return m_other->requests.size() >= 3 * requests;
    }));
    QCOMPARE(listener.health.size(), 1);
    QVERIFY2(listener.health.first().startsWith("jenkins not ok: "_L1), qPrintable(listener.health.first()));
    QVERIFY2(listener.health.first().contains(sentence), qPrintable(listener.health.first()));
    QCOMPARE(listener.signalled, 0);
    QCOMPARE(warnings(), 1);
}

void CctrayPollerTest::aFeedThatWorksAgainIsSaid()
{
    m_other->answer = answerOf("500 Internal Server Error", {});
    Listener listener({optionsFor(m_other->url())});
    for (const QByteArray &answer : {answerOf("500 Internal Server Error", {}), answerOf("404 Not Found", {}),
                                     answerOf("200 OK", feedOf("31")), answerOf("500 Internal Server Error", {})}) {
        const qsizetype said = listener.health.size();
        m_other->answer = answer;
        QVERIFY(waitUntil([&] {
            listener.poller.askAll();
            return listener.health.size() == said + 1;
        }));
    }
    QVERIFY(listener.health.at(0).contains(u"500"_s));
    QVERIFY(listener.health.at(1).contains(u"404"_s));
    QCOMPARE(listener.health.at(2), u"jenkins ok"_s);
    QVERIFY(listener.health.at(3).contains(u"500"_s));
    QCOMPARE(logged.filter(u"polling \"jenkins\": it answers"_s).size(), 2); // when it began, each time
}

void CctrayPollerTest::howFeedsStandIsTold()
{
    constexpr TimePoint noon = fromUnixMs(1'795'262'400'000); // 2026-11-21T12:00:00Z
    using std::chrono::minutes;
    PollFigures figures;
    figures.add(u"jenkins"_s);
    figures.add(u"gocd"_s);
    const auto metrics = [&figures] {
        QByteArray out;
        figures.appendMetrics(out);
        return out.sliced(out.indexOf("gauge\n") + 6);
    };
    QCOMPARE(figures.json(), R"([{"name":"jenkins"},{"name":"gocd"}])"_ba);
    QCOMPARE(metrics(), ""_ba);
    figures.note(u"jenkins"_s, true, {}, noon);
    figures.note(u"jenkins"_s, false, u"it answers 500"_s, noon + minutes(3));
    figures.note(u"jenkins"_s, false, u"it answers 404"_s, noon + minutes(5)); // it has not been right since 12:03
    figures.note(u"gocd"_s, true, {}, noon);
    QCOMPARE(figures.json(),
             R"([{"name":"jenkins","ok":false,"since":"2026-11-21T12:03:00.000Z","why":"it answers 404"},)"
             R"({"name":"gocd","ok":true,"since":"2026-11-21T12:00:00.000Z"}])"_ba);
    QCOMPARE(metrics(), "tallywall_poll_up{feed=\"jenkins\"} 0\ntallywall_poll_up{feed=\"gocd\"} 1\n"_ba);
}

void CctrayPollerTest::anEndlessAnswerIsBrokenOff()
{
    qint64 sent = 0;
    m_other->send = [&sent](QTcpSocket &socket) {
        const auto more = [&sent, &socket] {
            if (socket.bytesToWrite() < megabyte / 16)
                sent += socket.write(QByteArray(megabyte / 16, ' '));
        };
        connect(&socket, &QTcpSocket::bytesWritten, &socket, more);
        socket.write("HTTP/1.1 200 OK\r\n\r\n<Projects>");
        more();
    };
    Listener listener({optionsFor(m_other->url())});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QVERIFY2(listener.health.first().contains(u"more than 1048576 bytes"_s), qPrintable(listener.health.first()));
    QVERIFY(waitUntil([this] { return m_other->open == 0; })); // it hung up
    QVERIFY2(sent < 32 * megabyte, qPrintable(QString::number(sent)));
}

void CctrayPollerTest::anAnswerThatGrowsWhenUnpackedIsBrokenOff()
{
    const QByteArray packed = qCompress(QByteArray(64 * megabyte, ' '), 9).sliced(4);
    m_other->answer = answerOf("200 OK", packed, "Content-Encoding: deflate\r\n");
    Listener listener({optionsFor(m_other->url())});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QVERIFY2(listener.health.first().startsWith("jenkins not ok"_L1), qPrintable(listener.health.first()));
    QCOMPARE(listener.signalled, 0);
}

void CctrayPollerTest::aSlowAnswerIsBrokenOff_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<Projects>");
}

void CctrayPollerTest::aSlowAnswerIsBrokenOff()
{
    QFETCH(const QByteArray, beginning);
    // A byte now and then would keep a limit alive that only looks at idle time.
    m_other->send = [&beginning](QTcpSocket &socket) {
        socket.write(beginning);
        auto *drip = new QTimer(&socket);
        connect(drip, &QTimer::timeout, &socket, [&socket] { socket.write(" "); });
        if (!beginning.isEmpty())
            drip->start(20);
    };
    Listener listener({optionsFor(m_other->url())}, {.wholeAnswer = std::chrono::milliseconds(250)});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QCOMPARE(listener.health.first(), u"jenkins not ok: no whole answer within 0.25 s"_s);
    QVERIFY(waitUntil([this] { return m_other->open == 0; }));
}

void CctrayPollerTest::nobodyListens()
{
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost);
    const QString url = u"http://127.0.0.1:%1/cc.xml"_s.arg(closed.serverPort());
    closed.close();
    Listener listener({optionsFor(url)});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QCOMPARE(listener.health.first(), u"jenkins not ok: nobody listens at this address"_s);
}

void CctrayPollerTest::redirectionsWithinTheHostAreFollowed()
{
    m_other->send = [this](QTcpSocket &socket) {
        const bool moved = m_other->requests.last().startsWith("GET /moved");
        socket.write(moved ? answerOf("200 OK", feedOf("31"))
                           : answerOf("302 Found", {}, "Location: /moved/cc.xml\r\n"));
        socket.disconnectFromHost();
    };
    PollOptions options = optionsFor(m_other->url());
    options.token = token;
    Listener listener({options});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return listener.signalled == 1; }));
    QVERIFY(m_other->requests.last().contains("Authorization: Bearer "));

    m_other->send = {};
    m_other->answer = answerOf("302 Found", {}, "Location: /cc.xml\r\n");
    QVERIFY(waitUntil([&] {
        listener.poller.askAll();
        return listener.health.size() == 2;
    }));
    QVERIFY2(listener.health.last().contains(u"redirects again and again"_s), qPrintable(listener.health.last()));
}

void CctrayPollerTest::redirectionsElsewhereAreNot_data()
{
    QTest::addColumn<QByteArray>("target"); // %: the port of another server
    QTest::newRow("another port") << QByteArray("http://127.0.0.1:%/cc.xml");
    QTest::newRow("another name") << QByteArray("http://localhost:%/cc.xml");
    QTest::newRow("without a scheme") << QByteArray("//localhost:%/cc.xml");
    QTest::newRow("a file") << QByteArray("file:///etc/hostname");
    QTest::newRow("another protocol") << QByteArray("ftp://127.0.0.1:%/cc.xml");
}

void CctrayPollerTest::redirectionsElsewhereAreNot()
{
    QFETCH(QByteArray, target);
    OtherCi elsewhere;
    elsewhere.answer = answerOf("200 OK", feedOf("31"));
    target.replace("%", QByteArray::number(elsewhere.serverPort()));
    m_other->answer = answerOf("302 Found", {}, "Location: " + target + "\r\n");
    PollOptions options = optionsFor(m_other->url());
    options.token = token;
    Listener listener({options});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return !listener.health.isEmpty(); }));
    QCOMPARE(elsewhere.requests.size(), 0);
    QCOMPARE(listener.signalled, 0);
    QCOMPARE(listener.health,
             QStringList{u"jenkins not ok: it redirects to another host, or to a less safe address"_s});
}

void CctrayPollerTest::whatIsAsSafe_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("expected");
    QTest::newRow("path") << u"http://ci/b"_s << u"http://ci/a"_s << true;
    QTest::newRow("port that is meant anyway") << u"http://ci:80/b"_s << u"http://ci/a"_s << true;
    QTest::newRow("to https") << u"https://ci/"_s << u"http://ci/"_s << true;
    QTest::newRow("to https, another port") << u"https://ci:8443/"_s << u"http://ci:8080/"_s << true;
    QTest::newRow("capitals") << u"https://CI/"_s << u"https://ci/"_s << true;
    QTest::newRow("from https") << u"http://ci/"_s << u"https://ci/"_s << false;
    QTest::newRow("port") << u"https://ci:8443/"_s << u"https://ci/"_s << false;
    QTest::newRow("host") << u"https://ci.evil/"_s << u"https://ci/"_s << false;
    QTest::newRow("file") << u"file://ci/etc/hostname"_s << u"https://ci/"_s << false;
    QTest::newRow("nothing") << QString() << u"https://ci/"_s << false;
}

void CctrayPollerTest::whatIsAsSafe()
{
    QFETCH(const QString, target);
    QFETCH(const QString, from);
    QTEST(isAsSafe(QUrl(target), QUrl(from)), "expected");
}

void CctrayPollerTest::cookiesAreNotKept()
{
    m_other->answer = answerOf("200 OK", feedOf("31"), "Set-Cookie: session=1; Path=/\r\n");
    Listener listener({optionsFor(m_other->url())});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return listener.signalled == 1; }));
    const qsizetype asked = m_other->requests.size();
    QVERIFY(waitUntil([&] {
        listener.poller.askAll();
        return m_other->requests.size() > asked;
    }));
    QVERIFY(!m_other->requests.last().contains("Cookie"));
}

void CctrayPollerTest::itIsAskedAgainByItself()
{
    m_other->answer = answerOf("200 OK", feedOf("31"));
    PollOptions options = optionsFor(m_other->url());
    options.every = std::chrono::seconds(1);
    Listener listener({options}, {.firstWithin = std::chrono::milliseconds(1)});
    QElapsedTimer watch;
    watch.start();
    listener.poller.start();
    QVERIFY(waitUntil([this] { return m_other->requests.size() >= 2; }));
    QVERIFY2(watch.elapsed() >= 800 && watch.elapsed() < 5000, qPrintable(QString::number(watch.elapsed())));
    QCOMPARE(listener.signalled, 1);
}

void CctrayPollerTest::itIsNeverAskedTwiceAtATime()
{
    QPointer<QTcpSocket> waiting;
    m_other->send = [&waiting](QTcpSocket &socket) { waiting = &socket; };
    Listener listener({optionsFor(m_other->url())});
    listener.poller.start();
    for (int i = 0; i < 20; ++i)
        listener.poller.askAll();
    QVERIFY(waitUntil([&] {
        listener.poller.askAll();
        return waiting != nullptr;
    }));
    for (int i = 0; i < 20; ++i) {
        listener.poller.askAll();
        QCoreApplication::processEvents();
    }
    waiting->write(answerOf("200 OK", feedOf("31")));
    waiting->disconnectFromHost();
    QVERIFY(waitUntil([&] { return listener.signalled == 1; }));
    QCOMPARE(m_other->requests.size(), 1);
    QCOMPARE(m_other->mostOpen, 1);
}

void CctrayPollerTest::feedsDoNotWaitForEachOther()
{
    OtherCi silent;
    m_other->answer = answerOf("200 OK", feedOf("31"));
    PollOptions other = optionsFor(silent.url());
    other.name = u"silent"_s;
    Listener listener({other, optionsFor(m_other->url())});
    listener.poller.askAll();
    QVERIFY(waitUntil([&] { return listener.signalled == 1 && silent.requests.size() == 1; }));
    QCOMPARE(listener.health, QStringList{u"jenkins ok"_s});
}

void CctrayPollerTest::anAddressThatIsNoneIsSaid()
{
    for (const QString &url : {QString(), u"cc.xml"_s, u"file:///etc/hostname"_s, u"http://"_s, u"http://[broken/"_s}) {
        Listener listener({optionsFor(url)}, {.firstWithin = std::chrono::milliseconds(1)});
        listener.poller.start();
        listener.poller.askAll();
        QCOMPARE(listener.health, QStringList{u"jenkins not ok: its address is not one of http or https"_s});
    }
}

void CctrayPollerTest::itCanEndWhileItAsks()
{
    auto listener = std::make_unique<Listener>(QList<PollOptions>{optionsFor(m_other->url())});
    listener->poller.askAll();
    QVERIFY(waitUntil([this] { return m_other->requests.size() == 1; }));
    listener.reset();
    QVERIFY(waitUntil([this] { return m_other->open == 0; }));
}

void CctrayPollerTest::aFeedThatFailsIsAskedLessOften()
{
    using std::chrono::milliseconds;
    using std::chrono::seconds;
    constexpr seconds longest{300};
    QCOMPARE(pauseAfter(0, seconds(30), longest), milliseconds(30'000));
    QCOMPARE(pauseAfter(1, seconds(30), longest), milliseconds(60'000));
    QCOMPARE(pauseAfter(2, seconds(30), longest), milliseconds(120'000));
    QCOMPARE(pauseAfter(4, seconds(30), longest), milliseconds(300'000));
    QCOMPARE(pauseAfter(1'000'000, seconds(30), longest), milliseconds(300'000));
    QCOMPARE(pauseAfter(3, seconds(3600), longest), milliseconds(3'600'000)); // as it was asked for
}

void CctrayPollerTest::itRunsOnTheLoopOfTheServer()
{
    m_other->answer = answerOf("200 OK", feedOf("31"));
    QThread thread;
    if (auto dispatcher = makeServerDispatcher())
        thread.setEventDispatcher(dispatcher.release()); // the thread owns it
    thread.start();
    auto *home = new QObject;
    home->moveToThread(&thread);
    QList<ci::Run> runs;
    QMetaObject::invokeMethod(home, [this, home, &runs] {
        const RecordPoll record = [&runs](const QList<ci::Run> &changed, const std::function<void(bool)> &answer) {
            runs = changed;
            answer(true);
        };
        auto *poller = new CctrayPoller({optionsFor(m_other->url())}, {}, record, {}, home);
        poller->askAll();
    });
    QVERIFY(waitUntil([&runs] { return !runs.isEmpty(); }));
    QMetaObject::invokeMethod(
            home, [home] { delete home; }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(CctrayPollerTest)
#include "cctray_poller_test.moc"
