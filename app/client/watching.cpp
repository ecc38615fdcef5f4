// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/watching.h"

#include "app/client/json_line.h"
#include "app/client/terminal.h"
#include "app/exit_codes.h"
#include "core/json.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 readAhead = 256 * 1024; // bytes of the stream, past which the wall has to wait
constexpr qsizetype maxBody = 64 * 1024; // of a summary, or of a refusal

} // namespace

Watching::Watching(const WatchOptions &options, WallClient &wall, Terminal &terminal)
    : m_options(options)
    , m_wall(wall)
    , m_terminal(terminal)
    , m_reader(options.since)
    , m_outputClosed(STDOUT_FILENO, QSocketNotifier::Exception)
{
    m_again.setSingleShot(true);
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(untilHead);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_reply)
            m_reply->abort(); // what is connected to its end follows
    });
    connect(&m_again, &QTimer::timeout, this, &Watching::open);
    connect(&m_outputClosed, &QSocketNotifier::activated, this, [this] { end(exitDone); });
}

void Watching::start()
{
    if (m_reader.lastId().isEmpty())
        askWhereItStands();
    else
        open();
}

// So that a connection lost before its first event can be made again without a gap, too.
void Watching::askWhereItStands()
{
    m_body.clear();
    m_reply = m_wall.get(u"/summary"_s, {}, longestSilence);
    m_reply->setReadBufferSize(readAhead);
    m_deadline.start();
    connect(m_reply.get(), &QNetworkReply::readyRead, this, [this] {
        m_body.append(m_reply->readAll());
        if (m_body.size() > maxBody)
            lose(problemOf(*m_reply, {}));
    });
    connect(m_reply.get(), &QNetworkReply::finished, this, &Watching::learnWhereItStands);
}

void Watching::learnWhereItStands()
{
    m_body.append(m_reply->readAll());
    const auto summary = parseJsonObject(m_body.first(std::min(m_body.size(), maxBody)));
    if (statusOf(*m_reply) != 200 || !summary || !summary->contains("last_id"_L1)) {
        lose(problemOf(*m_reply, m_body));
        return;
    }
    m_reader = SseReader(QByteArray::number(summary->value("last_id"_L1).toInteger()));
    open();
}

void Watching::open()
{
    QString path = u"/events"_s;
    if (!m_options.filter.all)
        path += u"?collection="_s + QString::fromLatin1(m_options.filter.collections.join(','));
    m_body.clear();
    m_reply = m_wall.get(path, m_reader.lastId(), longestSilence);
    m_reply->setReadBufferSize(readAhead);
    m_deadline.start();
    connect(m_reply.get(), &QNetworkReply::metaDataChanged, &m_deadline, &QTimer::stop);
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &Watching::read);
    connect(m_reply.get(), &QNetworkReply::finished, this, [this] {
        read();
        if (!m_isDone && m_reply) {
            const QString why = whyNoStream();
            lose(why.isEmpty() ? u"the connection was lost"_s : why);
        }
    });
}

QString Watching::whyNoStream() const
{
    const QByteArray type = m_reply->rawHeader("Content-Type").toLower();
    return statusOf(*m_reply) == 200 && type.startsWith("text/event-stream") ? QString() : problemOf(*m_reply, m_body);
}

void Watching::read()
{
    const QByteArray bytes = m_reply->readAll();
    if (!whyNoStream().isEmpty()) {
        m_body.append(bytes);
        if (m_body.size() > maxBody)
            lose(whyNoStream());
        return;
    }
    m_wasOpen = true;
    const QList<SseEvent> events = m_reader.read(bytes);
    if (m_reader.hasSpoken())
        notice();
    for (const SseEvent &event : events) {
        if (!print(event))
            return;
    }
    if (m_reader.overflowed())
        lose(u"it sent an event of more than %1 bytes"_s.arg(SseReader::maxEvent));
}

void Watching::notice()
{
    if (std::exchange(m_failures, 0) > 0)
        m_terminal.say(u"%1: connected again"_s.arg(m_wall.address()));
}

bool Watching::print(const SseEvent &event)
{
    const bool isTaken = m_terminal.print(m_options.dataOnly ? dataLine(event.data) : jsonLine(event.data));
    if (isTaken && ++m_printed != m_options.count)
        return true;
    end(exitDone);
    return false;
}

void Watching::lose(const QString &why)
{
    m_deadline.stop();
    m_reply.reset();
    const QString sentence = m_wall.address() + u": "_s + why;
    if (!m_wasOpen) {
        m_terminal.say(sentence);
        end(exitUsage);
        return;
    }
    if (m_failures++ == 0)
        m_terminal.say(sentence + u"; trying again"_s);
    const auto asked = std::chrono::milliseconds(m_reader.retry().value_or(1000));
    m_reader = SseReader(m_reader.lastId());
    m_again.start(std::min<std::chrono::milliseconds>(
            std::max<std::chrono::milliseconds>(asked, 100ms) * (1 << std::min(m_failures - 1, 5)), longestPause));
}

void Watching::end(int exitCode)
{
    m_isDone = true;
    m_deadline.stop();
    m_outputClosed.setEnabled(false);
    m_again.stop();
    m_reply.reset();
    Q_EMIT finished(exitCode);
}

} // namespace tallywall
