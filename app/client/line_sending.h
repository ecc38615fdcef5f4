// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_options.h"
#include "app/client/event_poster.h"
#include "app/client/line_file.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tallywall {

class Terminal;

// {"collection":…,"type":…,"data":…} as POST /notify takes it.
[[nodiscard]] QByteArray notificationJson(const Notification &event, const QByteArray &data);

// Sends each line of a file as one event: one after the other over one connection, the next when the one before it is stored, so
// that their order is kept and at most one of them is uncertain when something breaks. Tells how far it is once a second.
class LineSending : public QObject
{
    Q_OBJECT

public:
    // All have to live longer.
    LineSending(const SendOptions &options, LineFile &lines, EventPoster &poster, Terminal &terminal);

    void start();
    void stop(); // after the line that is under way

Q_SIGNALS:
    void finished(int exitCode);

private:
    void step();
    void take(const Line &line);
    void leaveOut(const QString &why); // the line that was taken last
    void tellProgress();
    void stopAtLine(); // that was taken last: the rest is not tried
    void end(int exitCode, const QString &how = {});

    const SendOptions &m_options;
    LineFile &m_lines;
    EventPoster &m_poster;
    Terminal &m_terminal;
    QTimer m_everySecond;
    QElapsedTimer m_sinceProgress;
    qint64 m_lineNumber = 0; // of the line that was taken last
    qint64 m_sent = 0;
    qint64 m_sentBefore = 0; // when progress was told last
    qint64 m_leftOut = 0;
    bool m_isUnderWay = false; // a line is
    bool m_isStopping = false;
    bool m_isDone = false;
};

} // namespace tallywall
