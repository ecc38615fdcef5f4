// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/hook_options.h"
#include "core/follow/follow_options.h"
#include "core/messages/message.h"
#include "core/poll_options.h"
#include "core/prices/price_poll.h"
#include "core/pusher/pusher_app.h"
#include "core/question.h"
#include "server/feed/feed.h"
#include "server/feed/window_feed.h"
#include "server/net/http_figures.h"
#include "server/net/limits.h"
#include "server/net/poll_figures.h"
#include "server/net/router.h"
#include "server/net/socket_routes.h"
#include "server/pusher/pusher_limits.h"
#include "server/results/results_routes.h"
#include "store/store.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace tallywall {

class Follows;
class Hooks;
class Known;
class Listener;
class Polls;
class PusherHub;
class PricePolls;
class Prices;
class QtHttp;
class ResultsChannel;

struct ServerOptions {
    QHostAddress address{QHostAddress::AnyIPv4};
    quint16 port = 4000; // 0: any free one
    StoreOptions store;
    AccessRules access;
    ci::HookOptions hooks;
    QList<PollOptions> polls;
    QList<PricePollOptions> prices;
    QList<FollowOptions> follows;
    PusherApp pusher;
    PusherLimits pusherLimits;
    Limits limits;
    QString version;
    bool demo = false;
};

// The server room: opens the store, then listens; takes commands from within the process; stops in order. Lives in the server
// thread from its first call on, and makes everything it owns there.
class Server : public QObject
{
    Q_OBJECT

public:
    explicit Server(const ServerOptions &options);
    ~Server() override;

    void start(); // `listening` or `failed` follows
    // No new connections, what is under way is answered, subscribers are closed; then `stopped`, within four seconds.
    void stop();

    // Commands from the window and the demonstration.
    void say(const Message &message);
    void price(const PriceTick &tick);
    void submit(const Change &change);                  // `commandFailed` where it cannot be carried out
    void command(const ci::Command &command);           // likewise
    void ask(quint64 ticket, const Question &question); // `answered` follows with the same ticket
    void startWindow();
    void releaseWindow();

Q_SIGNALS:
    void listening(quint16 port);
    void failed(const QString &sentence);
    void stopped();
    void framed(const tallywall::Frame &frame);
    void commandFailed(const QString &sentence);
    void answered(quint64 ticket, const tallywall::Answer &answer);

private:
    void open();
    void startPolls();
    void addRoutes();
    void addSocketRoutes();
    void listen();
    void publish(const QList<Event> &events);
    void stopWhenIdle();

    ServerOptions m_options;
    HttpFigures m_http;
    std::unique_ptr<Router> m_router;
    SocketRoutes m_sockets;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<Known> m_known;
    std::unique_ptr<WindowFeed> m_window;
    std::unique_ptr<Hooks> m_hooks;
    PollFigures m_pollFigures;
    std::unique_ptr<Polls> m_polls;
    std::unique_ptr<PusherHub> m_pusher;
    std::unique_ptr<ResultsChannel> m_resultsChannel;
    std::unique_ptr<Prices> m_prices;
    std::unique_ptr<PricePolls> m_pricePolls; // none where nothing is to be asked
    std::unique_ptr<Follows> m_follows;
    ResultsVersion m_resultsVersion;
    std::unique_ptr<QtHttp> m_qtHttp; // owns the listener
    Listener *m_listener = nullptr;
    bool m_stopping = false;
};

} // namespace tallywall
