// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"

#include "core/json.h"
#include "server/ci/ci_routes.h"
#include "server/ci/hook_routes.h"
#include "server/ci/hooks.h"
#include "server/ci/output_routes.h"
#include "server/ci/polls.h"
#include "server/clock.h"
#include "server/cloudevents/cloudevents_routes.h"
#include "server/feed/collections_routes.h"
#include "server/feed/known.h"
#include "server/feed/notify_routes.h"
#include "server/feed/streams.h"
#include "server/feed/ws_session.h"
#include "server/follow/follows.h"
#include "server/messages/messages_routes.h"
#include "server/net/listener.h"
#include "server/net/qt_http.h"
#include "server/page/page_routes.h"
#include "server/prices/price_polls.h"
#include "server/prices/prices.h"
#include "server/prices/prices_routes.h"
#include "server/prices/series_routes.h"
#include "server/pusher/pusher_hub.h"
#include "server/pusher/pusher_routes.h"
#include "server/pusher/pusher_session.h"
#include "server/pusher/results_channel.h"
#include "server/questions.h"
#include "server/status/status_routes.h"

#include <QLoggingCategory>
#include <QTimer>

#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcServer, "tallywall.server")

constexpr std::chrono::seconds patienceAtTheEnd{4};

} // namespace

Server::Server(const ServerOptions &options) : m_options(options) { }

Server::~Server()
{
    // A QWebSocket reaches for its TCP socket when it goes, so it goes first; then the connections, before what they speak of.
    if (m_qtHttp) {
        qDeleteAll(m_qtHttp->findChildren<WsSession *>(QString(), Qt::FindDirectChildrenOnly));
        qDeleteAll(m_qtHttp->findChildren<PusherSession *>(QString(), Qt::FindDirectChildrenOnly));
    }
    m_qtHttp.reset();
}

void Server::start()
{
    m_router = std::make_unique<Router>(m_options.access, m_options.limits.bodyBytes);
    m_feed = std::make_unique<Feed>();
    m_store = std::make_unique<Store>();
    m_known = std::make_unique<Known>(*m_feed, *m_store);
    m_window = std::make_unique<WindowFeed>(*m_feed, *m_store, *m_known);
    m_pusher = std::make_unique<PusherHub>(m_options.pusher, m_options.pusherLimits);
    m_resultsChannel = std::make_unique<ResultsChannel>(*m_pusher, *m_feed, *m_store);
    m_polls = std::make_unique<Polls>(m_options.polls, *m_store, m_pollFigures);
    m_follows = std::make_unique<Follows>(m_options.follows, *m_store, *m_feed);
    connect(m_polls.get(), &Polls::failed, this, &Server::commandFailed);
    m_window->setFailing([this] { return m_pollFigures.failing() + m_follows->figures().failing(); });
    connect(m_window.get(), &WindowFeed::framed, this, &Server::framed);
    connect(m_store.get(), &Store::committed, this, &Server::publish);
    // The store works while the feed sends.
    connect(m_feed.get(), &Feed::aboutToSend, m_store.get(), &Store::writeNext);
    connect(m_store.get(), &Store::openFailed, this, &Server::failed);
    connect(m_store.get(), &Store::healthChanged, this, [](const StoreHealth &health) {
        if (health.ok)
            qCInfo(lcServer, "the store works again");
        else
            qCWarning(lcServer).noquote() << health.message;
    });
    connect(m_store.get(), &Store::opened, this, [this](const StoreFacts &facts) {
        m_feed->startAfter(facts.newest, facts.tail);
        m_resultsVersion = {facts.storeName, facts.resultsVersion};
        m_known->load([this] { open(); });
    });
    m_store->open(m_options.store);
}

void Server::open()
{
    if (m_stopping)
        return;
    addRoutes();
    addSocketRoutes();
    listen();
    startPolls();
}

void Server::startPolls()
{
    m_polls->start();
    m_follows->start(m_resultsVersion.store);
    if (m_options.prices.isEmpty())
        return;
    m_pricePolls = std::make_unique<PricePolls>(m_options.prices);
    for (const PricePollOptions &one : std::as_const(m_options.prices))
        m_pollFigures.add(one.asked.name, one.symbol);
    connect(m_pricePolls.get(), &PricePolls::priced, this, &Server::price);
    connect(m_pricePolls.get(), &PricePolls::healthChanged, this,
            [this](const QString &name, bool ok, const QString &why) {
                m_pollFigures.note(name, ok, why, currentTime());
            });
    m_pricePolls->start();
}

void Server::addRoutes()
{
    addPageRoutes(*m_router);
    addResultsRoutes(*m_router, *m_store, m_resultsVersion);
    addMessagesRoutes(*m_router, *m_feed);
    addCiRoutes(*m_router, *m_store);
    m_hooks = std::make_unique<Hooks>(*m_store, m_options.access, m_options.hooks);
    addHookRoutes(*m_router, *m_store, *m_hooks);
    addOutputRoutes(*m_router, *m_store);
    addNotifyRoutes(*m_router, *m_feed, *m_store);
    addCollectionsRoutes(*m_router, *m_known, *m_store);
    addSeriesRoutes(*m_router, *m_known);
    addCloudEventsRoutes(*m_router, *m_feed, *m_store);
    m_prices = std::make_unique<Prices>(*m_feed, *m_known, m_options.limits);
    addPricesRoutes(*m_router, *m_prices);
    addStreamRoutes(*m_router, *m_feed, *m_store, m_options.limits, m_resultsVersion.store);
    addPusherRoutes(*m_router, *m_pusher);
    addStatusRoutes(*m_router,
                    {*m_store, *m_feed, m_http, m_hooks->figures(), m_pollFigures, m_follows->figures(), *m_prices,
                     m_options.version, m_options.demo});
    // A browser that opens one of these by its address is told what it is.
    for (const char *pattern : {"/ws", "/app/{}"})
        m_router->add(
                {.method = Method::Get, .pattern = pattern, .handle = [](const Request &, const Responder &responder) {
                     responder.send(
                             problem(426, u"this is a WebSocket: connect to it as one"_s).with("Upgrade", "websocket"));
                 }});
}

void Server::addSocketRoutes()
{
    m_sockets.add({.pattern = "/ws",
                   .check = [](const Request &request) -> Result<Done> {
                       const auto wish = wishOf(request);
                       return wish ? Result<Done>(Done{}) : wish.error();
                   },
                   .open =
                           [this](QWebSocket *socket, QTcpSocket *below, const Request &request) {
                               new WsSession(*m_feed, *m_store, m_options.limits, socket, below, request,
                                             m_qtHttp.get());
                           }});
    m_sockets.add({.pattern = "/app/{}", .open = [this](QWebSocket *socket, QTcpSocket *below, const Request &request) {
                       new PusherSession(*m_pusher, *m_feed, m_options.limits, socket, below, request, m_qtHttp.get());
                   }});
}

void Server::listen()
{
    m_qtHttp = std::make_unique<QtHttp>();
    connect(m_qtHttp.get(), &QtHttp::webSocketOpened, this,
            [this](QWebSocket *socket, QTcpSocket *below, const Request &request) {
                m_sockets.open(socket, below, request);
            });
    ConnectionRules rules{
            .admit = [this](const RequestHead &head, const QHostAddress &peer) { return m_router->admit(head, peer); },
            .dispatch = [this](Request request,
                               const Responder &responder) { m_router->dispatch(std::move(request), responder); },
            .mayUpgrade = [this](const Request &request) { return m_sockets.mayUpgrade(request); },
            .upgrade = [this](Connection &connection,
                              const Request &request) { m_qtHttp->upgrade(connection, request); },
            .limits = m_options.limits};
    m_listener = new Listener(std::move(rules), m_http, m_qtHttp.get());
    connect(m_listener, &Listener::clientLeft, this, &Server::stopWhenIdle);
    connect(m_store.get(), &Store::becameIdle, this, &Server::stopWhenIdle);
    if (!m_listener->listen(m_options.address, m_options.port)) {
        const QString where = u"port %1 on %2"_s.arg(m_options.port).arg(m_options.address.toString());
        const bool inUse = m_listener->serverError() == QAbstractSocket::AddressInUseError;
        Q_EMIT failed(inUse ? where + u" is in use by another program. Stop it, or choose another port with --port"_s
                            : u"cannot listen to %1: %2"_s.arg(where, m_listener->errorString()));
        return;
    }
    m_qtHttp->serve(m_listener);
    Q_EMIT listening(m_listener->serverPort());
}

void Server::publish(const QList<Event> &events)
{
    for (const Event &event : events) {
        if (tellsOfTable(event, "results"))
            m_resultsVersion.event = event.id;
        if (m_polls && tellsOfTable(event, "ci") && event.type == "deleted")
            m_polls->forget(event);
    }
    m_feed->publish(events);
}

void Server::say(const Message &message)
{
    if (auto checked = checkMessage(message); !checked)
        Q_EMIT commandFailed(checked.error().sentence());
    else
        m_feed->publishEphemeral(saidEvent(*checked, currentTime()));
}

void Server::price(const PriceTick &tick)
{
    m_feed->publishEphemeral(pricedEvent(tick, currentTime()));
}

void Server::submit(const Change &change)
{
    m_store->write(change, [this](const Result<Applied> &applied) {
        if (!applied)
            Q_EMIT commandFailed(applied.error().sentence());
    });
}

void Server::command(const ci::Command &command)
{
    if (const auto *claim = std::get_if<ci::ClaimRun>(&command)) {
        submit({SetClaim{claim->run, {ci::claimName(claim->by), currentTime()}}, currentTime()});
        return;
    }
    if (const auto *forget = std::get_if<ci::ForgetLane>(&command)) {
        submit({DeleteLane{forget->lane}, currentTime()});
        return;
    }
    m_hooks->replay(std::get<ci::ReplayDelivery>(command).id, [this](const Response &response) {
        if (response.status < 400)
            return;
        const auto document = parseJsonObject(response.body);
        Q_EMIT commandFailed(document ? document->value("detail"_L1).toString() : QString::fromUtf8(response.body));
    });
}

void Server::ask(quint64 ticket, const Question &question)
{
    answerQuestion(*m_store, question, [this, ticket](const Answer &answer) { Q_EMIT answered(ticket, answer); });
}

void Server::startWindow()
{
    m_window->start();
}

void Server::releaseWindow()
{
    m_window->release();
}

void Server::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_polls.reset();
    m_pricePolls.reset();
    if (m_follows)
        m_follows->stop();
    if (!m_listener) {
        Q_EMIT stopped();
        return;
    }
    m_feed->stop();
    m_listener->finish();
    QTimer::singleShot(patienceAtTheEnd, this, &Server::stopped);
    stopWhenIdle();
}

void Server::stopWhenIdle()
{
    if (m_stopping && m_store->idle() && m_listener->clients() == 0)
        Q_EMIT stopped();
}

} // namespace tallywall
