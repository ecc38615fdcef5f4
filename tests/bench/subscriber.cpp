// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/subscriber.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace tallywall::bench {

namespace {

constexpr std::size_t maxHead = 65536;

// The id at the start of an envelope; empty where there is none.
std::string_view idOfEnvelope(std::string_view message)
{
    constexpr std::string_view start = "{\"id\":";
    if (!message.starts_with(start))
        return {};
    message.remove_prefix(start.size());
    return message.substr(0, message.find_first_not_of("0123456789"));
}

} // namespace

std::string subscription(const Options &options, const std::string &lastId)
{
    const bool isWebSocket = options.protocol == Protocol::WebSocket;
    std::string path = options.subscribe;
    if (isWebSocket && !lastId.empty())
        path.append(path.find('?') == std::string::npos ? "?since=" : "&since=").append(lastId);
    std::string request = "GET " + path + " HTTP/1.1\r\nHost: " + options.host + ":" + std::to_string(options.port)
            + "\r\n";
    for (const std::string &field : options.fields)
        request.append(field).append("\r\n");
    if (isWebSocket) {
        request.append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGFsbHl3YWxsLWJlbmNoIQ==\r\n");
    } else if (options.protocol == Protocol::Sse) {
        request.append("Accept: text/event-stream\r\n");
        if (!lastId.empty())
            request.append("Last-Event-ID: ").append(lastId).append("\r\n");
    }
    return request.append("\r\n");
}

Subscriber::Subscriber(Audience &audience) : m_audience(audience) { }

void Subscriber::connect(const Endpoint &endpoint, std::string request)
{
    switch (m_audience.protocol) {
    case Protocol::Sse: m_parser.emplace<SseParser>(); break;
    case Protocol::WebSocket: m_parser.emplace<WebSocketParser>(); break;
    case Protocol::Listen: m_parser.emplace<LineParser>(); break;
    }
    m_dechunker = {};
    m_head = std::move(request);
    m_state = State::Connecting;
    m_socket = connectTo(endpoint);
    m_audience.poller.add(m_socket.get(), EPOLLIN | EPOLLOUT | EPOLLRDHUP, this);
}

void Subscriber::leave()
{
    if (m_greeted)
        --m_audience.greeted;
    m_greeted = false;
    m_state = State::Away;
    m_socket = Descriptor();
}

void Subscriber::ready(std::uint32_t events)
{
    if (m_state == State::Connecting && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0)
        ask();
    if (m_state == State::Head || m_state == State::Stream)
        read(events);
}

void Subscriber::ask()
{
    if (const int error = connectionError(m_socket.get()); error != 0) {
        fail(std::string("no connection: ") + std::strerror(error));
        return;
    }
    m_state = State::Head;
    send(m_head);
    m_head.clear();
    if (m_audience.greeting == Greeting::Nothing)
        greet();
}

void Subscriber::read(std::uint32_t events)
{
    auto &buffer = m_audience.buffer;
    // A short read means that there was no more, and epoll tells when there is; but the end is told only once.
    const bool ends = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    while (m_socket.isOpen()) {
        const ssize_t size = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && errno == EAGAIN)
            return;
        if (size <= 0) {
            end(m_audience.closed);
            return;
        }
        m_now = Clock::now();
        take({buffer.data(), static_cast<std::size_t>(size)});
        if (static_cast<std::size_t>(size) < buffer.size() && !ends)
            return;
    }
}

void Subscriber::take(std::string_view bytes)
{
    if (m_state == State::Head)
        bytes = takeHead(bytes);
    if (m_state != State::Stream || bytes.empty())
        return;
    if (!m_greeted)
        greet();
    if (!m_chunked) {
        takeStream(bytes);
        return;
    }
    while (!bytes.empty() && !m_dechunker.ended() && !m_dechunker.broken())
        takeStream(m_dechunker.take(bytes));
    if (m_dechunker.broken())
        fail("the chunks of the answer are wrong");
    else if (m_dechunker.ended())
        end(m_audience.closed);
}

// Returns what stands behind the head.
std::string_view Subscriber::takeHead(std::string_view bytes)
{
    const std::size_t before = m_head.size();
    m_head.append(bytes);
    const auto head = answerHead(m_head);
    if (!head) {
        if (m_head.size() > maxHead)
            fail("the head of the answer does not end");
        return {};
    }
    if (head->status != (m_audience.protocol == Protocol::WebSocket ? 101 : 200)) {
        fail("answered " + std::to_string(head->status));
        return {};
    }
    m_chunked = head->chunked;
    m_state = State::Stream;
    std::string().swap(m_head);
    if (m_audience.greeting == Greeting::Head)
        greet();
    if (!m_audience.hello.empty())
        send(clientFrame(Opcode::Text, m_audience.hello));
    return bytes.substr(head->size - before);
}

void Subscriber::takeStream(std::string_view bytes)
{
    const bool broken = std::visit(
            [this, bytes](auto &parser) {
                parser.feed(bytes, *this);
                return parser.broken();
            },
            m_parser);
    if (broken)
        fail("the stream breaks its protocol");
}

void Subscriber::greet()
{
    if (!m_greeted)
        ++m_audience.greeted;
    m_greeted = true;
}

void Subscriber::end(int &counter)
{
    if (m_state == State::Away)
        return;
    ++counter;
    leave();
}

void Subscriber::fail(std::string reason)
{
    if (m_audience.reason.empty())
        m_audience.reason = std::move(reason);
    end(m_audience.broken);
}

// Only what fits into an empty socket buffer is ever sent.
void Subscriber::send(std::string_view bytes)
{
    if (::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
        fail(std::string("a request could not be sent: ") + std::strerror(errno));
}

void Subscriber::received(std::string_view message)
{
    std::size_t at = 0;
    while (const auto number = m_audience.marker.next(message, at)) {
        if (m_arrivals.take(*number) != Arrivals::Kind::First)
            continue;
        ++m_audience.deliveries;
        m_audience.lastDelivery = m_now;
        if (*number == m_audience.awaited)
            ++m_audience.haveAwaited;
        const Posted::Times *times = m_audience.measures ? m_audience.posted.find(*number) : nullptr;
        if (times) {
            m_audience.fromSent.add(m_now - times->sent);
            m_audience.fromDue.add(m_now - times->due);
        }
    }
    if (m_audience.protocol == Protocol::WebSocket) {
        if (const auto id = idOfEnvelope(message); !id.empty())
            m_lastId = id;
    }
}

void Subscriber::received(std::string_view message, std::string_view id)
{
    received(message);
    if (!id.empty())
        m_lastId = id;
}

void Subscriber::pinged(std::string_view payload)
{
    send(clientFrame(Opcode::Pong, payload));
}

void Subscriber::closed()
{
    send(clientFrame(Opcode::Close, {}));
    end(m_audience.closed);
}

} // namespace tallywall::bench
