// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/client/client_program.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace tallywall::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ClientProgram::ClientProgram(const QStringList &arguments, const QStringList &variables)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"QT_QPA_PLATFORM"_s, u"TALLYWALL_TO"_s, u"TALLYWALL_TOKEN"_s})
        environment.remove(name);
    for (const QString &one : variables)
        environment.insert(one.section(u'=', 0, 0), one.section(u'=', 1));
    process.setProcessEnvironment(environment);
    process.setProgram(qEnvironmentVariable("TALLYWALL_BINARY"));
    process.setArguments(arguments);
    QObject::connect(&process, &QProcess::readyReadStandardOutput, &process,
                     [this] { m_out += process.readAllStandardOutput(); });
    QObject::connect(&process, &QProcess::readyReadStandardError, &process,
                     [this] { m_errors += process.readAllStandardError(); });
}

ClientProgram::~ClientProgram()
{
    process.kill();
    process.waitForFinished(10'000);
}

QByteArrayList ClientProgram::lines() const
{
    QByteArrayList all = m_out.split('\n');
    all.removeLast();
    return all;
}

bool ClientProgram::waitForEnd(std::chrono::milliseconds atMost)
{
    return waitUntil([this] { return process.state() == QProcess::NotRunning; }, atMost);
}

int ClientProgram::code() const
{
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QStringList sending(const QString &url, const QStringList &options)
{
    return QStringList{u"send"_s, u"--to"_s, url, u"--collection"_s, u"orders"_s, u"--type"_s, u"created"_s} + options;
}

QStringList watching(const QString &url, const QStringList &options)
{
    return QStringList{u"watch"_s, u"--to"_s, url} + options;
}

bool isWatched(const Wall &wall)
{
    const QDeadlineTimer deadline(std::chrono::seconds(15));
    while (metric(wall, "tallywall_subscribers{kind=\"sse\"}") != 1) {
        if (deadline.hasExpired())
            return false;
    }
    return true;
}

bool notify(const Wall &wall, const QByteArray &collection, int number)
{
    return wall.ask("POST", "/notify",
                    R"({"collection":")" + collection + R"(","type":"created","data":{"n":)"
                            + QByteArray::number(number) + "}}")
                   .status
            == 201;
}

QList<int> numbersOf(const QByteArrayList &envelopes)
{
    QList<int> numbers;
    for (const QByteArray &line : envelopes)
        numbers << QJsonDocument::fromJson(line)["data"_L1]["n"_L1].toInt(-1);
    return numbers;
}

bool runWith(ClientProgram &program, const QByteArray &input)
{
    program.process.start();
    program.process.write(input);
    program.process.closeWriteChannel();
    return program.waitForEnd(5min);
}

ScriptedServer::ScriptedServer(const QByteArrayList &answers) : m_answers(answers)
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    });
    listen(QHostAddress::LocalHost);
}

QByteArray ScriptedServer::answer(const QByteArray &status, const QByteArray &body, const QByteArray &fields)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n"
            + body;
}

void ScriptedServer::read(QTcpSocket *socket)
{
    static const QRegularExpression length(u"content-length: *(\\d+)"_s, QRegularExpression::CaseInsensitiveOption);
    QByteArray &received = m_received[socket];
    received += socket->readAll();
    while (true) {
        const qsizetype head = received.indexOf("\r\n\r\n");
        const auto match = length.match(QString::fromLatin1(received.first(std::max<qsizetype>(0, head))));
        const qsizetype whole = head + 4 + match.captured(1).toLongLong();
        if (head < 0 || received.size() < whole)
            return;
        m_requests << received.first(whole);
        received.remove(0, whole);
        socket->write(m_answers.size() > 1 ? m_answers.takeFirst() : m_answers.constFirst());
    }
}

} // namespace tallywall::test
