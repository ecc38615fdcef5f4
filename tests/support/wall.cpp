// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/wall.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace tallywall::test {

using namespace Qt::StringLiterals;

QByteArray Answer::field(const QByteArray &name) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&name](const auto &one) {
        return one.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == fields.end() ? QByteArray() : found->second;
}

QJsonObject Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString Answer::detail() const
{
    return json().value("detail"_L1).toString();
}

bool HttpClient::connected()
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        return true;
    m_received.clear();
    m_socket.abort();
    m_socket.connectToHost(m_host, m_port);
    return m_socket.waitForConnected(10'000);
}

bool HttpClient::send(const QByteArray &bytes)
{
    if (!connected())
        return false;
    m_socket.write(bytes);
    return m_socket.flush() || m_socket.bytesToWrite() == 0;
}

Answer HttpClient::ask(const QByteArray &method, const QByteArray &path, const QByteArray &body, const Fields &fields)
{
    const auto has = [&fields](QByteArrayView name) {
        return std::any_of(fields.begin(), fields.end(), [name](const auto &one) { return one.first == name; });
    };
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\n";
    if (!has("Host"))
        request += "Host: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    if (!body.isEmpty() && !has("Content-Type"))
        request += "Content-Type: application/json\r\n";
    if (!body.isEmpty() || method == "POST" || method == "PUT")
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const auto &[name, value] : fields)
        request += name + ": " + value + "\r\n";
    if (!send(request + "\r\n" + body))
        return {};
    return receive(std::chrono::seconds(15), method != "HEAD");
}

Answer HttpClient::receive(std::chrono::milliseconds atMost, bool hasBody)
{
    QElapsedTimer timer;
    timer.start();
    Answer answer;
    qsizetype head = -1;
    qsizetype length = 0;
    while (true) {
        if (head < 0 && (head = m_received.indexOf("\r\n\r\n")) >= 0) {
            const auto lines = m_received.first(head).split('\n');
            answer.status = lines.constFirst().split(' ').value(1).toInt();
            for (qsizetype i = 1; i < lines.size(); ++i) {
                const qsizetype colon = lines.at(i).indexOf(':');
                answer.fields.append({lines.at(i).first(colon), lines.at(i).sliced(colon + 1).trimmed()});
            }
            length = hasBody ? answer.field("Content-Length").toLongLong() : 0;
        }
        if (head >= 0 && m_received.size() >= head + 4 + length) {
            answer.body = m_received.mid(head + 4, length);
            m_received.remove(0, head + 4 + length);
            return answer;
        }
        const auto left = atMost.count() - timer.elapsed();
        if (left <= 0 || (!m_socket.waitForReadyRead(static_cast<int>(left)) && m_socket.bytesAvailable() == 0))
            return {};
        m_received += m_socket.readAll();
    }
}

QByteArray HttpClient::readUntil(const QByteArray &until, std::chrono::milliseconds atMost)
{
    QElapsedTimer timer;
    timer.start();
    while (until.isEmpty() || !m_received.contains(until)) {
        const auto left = atMost.count() - timer.elapsed();
        if (left <= 0 || (!m_socket.waitForReadyRead(static_cast<int>(left)) && m_socket.bytesAvailable() == 0))
            break;
        m_received += m_socket.readAll();
    }
    return std::exchange(m_received, {});
}

bool HttpClient::waitForClose(std::chrono::milliseconds atMost)
{
    readUntil({}, atMost);
    return m_socket.state() == QAbstractSocket::UnconnectedState;
}

void HttpClient::close()
{
    m_socket.abort();
    m_received.clear();
}

Ended runToEnd(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    if (!environment.isEmpty())
        process.setProcessEnvironment(environment);
    process.start(qEnvironmentVariable("TALLYWALL_BINARY"), arguments);
    const bool ended = process.waitForFinished(10'000) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

Wall::Wall(const QStringList &options) : m_options(options)
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
}

Wall::~Wall()
{
    kill();
}

bool Wall::start()
{
    m_process.start(qEnvironmentVariable("TALLYWALL_BINARY"),
                    QStringList{u"--headless"_s, u"--listen"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port),
                                u"--data"_s, m_data.path()}
                            + m_options);
    QByteArray line;
    while (!line.contains('\n') && m_process.waitForReadyRead(20'000))
        line += m_process.readAllStandardOutput();
    if (!line.startsWith("listening on http"))
        return false;
    m_port = static_cast<quint16>(line.trimmed().split(':').constLast().toUInt());
    return m_port != 0;
}

bool Wall::stop()
{
    m_process.terminate();
    return (m_process.state() == QProcess::NotRunning || m_process.waitForFinished(10'000))
            && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

qint64 Wall::residentBytes() const
{
    constexpr qint64 page = 4096;
    QFile memory(u"/proc/%1/statm"_s.arg(m_process.processId()));
    return memory.open(QIODevice::ReadOnly) ? memory.readAll().split(' ').value(1).toLongLong() * page : -1;
}

qsizetype Wall::sockets() const
{
    const QFileInfoList descriptors = QDir(u"/proc/%1/fd"_s.arg(m_process.processId()))
                                              .entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    return std::count_if(descriptors.begin(), descriptors.end(),
                         [](const QFileInfo &descriptor) { return descriptor.symLinkTarget().contains("socket:"_L1); });
}

void Wall::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(10'000);
}

QString Wall::url(const QString &path) const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port) + path;
}

QByteArray Wall::token() const
{
    QFile file(m_data.path() + u"/token"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

Answer Wall::ask(const QByteArray &method, const QByteArray &path, const QByteArray &body, const Fields &fields) const
{
    return client().ask(method, path, body, fields);
}

} // namespace tallywall::test
