// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/watching.h"

#include "app/client/json_line.h"
#include "app/client/terminal.h"
#include "app/exit_codes.h"
#include "core/feed/event.h"
#include "core/follow/followed_event.h"
#include "core/json.h"
#include "server/clock.h"

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
    if (isOfAnotherStore()) {
        beginAnew();
        return;
    }
    if (m_reader.hasSpoken())
        notice();
    for (const SseEvent &event : events) {
        if (!take(event))
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

bool Watching::isOfAnotherStore()
{
    const QByteArray named = m_reply->rawHeader(storeField);
    const QByteArray store = named.isEmpty() ? m_reader.store() : named;
    if (!isStoreName(store))
        return false;
    const QByteArray before = std::exchange(m_store, store);
    return !before.isEmpty() && before != store;
}

void Watching::beginAnew()
{
    m_terminal.say(u"%1: it was begun anew, or is another wall than before: all that it has comes now"_s.arg(
            m_wall.address()));
    const auto wait = pause(); // two walls may take turns at one address
    m_deadline.stop();
    m_reply.reset();
    m_reader = SseReader("0"_ba);
    const Event gap{EventId::None, "feed"_ba, "gap"_ba, currentTime(), R"({"missed":null})"_ba};
    if (m_options.dataOnly || print(envelope(gap)))
        m_again.start(wait);
}

bool Watching::take(const SseEvent &event)
{
    const bool isGap = memberLine(event.data, "collection") == R"("feed")"_ba
            && memberLine(event.data, "type") == R"("gap")"_ba;
    std::optional<QByteArray> line = m_options.dataOnly ? memberLine(event.data, "data") : jsonLine(event.data);
    if (isGap && m_options.dataOnly) {
        tellGap(memberLine(line.value_or(QByteArray()), "missed"));
        return true;
    }
    if (!line) {
        m_terminal.say(u"%1: an event that is not understood is left out"_s.arg(m_wall.address()));
        return true;
    }
    if (!print(line->isEmpty() ? "null"_ba : *line))
        return false;
    if (isGap || ++m_printed != m_options.count)
        return true;
    end(exitDone);
    return false;
}

bool Watching::print(const QByteArray &line)
{
    if (m_terminal.print(line))
        return true;
    end(exitDone);
    return false;
}

void Watching::tellGap(const std::optional<QByteArray> &missed)
{
    bool isNumber = false;
    const qint64 count = missed.value_or(QByteArray()).toLongLong(&isNumber);
    const QString events = isNumber ? u"%1 events"_s.arg(count) : u"events"_s;
    m_terminal.say(u"%1: %2 may be missing here: it no longer keeps them, or its log is another one than before"_s.arg(
            m_wall.address(), events));
}

std::chrono::milliseconds Watching::pause() const
{
    return std::clamp<std::chrono::milliseconds>(std::chrono::milliseconds(m_reader.retry().value_or(1000)), 100ms,
                                                 longestPause);
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
    const auto wait = pause() * (1 << std::min(m_failures - 1, 5));
    m_reader = SseReader(m_reader.lastId());
    m_again.start(std::min<std::chrono::milliseconds>(wait, longestPause));
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
