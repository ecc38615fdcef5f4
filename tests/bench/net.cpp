// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/net.h"

#include "tests/bench/trouble.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tallywall::bench {

Descriptor::Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) { }

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    Descriptor gone(std::exchange(other.m_fd, -1));
    return *this;
}

Descriptor::~Descriptor()
{
    if (isOpen())
        ::close(m_fd);
}

Descriptor connectTo(const Endpoint &endpoint, int receiveBuffer)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(endpoint.port);
    if (::inet_pton(AF_INET, endpoint.host.c_str(), &address.sin_addr) != 1)
        throw Trouble("\"" + endpoint.host + "\" is no IPv4 address");
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (receiveBuffer > 0)
        ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof generic);
    if (::connect(socket.get(), &generic, sizeof generic) != 0 && errno != EINPROGRESS) {
        throw Trouble("no connection to " + endpoint.host + ":" + std::to_string(endpoint.port) + ": "
                      + std::strerror(errno));
    }
    return socket;
}

int connectionError(int fd)
{
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

void allowDescriptors(std::size_t count)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < count) {
        throw Trouble("this needs " + std::to_string(count) + " open files, and the system allows "
                      + std::to_string(limit.rlim_cur) + " (ulimit -Hn)");
    }
}

Poller::Poller() : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_ready(512) { }

void Poller::add(int fd, std::uint32_t events, Handler *handler)
{
    epoll_event event{};
    event.events = events | EPOLLET;
    event.data.ptr = handler;
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) != 0)
        throw Trouble(std::string("epoll refuses a socket: ") + std::strerror(errno));
}

void Poller::wait(Span atMost)
{
    const auto ns = std::max<Span::rep>(atMost.count(), 0);
    const timespec timeout{.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
    const int count = ::epoll_pwait2(m_epoll.get(), m_ready.data(), static_cast<int>(m_ready.size()), &timeout,
                                     nullptr);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = m_ready[static_cast<std::size_t>(i)];
        static_cast<Handler *>(event.data.ptr)->ready(event.events);
    }
}

} // namespace tallywall::bench
