// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QString>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace tallywall::test {

// The HTTP server of somebody else, on loopback, which answers what a test makes it answer; one request a connection.
class OtherServer : public QTcpServer
{
    Q_OBJECT

public:
    OtherServer();

    [[nodiscard]] QString url(const QString &target) const;

    // What it sends for the next requests, as it stands; nothing keeps them waiting.
    QByteArray answer;
    std::function<void(QTcpSocket &)> send; // instead of `answer`
    QByteArrayList requests;
    int open = 0; // questions without an answer yet
    int mostOpen = 0;

private:
    void read(QTcpSocket &socket);
};

[[nodiscard]] QByteArray answerOf(const QByteArray &status, const QByteArray &body, const QByteArray &fields = {});

} // namespace tallywall::test
