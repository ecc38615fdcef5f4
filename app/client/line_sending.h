// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_options.h"
#include "app/client/event_poster.h"
#include "app/client/line_file.h"
#include "app/client/waiting_lines.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tallywall {

class Terminal;

// Sends each line of a file as one event, in their order: over one connection, each request when the one before it is answered,
// and in each request all lines that wait (WaitingLines). So a line that comes alone goes at once, and at most the lines of one
// request are uncertain when something breaks. Tells how far it is once a second.
class LineSending : public QObject
{
    Q_OBJECT

public:
    // All have to live longer.
    LineSending(const SendOptions &options, LineFile &lines, EventPoster &poster, Terminal &terminal);

    void start();
    void stop(); // after the lines that are under way

Q_SIGNALS:
    void finished(int exitCode);

private:
    void step();
    void fill();
    [[nodiscard]] WaitingLine ready(const Line &line) const;
    void refuse(const QString &why);
    void fail(const QString &why);
    void leaveOut(const QString &why); // the first line that waits
    void endOfInput();
    void tellProgress();
    [[nodiscard]] QString linesUnderWay() const; // "lines 3 to 7"
    [[nodiscard]] qint64 nextLine() const;       // the first one that is not done with
    void stopAtLine(qint64 number);              // the rest is not tried
    void endBefore(qint64 number);               // it was interrupted
    void end(int exitCode, const QString &how = {});

    const SendOptions &m_options;
    LineFile &m_lines;
    EventPoster &m_poster;
    Terminal &m_terminal;
    QTimer m_everySecond;
    QElapsedTimer m_sinceProgress;
    WaitingLines m_waiting;
    qint64 m_next = 1; // the line to be read
    qint64 m_sent = 0;
    qint64 m_sentBefore = 0; // when progress was told last
    qint64 m_leftOut = 0;
    bool m_isStopping = false;
    bool m_isDone = false;
};

} // namespace tallywall
