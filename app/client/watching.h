// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/wall_client.h"
#include "core/feed/sse_reader.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

namespace tallywall {

class Terminal;

// Prints the events of a wall as they come. The first connection has to work; one that is lost later is made again for ever, with
// the id of the last event, so that nothing that is kept is missed. Where its store is another one then, that id means nothing
// there: a gap is told, and all that the new one has. It reads no faster than its output is taken, and ends once nobody takes it
// any more.
class Watching : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds longestSilence{60}; // a wall sends something every 15
    static constexpr std::chrono::seconds longestPause{30};
    static constexpr std::chrono::seconds untilHead{30}; // of an answer; a summary comes whole within it

    // `wall` and `terminal` have to live longer.
    Watching(const WatchOptions &options, WallClient &wall, Terminal &terminal);

    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    void askWhereItStands();
    void learnWhereItStands();
    void open();
    [[nodiscard]] QString whyNoStream() const; // empty where it is one
    void read();
    void notice(); // a sign of life
    [[nodiscard]] bool isOfAnotherStore();
    void beginAnew();
    [[nodiscard]] bool take(const SseEvent &event);        // false: it ends here…
    [[nodiscard]] bool print(const QByteArray &line);      // …since nobody reads any further
    void tellGap(const std::optional<QByteArray> &missed); // how many, as JSON
    [[nodiscard]] std::chrono::milliseconds pause() const; // before it is asked again
    void lose(const QString &why);
    void end(int exitCode);

    WatchOptions m_options;
    WallClient &m_wall;
    Terminal &m_terminal;
    SseReader m_reader;
    ReplyOwner m_reply;
    QTimer m_again;
    QTimer m_deadline;
    QSocketNotifier m_outputClosed; // a pipe that nobody reads is in a state of error (poll(2), POLLERR)
    QByteArray m_body;              // of an answer that is no stream
    QByteArray m_store;             // that the ids are of; empty: not known
    qint64 m_printed = 0;
    int m_failures = 0; // in a row, without a sign of life between them
    bool m_wasOpen = false;
    bool m_isDone = false;
};

} // namespace tallywall
