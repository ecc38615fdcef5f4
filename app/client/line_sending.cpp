// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/line_sending.h"

#include "app/client/json_line.h"
#include "app/client/notification_json.h"
#include "app/client/terminal.h"
#include "app/exit_codes.h"
#include "ui/text/format.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool beginsNested(const QByteArray &text)
{
    return text.startsWith('{') || text.startsWith('[');
}

} // namespace

LineSending::LineSending(const SendOptions &options, LineFile &lines, EventPoster &poster, Terminal &terminal)
    : m_options(options), m_lines(lines), m_poster(poster), m_terminal(terminal)
{
    connect(&m_lines, &LineFile::changed, this, &LineSending::step);
    connect(&m_poster, &EventPoster::taken, this, [this] {
        m_sent += m_waiting.underWay();
        m_waiting.taken();
        step();
    });
    connect(&m_poster, &EventPoster::refused, this, &LineSending::refuse);
    connect(&m_poster, &EventPoster::failed, this, &LineSending::fail);
    connect(&m_poster, &EventPoster::waits, this, [this] {
        if (m_isStopping)
            stop();
    });
    connect(&m_everySecond, &QTimer::timeout, this, &LineSending::tellProgress);
}

void LineSending::start()
{
    m_sinceProgress.start();
    if (m_terminal.isTerminal() || m_options.progress)
        m_everySecond.start(1s);
    step();
}

void LineSending::stop()
{
    m_isStopping = true;
    if (m_poster.isWaiting()) {
        m_poster.giveUp();
        if (m_poster.mayHaveArrived())
            m_terminal.say(u"it is not known whether %1 arrived"_s.arg(linesUnderWay()));
        endBefore(nextLine());
    }
    step();
}

void LineSending::step()
{
    while (m_waiting.underWay() == 0 && !m_isDone) {
        if (m_isStopping) {
            endBefore(nextLine());
            return;
        }
        fill();
        if (m_waiting.isEmpty() && !m_lines.isAtEnd())
            return;
        if (m_waiting.isEmpty())
            endOfInput();
        else if (m_waiting.first().problem.isEmpty())
            m_poster.post(m_waiting.sendNext());
        else
            leaveOut(m_waiting.first().problem);
    }
}

// With what is there: nothing waits for more.
void LineSending::fill()
{
    while (!m_waiting.isFull()) {
        const auto line = m_lines.take();
        if (!line)
            return;
        m_next = line->number + 1;
        if (line->number >= m_options.from)
            m_waiting.append(ready(*line));
    }
}

WaitingLine LineSending::ready(const Line &line) const
{
    QString problem = line.isTooLong ? u"it has more than %1 bytes"_s.arg(LineReader::maxLine) : jsonProblem(line.text);
    if (!problem.isEmpty()) {
        const bool isFirst = m_sent == 0 && m_leftOut == 0 && m_waiting.isEmpty();
        if (isFirst && beginsNested(line.text)) // as the one value of many lines does
            problem += u". Each line is an event of its own: \"jq -c .\" makes one line of each value"_s;
        return {line.number, {}, problem};
    }
    const QByteArray event = notificationJson(m_options.event, line.text);
    problem = sizeProblem(event);
    return {line.number, problem.isEmpty() ? event : QByteArray(), problem};
}

void LineSending::endOfInput()
{
    if (!m_lines.error().isEmpty()) {
        m_terminal.say(u"the input cannot be read further: %1"_s.arg(m_lines.error()));
        end(exitFailed);
    } else if (m_options.from > m_next) {
        m_terminal.say(u"there is no line %1: the input ends before line %2"_s.arg(m_options.from).arg(m_next));
        end(exitFailed);
    } else {
        end(m_leftOut == 0 ? exitDone : exitFailed);
    }
}

void LineSending::refuse(const QString &why)
{
    if (m_waiting.underWay() == 1)
        leaveOut(why);
    else
        m_waiting.splitNext(); // it may be one of them alone
    step();
}

void LineSending::fail(const QString &why)
{
    if (m_poster.mayHaveArrived())
        m_terminal.say(u"it is not known whether %1 arrived: %2"_s.arg(linesUnderWay(), why));
    else
        m_terminal.say(
                u"%1 %2 not sent: %3"_s.arg(linesUnderWay(), m_waiting.underWay() == 1 ? u"was"_s : u"were"_s, why));
    stopAtLine(m_waiting.first().number);
}

QString LineSending::linesUnderWay() const
{
    const qint64 first = m_waiting.first().number;
    return m_waiting.underWay() == 1 ? u"line %1"_s.arg(first)
                                     : u"lines %1 to %2"_s.arg(first).arg(m_waiting.lastUnderWay().number);
}

void LineSending::leaveOut(const QString &why)
{
    const qint64 number = m_waiting.first().number;
    m_terminal.say(u"line %1: %2"_s.arg(number).arg(why));
    m_waiting.removeFirst();
    if (m_options.keepGoing)
        ++m_leftOut;
    else
        stopAtLine(number);
}

void LineSending::tellProgress()
{
    const double seconds = double(m_sinceProgress.restart()) / 1000;
    const double rate = seconds > 0 ? double(m_sent - m_sentBefore) / seconds : 0;
    m_sentBefore = m_sent;
    const auto share = m_lines.percentRead();
    m_terminal.showProgress(u"%1 sent, %2/s"_s.arg(formatCount(m_sent), formatRate(rate))
                            + (share ? u", %1 %"_s.arg(*share) : QString()));
}

qint64 LineSending::nextLine() const
{
    return m_waiting.isEmpty() ? std::max(m_next, m_options.from) : m_waiting.first().number;
}

void LineSending::stopAtLine(qint64 number)
{
    end(exitFailed, u"; stopped at line %1, go on there with --from %1"_s.arg(number));
}

void LineSending::endBefore(qint64 number)
{
    end(exitInterrupted, u"; stopped before line %1, go on there with --from %1"_s.arg(number));
}

void LineSending::end(int exitCode, const QString &how)
{
    m_isDone = true;
    m_everySecond.stop();
    const QString leftOut = m_leftOut == 0 ? QString() : u", %1 left out"_s.arg(formatCount(m_leftOut));
    m_terminal.say(u"%1 sent%2%3"_s.arg(formatCount(m_sent), leftOut, how));
    Q_EMIT finished(exitCode);
}

} // namespace tallywall
