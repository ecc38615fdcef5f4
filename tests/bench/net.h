// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/clock.h"

#include <sys/epoll.h>

#include <cstdint>
#include <string>
#include <vector>

namespace tallywall::bench {

// A descriptor that is closed with its owner.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) { }
    Descriptor(Descriptor &&other) noexcept;
    Descriptor &operator=(Descriptor &&other) noexcept;
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor();

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

struct Endpoint {
    std::string host; // an IPv4 address
    std::uint16_t port = 0;
};

// Begins to connect, without waiting; the socket is non-blocking and sends without delay. `receiveBuffer` 0: the system's.
// Throws Trouble where it is refused at once.
[[nodiscard]] Descriptor connectTo(const Endpoint &endpoint, int receiveBuffer = 0);
// What became of a connection that was begun: an errno, 0 if it stands.
[[nodiscard]] int connectionError(int fd);

// Makes room for so many descriptors. Throws Trouble where the system does not allow them.
void allowDescriptors(std::size_t count);

// One who wants to hear of a descriptor. It outlives its registration.
class Handler
{
public:
    virtual ~Handler() = default;
    virtual void ready(std::uint32_t events) = 0; // as in epoll_event::events
};

// epoll, edge-triggered: who is told has to read until there is no more.
class Poller
{
public:
    Poller();

    void add(int fd, std::uint32_t events, Handler *handler);
    // Tells whoever is ready; waits for them at most this long. Closing a descriptor ends its registration.
    void wait(Span atMost);

private:
    Descriptor m_epoll;
    std::vector<epoll_event> m_ready;
};

} // namespace tallywall::bench
