// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/live.h"

#include <QTcpServer>

namespace tallywall::test {

// `tallywall send …` or `tallywall watch …`, of which the test sees each line as it comes.
class ClientProgram
{
public:
    // `variables`: "TALLYWALL_TOKEN=…"
    explicit ClientProgram(const QStringList &arguments, const QStringList &variables = {});
    ~ClientProgram();

    [[nodiscard]] QByteArrayList lines() const; // whole ones on standard output, so far
    [[nodiscard]] const QByteArray &errors() const { return m_errors; }
    [[nodiscard]] bool waitForEnd(std::chrono::milliseconds atMost = std::chrono::seconds(30));
    [[nodiscard]] int code() const; // -1 where it did not end by itself

    QProcess process;

private:
    QByteArray m_out;
    QByteArray m_errors;
};

// The arguments of a `tallywall send` to this address, in collection "orders" with type "created".
[[nodiscard]] QStringList sending(const QString &url, const QStringList &options = {});

// The arguments of a `tallywall watch` of this address.
[[nodiscard]] QStringList watching(const QString &url, const QStringList &options = {});

// Asks again and again until one stream of the wall is open.
[[nodiscard]] bool isWatched(const Wall &wall);

// Whether an event of this collection with {"n":NUMBER} was stored; and these numbers of what `watch` printed, -1 for none.
[[nodiscard]] bool notify(const Wall &wall, const QByteArray &collection, int number);
[[nodiscard]] QList<int> numbersOf(const QByteArrayList &envelopes);

// Runs it to its end with this standard input.
[[nodiscard]] bool runWith(ClientProgram &program, const QByteArray &input);

// A server that gives the prepared answers, one for each request and the last one for all that follow; it keeps what was asked.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT

public:
    explicit ScriptedServer(const QByteArrayList &answers);

    // "HTTP/1.1 STATUS" with these fields (each with its line end) and this body
    [[nodiscard]] static QByteArray answer(const QByteArray &status, const QByteArray &body = {},
                                           const QByteArray &fields = {});

    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    [[nodiscard]] const QByteArrayList &requests() const { return m_requests; }

private:
    void read(QTcpSocket *socket);

    QByteArrayList m_answers;
    QByteArrayList m_requests; // heads and bodies
    QHash<QTcpSocket *, QByteArray> m_received;
};

} // namespace tallywall::test
