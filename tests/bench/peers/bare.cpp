// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// tallywall-bench-bare PORT: sends and does nothing else. Who GETs is kept; what is POSTed goes to all who are kept, and is
// answered. It understands no HTTP, keeps nothing and bounds nothing: no server can be expected to be faster than the kernel
// lets this be. A request has to come in one piece, as those of tallywall-bench do.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view greeting = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nretry: 1000\n\n";
constexpr std::string_view created = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

int listenOn(std::uint16_t port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const int on = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof generic);
    return ::bind(listener, &generic, sizeof generic) == 0 && ::listen(listener, 4096) == 0 ? listener : -1;
}

void put(int to, std::string_view bytes)
{
    (void)::send(to, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

class Bare
{
public:
    explicit Bare(int listener) : m_listener(listener) { watch(listener); }

    void run()
    {
        std::array<epoll_event, 512> ready{};
        while (true) {
            const int count = ::epoll_wait(m_epoll, ready.data(), static_cast<int>(ready.size()), -1);
            for (int i = 0; i < count; ++i) {
                const int fd = ready.at(static_cast<std::size_t>(i)).data.fd;
                if (fd == m_listener)
                    accept();
                else
                    serve(fd);
            }
        }
    }

private:
    void watch(int fd) const
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    }

    void accept() const
    {
        const int on = 1;
        for (int fd = 0; (fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(fd);
        }
    }

    void serve(int fd)
    {
        const ssize_t size = ::read(fd, m_buffer.data(), m_buffer.size());
        if (size <= 0) {
            std::erase(m_kept, fd);
            ::close(fd);
            return;
        }
        const std::string_view request(m_buffer.data(), static_cast<std::size_t>(size));
        const auto body = request.find("\r\n\r\n");
        if (request.starts_with("GET ")) {
            put(fd, greeting);
            m_kept.push_back(fd);
        } else if (body != std::string_view::npos) {
            put(fd, created);
            m_message.assign("data: ").append(request.substr(body + 4)).append("\n\n");
            for (const int one : m_kept)
                put(one, m_message);
        }
    }

    int m_listener;
    int m_epoll = ::epoll_create1(0);
    std::vector<int> m_kept;
    std::vector<char> m_buffer = std::vector<char>(65536);
    std::string m_message;
};

} // namespace

int main(int count, char **words)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    const int port = count == 2 ? std::atoi(words[1]) : 0;
    const int listener = port > 0 && port < 65536 ? listenOn(static_cast<std::uint16_t>(port)) : -1;
    if (listener < 0) {
        (void)std::fputs("tallywall-bench-bare PORT: a free port is needed\n", stderr);
        return 2;
    }
    Bare(listener).run();
}
