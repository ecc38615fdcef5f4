// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace tallywall::bench {

using Clock = std::chrono::steady_clock;

// Posts webhooks at an even pace: pipelines that begin, and end. Lives in a thread of its own, so that a busy window does not
// hold it up.
class Poster : public QObject
{
    Q_OBJECT

public:
    Poster(quint16 port, int perSecond, int count) : m_port(port), m_perSecond(perSecond), m_count(count) { }

    void start();

Q_SIGNALS:
    // The last byte of a webhook is about to be sent.
    void posting(qint64 number, const QByteArray &status, qint64 atNs);
    void finished();

private:
    void post();

    quint16 m_port;
    int m_perSecond;
    int m_count;
    int m_posted = 0;
    QTcpSocket *m_socket = nullptr;
    QTimer *m_due = nullptr;
};

} // namespace tallywall::bench
