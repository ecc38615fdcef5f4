// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/line_sending.h"

#include "app/client/json_line.h"
#include "app/client/terminal.h"
#include "app/exit_codes.h"
#include "core/json_object_writer.h"
#include "ui/text/format.h"

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QByteArray notificationJson(const Notification &event, const QByteArray &data)
{
    QByteArray out;
    JsonObjectWriter writer(out);
    writer.word("collection", event.collection);
    appendJsonUtf8(writer.begin("type"), event.type);
    if (!data.isEmpty())
        writer.begin("data").append(data);
    if (event.keep == Notification::Keep::Ephemeral)
        writer.flag("store", false);
    writer.end();
    return out;
}

LineSending::LineSending(const SendOptions &options, LineFile &lines, EventPoster &poster, Terminal &terminal)
    : m_options(options), m_lines(lines), m_poster(poster), m_terminal(terminal)
{
    connect(&m_lines, &LineFile::changed, this, &LineSending::step);
    connect(&m_poster, &EventPoster::taken, this, [this] {
        ++m_sent;
        m_isUnderWay = false;
        step();
    });
    connect(&m_poster, &EventPoster::refused, this, [this](const QString &why) {
        m_isUnderWay = false;
        leaveOut(why);
        step();
    });
    connect(&m_poster, &EventPoster::failed, this, [this](const QString &why) {
        m_terminal.say(u"line %1 was not sent: %2"_s.arg(m_lineNumber).arg(why));
        stopAtLine();
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
    if (m_isUnderWay && m_poster.isWaiting()) {
        m_poster.giveUp();
        m_isUnderWay = false;
    }
    step();
}

void LineSending::step()
{
    while (!m_isUnderWay && !m_isDone) {
        if (m_isStopping) {
            end(exitInterrupted);
        } else if (const auto line = m_lines.take()) {
            take(*line);
        } else if (!m_lines.isAtEnd()) {
            return;
        } else if (!m_lines.error().isEmpty()) {
            m_terminal.say(u"the input cannot be read further: %1"_s.arg(m_lines.error()));
            end(exitFailed);
        } else {
            end(m_leftOut == 0 ? exitDone : exitFailed);
        }
    }
}

void LineSending::take(const Line &line)
{
    m_lineNumber = line.number;
    const QString problem = line.isTooLong ? u"it has more than %1 bytes"_s.arg(LineReader::maxLine)
                                           : jsonProblem(line.text);
    if (!problem.isEmpty()) {
        leaveOut(problem);
        return;
    }
    m_isUnderWay = true;
    m_poster.post(notificationJson(m_options.event, line.text));
}

void LineSending::leaveOut(const QString &why)
{
    m_terminal.say(u"line %1: %2"_s.arg(m_lineNumber).arg(why));
    if (m_options.keepGoing)
        ++m_leftOut;
    else
        stopAtLine();
}

void LineSending::tellProgress()
{
    const double seconds = double(m_sinceProgress.restart()) / 1000;
    const double rate = seconds > 0 ? double(m_sent - m_sentBefore) / seconds : 0;
    m_sentBefore = m_sent;
    m_terminal.showProgress(u"%1 sent, %2/s"_s.arg(formatCount(m_sent), formatRate(rate)));
}

void LineSending::stopAtLine()
{
    end(exitFailed, u"; stopped at line %1"_s.arg(m_lineNumber));
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
