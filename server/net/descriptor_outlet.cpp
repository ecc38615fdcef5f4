// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/descriptor_outlet.h"

#include "server/net/descriptor_poll.h"
#include "server/net/limits.h"

#include <QTimer>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace tallywall {

DescriptorOutlet::DescriptorOutlet(int descriptor, Seat seat, DescriptorPoll &poll)
    : m_descriptor(descriptor), m_seat(std::move(seat)), m_poll(&poll)
{
    if (!poll.add(m_descriptor, this))
        QMetaObject::invokeMethod(this, &DescriptorOutlet::abort, Qt::QueuedConnection);
}

DescriptorOutlet::~DescriptorOutlet()
{
    blockSignals(true);
    abort();
}

void DescriptorOutlet::keepRest(const QByteArray &bytes, qsizetype sent)
{
    if (m_descriptor < 0 || m_ending)
        return;
    if (m_waiting.isEmpty()) {
        m_sent = sent;
        watchWriting(true);
    }
    m_waiting.append(bytes);
    m_waitingBytes += bytes.size() - sent;
}

void DescriptorOutlet::watchWriting(bool wanted)
{
    if (m_poll)
        m_poll->watchWriting(m_descriptor, wanted);
}

void DescriptorOutlet::react(quint32 events)
{
    if ((events & EPOLLERR) != 0 || ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)) != 0 && clientIsGone())) {
        abort();
        return;
    }
    if ((events & EPOLLOUT) != 0)
        sendWaiting();
}

// Reads past what the client sends, to come to its end.
bool DescriptorOutlet::clientIsGone() const
{
    std::array<char, 4096> ignored; // NOLINT: never looked at
    const auto got = ::recv(m_descriptor, ignored.data(), ignored.size(), MSG_DONTWAIT);
    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

void DescriptorOutlet::sendWaiting()
{
    const qint64 before = m_waitingBytes;
    while (!m_waiting.isEmpty()) {
        std::array<iovec, 64> pieces{};
        const auto count = std::min<std::size_t>(pieces.size(), static_cast<std::size_t>(m_waiting.size()));
        std::size_t offered = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const QByteArray &bytes = m_waiting.at(static_cast<qsizetype>(i));
            const qsizetype from = i == 0 ? m_sent : 0;
            pieces.at(i) = {const_cast<char *>(bytes.constData()) + from,
                            static_cast<std::size_t>(bytes.size() - from)};
            offered += pieces.at(i).iov_len;
        }
        msghdr message{};
        message.msg_iov = pieces.data();
        message.msg_iovlen = count;
        const auto sent = ::sendmsg(m_descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent <= 0)
            break; // full; or gone, which epoll tells
        forget(static_cast<qsizetype>(sent));
        if (static_cast<std::size_t>(sent) < offered)
            break;
    }
    if (m_waiting.isEmpty()) {
        watchWriting(false);
        if (m_ending) {
            abort();
            return;
        }
    }
    if (m_waitingBytes < before)
        Q_EMIT drained();
}

void DescriptorOutlet::forget(qsizetype sent)
{
    m_waitingBytes -= sent;
    sent += std::exchange(m_sent, 0);
    while (!m_waiting.isEmpty() && sent >= m_waiting.constFirst().size()) {
        sent -= m_waiting.constFirst().size();
        m_waiting.removeFirst();
    }
    m_sent = sent;
}

void DescriptorOutlet::end()
{
    if (m_waiting.isEmpty()) {
        abort();
        return;
    }
    m_ending = true;
    QTimer::singleShot(Limits::timeToDrain, this, &DescriptorOutlet::abort);
}

void DescriptorOutlet::abort()
{
    const int descriptor = std::exchange(m_descriptor, -1);
    if (descriptor < 0)
        return;
    if (m_poll)
        m_poll->remove(descriptor);
    ::close(descriptor);
    m_waiting.clear();
    m_waitingBytes = 0;
    Q_EMIT closed();
}

} // namespace tallywall
