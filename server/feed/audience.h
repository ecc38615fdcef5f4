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
// list of descriptors: with thousands of them it is the memory touched on the way that costs.
//
// A batch goes out in slices, so that thousands of sends keep nobody else waiting. Subscribers may come and go in between: who
// comes does not get the batch under way, and who goes has got it before. Server thread.
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

    // A batch for each of those who are here now; the one before has gone out.
    void begin(QByteArrayList pieces);
    // Sends it to at most so many more of them, in one write where it is one piece, and takes what it used off `budget`: one for
    // each, and one more for every 16 KiB. Those whose outbox cannot take it are added to `tooSlow`. True once all have it.
    [[nodiscard]] bool send(int &budget, std::vector<Subscriber *> &tooSlow);

private:
    struct Place {
        int direct = -1;
        quint32 batch = 0; // the last one that went here
        Subscriber *subscriber = nullptr;
    };

    [[nodiscard]] bool send(Place &place);

    Taste m_taste;
    std::vector<Place> m_places;
    QByteArrayList m_pieces; // of the batch under way
    int m_cost = 1;          // of sending it to one of them
    quint32 m_batch = 0;     // its number
    std::size_t m_left = 0;  // the places before this one have it still to come
};

} // namespace tallywall
