// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stalled.h"

#include "tests/bench/subscriber.h"
#include "tests/bench/trouble.h"

#include <poll.h>
#include <sys/socket.h>

namespace tallywall::bench {

using namespace std::chrono_literals;

namespace {

// Whether this came in time.
bool comes(int fd, short events, std::chrono::milliseconds inTime)
{
    pollfd wanted{.fd = fd, .events = events, .revents = 0};
    return ::poll(&wanted, 1, static_cast<int>(inTime.count())) == 1;
}

} // namespace

void Stalled::connect(const Options &options)
{
    const std::string request = subscription(options, {});
    for (int i = 0; i < options.stalled; ++i) {
        m_sockets.push_back(connectTo({options.host, options.port}, 4096));
        const int fd = m_sockets.back().get();
        if (!comes(fd, POLLOUT, 1s) || connectionError(fd) != 0
            || ::send(fd, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
            throw Trouble("a subscriber that is not to read could not connect");
    }
}

int Stalled::closedByServer()
{
    int closed = 0;
    std::vector<char> buffer(1'048'576);
    for (const Descriptor &socket : m_sockets) {
        const Instant end = Clock::now() + 1s;
        ssize_t size = 1;
        while (size > 0 && Clock::now() < end && comes(socket.get(), POLLIN, 200ms))
            size = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
        closed += size <= 0 ? 1 : 0;
    }
    return closed;
}

} // namespace tallywall::bench
