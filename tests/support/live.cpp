// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/live.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>

namespace tallywall::test {

using namespace Qt::StringLiterals;

bool waitUntil(const std::function<bool()> &holds, std::chrono::milliseconds atMost)
{
    const QDeadlineTimer deadline(atMost);
    QTimer end; // wakes the loop where nothing happens
    end.start(atMost);
    while (!holds()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

QList<qint64> idsOf(const QList<LiveEvent> &events)
{
    QList<qint64> ids;
    for (const LiveEvent &event : events) {
        if (event.id != 0)
            ids.append(event.id);
    }
    return ids;
}

EventStream::EventStream(quint16 port, const QByteArray &target, const Fields &fields, QObject *parent)
    : QObject(parent)
{
    QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n";
    for (const auto &[name, value] : fields)
        request += name + ": " + value + "\r\n";
    connect(&m_socket, &QTcpSocket::connected, this, [this, request] { m_socket.write(request + "\r\n"); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &EventStream::read);
    connect(&m_socket, &QTcpSocket::disconnected, this, &EventStream::received);
    m_socket.connectToHost(QHostAddress::LocalHost, port);
}

void EventStream::read()
{
    m_received += m_socket.readAll();
    if (m_head.status == 0)
        takeHead();
    if (m_head.status == 0)
        return;
    if (!m_isSse) {
        m_text += m_received;
        m_received.clear();
    } else {
        qsizetype from = 0;
        for (qsizetype end = m_received.indexOf("\n\n"); end >= 0; end = m_received.indexOf("\n\n", from)) {
            takeBlock(m_received.mid(from, end - from));
            from = end + 2;
        }
        m_text += QByteArrayView(m_received).first(from);
        m_received.remove(0, from);
    }
    Q_EMIT received();
}

void EventStream::takeHead()
{
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const auto lines = m_received.first(end).split('\n');
    m_head.status = lines.constFirst().split(' ').value(1).toInt();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines.at(i).indexOf(':');
        m_head.fields.append({lines.at(i).first(colon), lines.at(i).sliced(colon + 1).trimmed()});
    }
    m_isSse = m_head.field("Content-Type").startsWith("text/event-stream");
    m_received.remove(0, end + 4);
}

void EventStream::takeBlock(const QByteArray &block)
{
    LiveEvent event;
    QByteArray data;
    for (const QByteArray &line : block.split('\n')) {
        if (line.startsWith("id: "))
            event.id = line.mid(4).toLongLong();
        else if (line.startsWith("data: "))
            data += line.mid(6);
    }
    if (data.isEmpty())
        return;
    event.envelope = QJsonDocument::fromJson(data).object();
    event.collection = event.envelope.value("collection"_L1).toString();
    event.type = event.envelope.value("type"_L1).toString();
    event.data = event.envelope.value("data"_L1).toObject();
    if (event.id != 0)
        m_lastId = event.id;
    m_events.append(event);
}

SocketListener::SocketListener(const Wall &wall, const QString &query)
{
    connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        (message.contains("collection"_L1) ? events : answers).append(message);
        if (message.contains("id"_L1))
            ids.append(message.value("id"_L1).toInteger());
    });
    socket.open(QUrl(u"ws://127.0.0.1:%1/ws%2"_s.arg(wall.port()).arg(query)));
}

bool SocketListener::say(const QByteArray &text)
{
    const QString ping = u"{\"ping\":1}"_s;
    socket.sendTextMessage(QString::fromUtf8(text));
    socket.sendTextMessage(ping);
    m_pings += QString::fromUtf8(text) == ping ? 2 : 1;
    return waitUntil([this] {
        return std::count_if(answers.begin(), answers.end(),
                             [](const QJsonObject &one) { return one.contains("pong"_L1); })
                >= m_pings;
    });
}

QString SocketListener::error() const
{
    return answers.value(answers.size() - 2).value("error"_L1).toString();
}

Writer::Writer(quint16 port, QString prefix, QObject *parent) : QObject(parent), m_prefix(std::move(prefix))
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &Writer::read);
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        if (m_left > 0)
            post();
    });
    m_socket.connectToHost(QHostAddress::LocalHost, port);
}

void Writer::start(int count)
{
    m_left = count;
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        post();
}

void Writer::post()
{
    ++m_sent;
    const QByteArray body = QJsonDocument(QJsonObject{{u"name"_s, m_prefix + u' ' + QString::number(m_sent)},
                                                      {u"time"_s, m_sent}})
                                    .toJson(QJsonDocument::Compact);
    m_socket.write("POST /results HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                   + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void Writer::read()
{
    m_received += m_socket.readAll();
    const qsizetype head = m_received.indexOf("\r\n\r\n");
    const qsizetype field = m_received.indexOf("Content-Length: ");
    if (head < 0 || field < 0)
        return;
    const qsizetype length = m_received.mid(field + 16, m_received.indexOf('\r', field) - field - 16).toInt();
    if (m_received.size() < head + 4 + length)
        return;
    const QJsonObject record = QJsonDocument::fromJson(m_received.mid(head + 4, length)).object();
    if (m_received.startsWith("HTTP/1.1 201"))
        m_acknowledged.insert(record.value("name"_L1).toString(), record.value("id"_L1).toInteger());
    m_received.remove(0, head + 4 + length);
    Q_EMIT progressed();
    if (--m_left > 0)
        post();
    else
        Q_EMIT finished();
}

double metric(const Wall &wall, const QByteArray &name)
{
    const auto lines = wall.ask("GET", "/metrics").body.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name + ' '))
            return line.mid(name.size() + 1).toDouble();
    }
    return -1;
}

} // namespace tallywall::test
