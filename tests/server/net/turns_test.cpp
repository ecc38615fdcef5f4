// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Connections take turns: one that sends many requests at once does not keep the others waiting until all are carried out.
#include "server/net/http_figures.h"
#include "server/net/listener.h"

#include <QTcpSocket>
#include <QtTest>

using namespace tallywall;

namespace {

constexpr int many = 50;

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

} // namespace

class TurnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void manyRequestsAtOnceLetOthersThrough();

private:
    [[nodiscard]] ConnectionRules rules();

    QByteArrayList m_carriedOut; // the paths, in their order
    HttpFigures m_figures;
};

void TurnsTest::init()
{
    m_carriedOut.clear();
}

// Each request takes a while.
ConnectionRules TurnsTest::rules()
{
    ConnectionRules rules;
    rules.admit = [](const RequestHead &, const QHostAddress &) { return Result<qint64>(0); };
    rules.dispatch = [this](const Request &request, const Responder &responder) {
        QTest::qSleep(5);
        m_carriedOut.append(request.head.path().toByteArray());
        responder.send(Response{});
    };
    return rules;
}

void TurnsTest::manyRequestsAtOnceLetOthersThrough()
{
    Listener listener(rules(), m_figures);
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    QTcpSocket greedy;
    QTcpSocket modest;
    for (QTcpSocket *socket : {&greedy, &modest}) {
        socket->connectToHost(QHostAddress::LocalHost, listener.serverPort());
        QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
    }
    QTRY_COMPARE(listener.clients(), 2);
    greedy.write(get("/greedy").repeated(many));
    QVERIFY(greedy.flush());
    modest.write(get("/modest"));
    QVERIFY(modest.flush());
    QTRY_COMPARE(m_carriedOut.size(), many + 1);
    QVERIFY2(m_carriedOut.indexOf("/modest") < many / 2, m_carriedOut.join(' '));
}

QTEST_GUILESS_MAIN(TurnsTest)
#include "turns_test.moc"
