// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/feed/audience.h"

#include <QHash>
#include <QList>

#include <map>
#include <memory>

namespace tallywall {

// All audiences, found by their taste and by what they want to hear of: an event of a collection costs those nothing who did
// not ask for it. Server thread.
class Audiences
{
public:
    void join(Subscriber &subscriber);
    void leave(Subscriber &subscriber); // where it has joined

    // Those that want anything of these collections, each once.
    [[nodiscard]] std::vector<Audience *> interestedIn(const QByteArrayList &collections) const;

private:
    [[nodiscard]] Audience &audienceOf(const Taste &taste);

    std::map<Taste, std::unique_ptr<Audience>> m_all;
    std::vector<Audience *> m_ofEverything;
    QHash<QByteArray, std::vector<Audience *>> m_ofCollection;
};

} // namespace tallywall
