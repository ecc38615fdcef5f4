// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/publisher.h"

#include "tests/bench/trouble.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace tallywall::bench {

namespace {

// The size of the whole answer that these bytes begin with; 0 while it is not complete.
std::size_t answerSize(const AnswerHead &head, std::string_view bytes)
{
    if (!head.chunked)
        return bytes.size() - head.size < head.length ? 0 : head.size + head.length;
    Dechunker dechunker;
    std::string_view rest = bytes.substr(head.size);
    while (!rest.empty() && !dechunker.ended() && !dechunker.broken())
        (void)dechunker.take(rest);
    return dechunker.ended() || dechunker.broken() ? bytes.size() - rest.size() : 0;
}

} // namespace

RequestTemplate requestTemplate(const Options &options)
{
    const bool posts = options.get.empty();
    RequestTemplate request;
    std::string body;
    if (posts) {
        std::size_t from = 0;
        for (auto at = options.body.find("%m"); at != std::string::npos; at = options.body.find("%m", from)) {
            body.append(options.body, from, at - from);
            request.marks.push_back(body.size());
            body.append(Marker::size, '0');
            from = at + 2;
        }
        body.append(options.body, from);
    }
    std::string &bytes = request.bytes;
    bytes.append(posts ? "POST " + options.post : "GET " + options.get).append(" HTTP/1.1\r\nHost: ");
    bytes.append(options.host).append(":").append(std::to_string(options.port)).append("\r\n");
    for (const std::string &field : options.fields)
        bytes.append(field).append("\r\n");
    if (posts) {
        bytes.append("Content-Type: ").append(options.type).append("\r\nContent-Length: ");
        bytes.append(std::to_string(body.size())).append("\r\n");
    }
    bytes.append("\r\n");
    for (std::size_t &mark : request.marks)
        mark += bytes.size();
    bytes.append(body);
    return request;
}

Publisher::Publisher(Desk &desk, std::function<void(Publisher &)> freed)
    : m_desk(desk), m_freed(std::move(freed)), m_request(desk.request.bytes)
{ }

void Publisher::connect()
{
    m_connected = false;
    m_socket = connectTo(m_desk.endpoint);
    m_desk.poller.add(m_socket.get(), EPOLLIN | EPOLLOUT | EPOLLRDHUP, this);
}

void Publisher::post(std::uint64_t number, Instant due)
{
    for (const std::size_t mark : m_desk.request.marks)
        m_desk.marker.write(m_request.data() + mark, number);
    const Posted::Times times{number, due, Clock::now()};
    m_desk.posted.add(times);
    m_underWay.push_back(times);
    ++m_desk.underWay;
    ssize_t sent = 0;
    if (m_unsent.empty())
        sent = std::max<ssize_t>(0, ::send(m_socket.get(), m_request.data(), m_request.size(), MSG_NOSIGNAL));
    if (static_cast<std::size_t>(sent) < m_request.size())
        m_unsent.append(m_request, static_cast<std::size_t>(sent)); // epoll tells when there is room
}

void Publisher::ready(std::uint32_t events)
{
    if (!m_connected) {
        if (const int error = connectionError(m_socket.get()); error != 0) {
            throw Trouble("no connection to " + m_desk.endpoint.host + ":" + std::to_string(m_desk.endpoint.port) + ": "
                          + std::strerror(error));
        }
        m_connected = (events & EPOLLOUT) != 0;
        if (m_connected)
            offer();
    } else if ((events & EPOLLOUT) != 0) {
        flush();
    }
    read(events);
}

void Publisher::offer()
{
    while (isFree()) {
        const std::size_t before = m_underWay.size();
        m_freed(*this);
        if (m_underWay.size() == before)
            return;
    }
}

void Publisher::flush()
{
    while (!m_unsent.empty()) {
        const ssize_t sent = ::send(m_socket.get(), m_unsent.data(), m_unsent.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        m_unsent.erase(0, static_cast<std::size_t>(sent));
    }
}

void Publisher::read(std::uint32_t events)
{
    auto &buffer = m_desk.buffer;
    // A short read means that there was no more, and epoll tells when there is; but the end is told only once.
    const bool ends = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    while (true) {
        const ssize_t size = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && errno == EAGAIN)
            return;
        if (size <= 0) {
            reconnect();
            return;
        }
        const Instant now = Clock::now();
        const std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
        if (m_received.empty()) {
            m_received.assign(bytes.substr(takeAnswers(bytes, now)));
        } else {
            m_received.append(bytes);
            m_received.erase(0, takeAnswers(m_received, now));
        }
        offer();
        if (bytes.size() < buffer.size() && !ends)
            return;
    }
}

std::size_t Publisher::takeAnswers(std::string_view bytes, Instant now)
{
    std::size_t done = 0;
    while (!m_underWay.empty()) {
        const std::string_view rest = bytes.substr(done);
        const auto head = answerHead(rest);
        const std::size_t size = head ? answerSize(*head, rest) : 0;
        if (size == 0)
            break;
        takeAnswer(head->status, rest.substr(0, size), now);
        done += size;
    }
    return done;
}

void Publisher::takeAnswer(int status, std::string_view answer, Instant now)
{
    if (status >= 200 && status < 300)
        ++m_desk.good;
    else if (++m_desk.refused == 1)
        m_desk.refusal = answer.substr(0, 300);
    if (m_desk.measures) {
        m_desk.fromSent.add(now - m_underWay.front().sent);
        m_desk.fromDue.add(now - m_underWay.front().due);
    }
    m_desk.lastAnswer = now;
    m_underWay.pop_front();
    --m_desk.underWay;
}

void Publisher::reconnect()
{
    m_desk.unanswered += m_underWay.size();
    m_desk.underWay -= m_underWay.size();
    m_underWay.clear();
    m_unsent.clear();
    m_received.clear();
    connect();
}

} // namespace tallywall::bench
