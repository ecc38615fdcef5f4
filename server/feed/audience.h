// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/filter.h"
#include "server/feed/encoding.h"

#include <QByteArrayList>

#include <vector>

namespace tallywall {

class Subscriber;

// What subscribers that are served with the same bytes have in common.
struct Taste {
    Format format = Format::Sse;
    Filter filter;

    friend bool operator<(const Taste &a, const Taste &b)
    {
        return a.format != b.format ? a.format < b.format : a.filter < b.filter;
    }
};

// The live subscribers of one taste. To those for whom nothing waits the bytes go straight to the kernel, along one compact
// list of descriptors: with thousands of them it is the memory touched on the way that costs. Server thread.
class Audience
{
public:
    explicit Audience(Taste taste) : m_taste(std::move(taste)) { }
    Q_DISABLE_COPY_MOVE(Audience)

    [[nodiscard]] const Taste &taste() const { return m_taste; }
    [[nodiscard]] std::size_t size() const { return m_places.size(); }

    void add(Subscriber &subscriber);
    void remove(Subscriber &subscriber);
    // The descriptor to which a subscriber's bytes may go directly; -1: by way of its outbox.
    void setDirect(const Subscriber &subscriber, int descriptor);

    // A batch for each of them, in one write where it is one piece. Those whose outbox cannot take it are added to `tooSlow`.
    void send(const QByteArrayList &pieces, std::vector<Subscriber *> &tooSlow);

private:
    struct Place {
        int direct = -1;
        Subscriber *subscriber = nullptr;
    };

    void send(const Place &place, const QByteArray &bytes, std::vector<Subscriber *> &tooSlow);

    Taste m_taste;
    std::vector<Place> m_places;
};

} // namespace tallywall
