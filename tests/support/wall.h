// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <chrono>
#include <utility>

namespace tallywall::test {

// What a server answered.
struct Answer {
    int status = 0; // 0: none came
    QList<std::pair<QByteArray, QByteArray>> fields;
    QByteArray body;

    [[nodiscard]] QByteArray field(const QByteArray &name) const; // without case
    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QString detail() const; // of a problem document
};

using Fields = QList<std::pair<QByteArray, QByteArray>>;

// One HTTP connection to loopback, over a bare socket, so that a test sees the bytes as they are.
class HttpClient
{
public:
    explicit HttpClient(quint16 port, const QHostAddress &host = QHostAddress(QHostAddress::LocalHost))
        : m_host(host), m_port(port)
    { }

    // Sends one request and waits for its whole answer; the connection is kept for the next one. A body without a
    // Content-Type among `fields` goes as application/json.
    Answer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
               const Fields &fields = {});

    // Raw bytes, and the answers that come to them.
    [[nodiscard]] bool send(const QByteArray &bytes);
    Answer receive(std::chrono::milliseconds atMost = std::chrono::seconds(15), bool hasBody = true);
    // Everything that comes until the server closes, or until `until` is contained.
    QByteArray readUntil(const QByteArray &until, std::chrono::milliseconds atMost = std::chrono::seconds(15));
    [[nodiscard]] bool waitForClose(std::chrono::milliseconds atMost = std::chrono::seconds(15));
    void close();

private:
    [[nodiscard]] bool connected();

    QHostAddress m_host;
    quint16 m_port;
    QTcpSocket m_socket;
    QByteArray m_received;
};

// A run of the program that ends by itself; code -1 if it did not within ten seconds.
struct Ended {
    int code = -1;
    QByteArray out;
    QByteArray err;
};
[[nodiscard]] Ended runToEnd(const QStringList &arguments, const QProcessEnvironment &environment = {});

// The real program, headless, on loopback, with one port and one data folder through all its starts. Killed at the end.
class Wall
{
public:
    // Further options of the command line; --headless, --port, --data and --listen are given.
    explicit Wall(const QStringList &options = {});
    ~Wall();

    [[nodiscard]] bool start(); // waits for the ready line
    [[nodiscard]] bool stop();  // SIGTERM; whether it ended with exit code 0 in time
    void kill();                // SIGKILL

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString url(const QString &path = {}) const;
    [[nodiscard]] QString dataFolder() const { return m_data.path(); }
    [[nodiscard]] QByteArray token() const;
    [[nodiscard]] QProcess &process() { return m_process; }
    [[nodiscard]] qint64 residentBytes() const; // the memory it has now; -1 where that cannot be told
    [[nodiscard]] qsizetype sockets() const;    // its descriptors that are some; files it opens whenever it likes
    [[nodiscard]] HttpClient client() const { return HttpClient(m_port); } // a new connection
    Answer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
               const Fields &fields = {}) const;

private:
    QStringList m_options;
    QTemporaryDir m_data;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace tallywall::test
