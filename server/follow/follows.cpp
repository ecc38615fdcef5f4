// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/follow/follows.h"

#include "server/clock.h"
#include "store/store.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace tallywall {

namespace {

constexpr std::chrono::seconds beforeReadingAgain{1};

// Where it was left off; without an id where it was never followed, or under another address.
FollowPosition positionOf(const FollowOptions &options, const QList<FollowPosition> &positions)
{
    const FollowPosition start{options.name.toUtf8(), options.url.toUtf8(), {}};
    const auto position = std::find_if(positions.begin(), positions.end(), [&start](const FollowPosition &one) {
        return one.name == start.name && one.url == start.url;
    });
    return position == positions.end() ? start : *position;
}

} // namespace

Follows::Follows(const QList<FollowOptions> &follows, Store &store, Feed &feed)
    : m_options(follows), m_store(store), m_feed(feed), m_figures(follows)
{ }

void Follows::start(const QByteArray &ownStore)
{
    if (m_options.isEmpty() || m_stopped)
        return;
    using Positions = QList<FollowPosition>;
    m_store.read<Positions>([](Journal &journal) { return journal.followed().all(); },
                            [self = QPointer(this), ownStore](const Result<Positions> &positions) {
                                if (!self || self->m_stopped)
                                    return;
                                if (positions)
                                    self->follow(ownStore, *positions);
                                else // without them, what came meanwhile would be missed
                                    QTimer::singleShot(beforeReadingAgain, self,
                                                       [self, ownStore] { self->start(ownStore); });
                            });
}

void Follows::stop()
{
    m_stopped = true;
    m_followers.clear();
}

void Follows::follow(const QByteArray &ownStore, const QList<FollowPosition> &positions)
{
    for (const FollowOptions &options : std::as_const(m_options)) {
        const FollowPosition from = positionOf(options, positions);
        m_figures.count(options.name, 0, from.lastId);
        auto follower = std::make_unique<Follower>(options, ownStore, from, m_store, m_feed);
        connect(follower.get(), &Follower::healthChanged, this,
                [this, name = options.name](bool ok, const QString &why) {
                    m_figures.note(name, ok, why, currentTime());
                });
        connect(follower.get(), &Follower::followed, this,
                [this, name = options.name](qsizetype events, const QByteArray &lastId) {
                    m_figures.count(name, events, lastId);
                });
        follower->start();
        m_followers.push_back(std::move(follower));
    }
}

} // namespace tallywall
