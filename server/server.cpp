// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"

#include "core/json.h"
#include "server/ci/cctray_poller.h"
#include "server/ci/ci_routes.h"
#include "server/ci/hook_routes.h"
#include "server/ci/hooks.h"
#include "server/ci/output_routes.h"
#include "server/ci/questions.h"
#include "server/clock.h"
#include "server/feed/notify_routes.h"
#include "server/feed/streams.h"
#include "server/feed/ws_session.h"
#include "server/messages/messages_routes.h"
#include "server/net/listener.h"
#include "server/net/qt_http.h"
#include "server/page/page_routes.h"
#include "server/status/status_routes.h"

#include <QLoggingCategory>
#include <QTimer>

#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcServer, "tallywall.server")

constexpr std::chrono::seconds patienceAtTheEnd{4};
constexpr std::chrono::seconds beforePollingAgain{1};

// Which addresses may become a WebSocket. Whatever else asks for it gets a plain answer instead of a handshake.
Result<Done> mayUpgrade(const Request &request)
{
    if (request.head.path() != "/ws")
        return Error{ErrorCode::NotFound, u"there is no WebSocket at this address; /ws is one"_s, {}};
    const RequestHead &head = request.head;
    // Qt's WebSocket server waits for the end of the head with CR and LF; our reader takes LF alone, too.
    const bool strict = head.bytes.count('\n') == head.bytes.count("\r\n");
    if (!strict || head.method != Method::Get || head.contentLength > 0 || head.field("Sec-WebSocket-Version") != "13"
        || QByteArray::fromBase64(head.field("Sec-WebSocket-Key")).size() != 16)
        return Error{
                ErrorCode::NotUnderstood, u"this is not the handshake of a WebSocket (RFC 6455, section 4.1)"_s, {}};
    if (auto wish = wishOf(request); !wish)
        return wish.error();
    return Done{};
}

// All lanes that come from these feeds.
Result<QList<ci::LaneStatus>> lanesOf(const QList<ci::PollOptions> &polls, Journal &journal)
{
    QList<ci::LaneStatus> all;
    for (const ci::PollOptions &one : polls) {
        const auto lanes = journal.runs().statusesOfProvider(one.name);
        if (!lanes)
            return lanes.error();
        all.append(*lanes);
    }
    return all;
}

} // namespace

Server::Server(const ServerOptions &options) : m_options(options), m_polls(options.polls) { }

Server::~Server()
{
    // A QWebSocket reaches for its TCP socket when it goes, so it goes first; then the connections, before what they speak of.
    if (m_qtHttp)
        qDeleteAll(m_qtHttp->findChildren<WsSession *>(QString(), Qt::FindDirectChildrenOnly));
    m_qtHttp.reset();
}

void Server::start()
{
    m_router = std::make_unique<Router>(m_options.access, m_options.limits.bodyBytes);
    m_feed = std::make_unique<Feed>();
    m_store = std::make_unique<Store>();
    m_window = std::make_unique<WindowFeed>(*m_feed, *m_store);
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
        addRoutes();
        listen();
        poll();
    });
    m_store->open(m_options.store);
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
    addStreamRoutes(*m_router, *m_feed, *m_store, m_options.limits);
    addStatusRoutes(*m_router,
                    {*m_store, *m_feed, m_http, m_hooks->figures(), m_polls, m_options.version, m_options.demo});
    // A browser that opens /ws by its address is told what it is.
    m_router->add(
            {.method = Method::Get, .pattern = "/ws", .handle = [](const Request &, const Responder &responder) {
                 responder.send(
                         problem(426, u"this is a WebSocket: connect to it as one"_s).with("Upgrade", "websocket"));
             }});
}

void Server::listen()
{
    m_qtHttp = std::make_unique<QtHttp>();
    connect(m_qtHttp.get(), &QtHttp::webSocketOpened, this, &Server::openWebSocket);
    ConnectionRules rules{
            .admit = [this](const RequestHead &head, const QHostAddress &peer) { return m_router->admit(head, peer); },
            .dispatch = [this](Request request,
                               const Responder &responder) { m_router->dispatch(std::move(request), responder); },
            .mayUpgrade = &mayUpgrade,
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

void Server::poll()
{
    if (m_options.polls.isEmpty() || m_stopping)
        return;
    using Statuses = QList<ci::LaneStatus>;
    m_store->read<Statuses>([polls = m_options.polls](Journal &journal) { return lanesOf(polls, journal); },
                            [this](const Result<Statuses> &known) {
                                if (!known) { // without memory every run under way would lose its end
                                    QTimer::singleShot(beforePollingAgain, this, &Server::poll);
                                    return;
                                }
                                if (m_stopping)
                                    return;
                                m_poller = std::make_unique<CctrayPoller>(
                                        m_options.polls, *known,
                                        [this](const QList<ci::Run> &runs, const std::function<void(bool)> &answer) {
                                            recordPoll(runs, answer);
                                        });
                                connect(m_poller.get(), &CctrayPoller::healthChanged, this,
                                        [this](const QString &name, bool ok, const QString &why) {
                                            m_polls.note(name, ok, why, currentTime());
                                        });
                                m_poller->start();
                            });
}

void Server::recordPoll(const QList<ci::Run> &runs, const std::function<void(bool stored)> &answer)
{
    struct Outcome {
        qsizetype left;
        bool stored = true;
    };
    const auto outcome = std::make_shared<Outcome>(Outcome{.left = runs.size()});
    for (const ci::Run &run : runs) {
        m_store->write({RecordRun{run}, currentTime()}, [this, outcome, answer](const Result<Applied> &applied) {
            if (!applied && std::exchange(outcome->stored, false))
                Q_EMIT commandFailed(applied.error().sentence());
            if (--outcome->left == 0)
                answer(outcome->stored);
        });
    }
}

void Server::openWebSocket(QWebSocket *socket, QTcpSocket *below, const Request &request)
{
    new WsSession(*m_feed, *m_store, m_options.limits, socket, below, request, m_qtHttp.get());
}

void Server::publish(const QList<Event> &events)
{
    for (const Event &event : events) {
        if (event.collection == "results")
            m_resultsVersion.event = event.id;
        if (m_poller && event.collection == "ci" && event.type == "deleted")
            forgetPolled(event);
    }
    m_feed->publish(events);
}

void Server::forgetPolled(const Event &deleted)
{
    const auto data = parseJsonObject(deleted.data);
    if (const auto lane = data ? ci::laneFromJson(*data) : std::nullopt)
        m_poller->forget(*lane);
}

void Server::say(const Message &message)
{
    if (auto checked = checkMessage(message); !checked)
        Q_EMIT commandFailed(checked.error().sentence());
    else
        m_feed->publishEphemeral(saidEvent(*checked, currentTime()));
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

void Server::ask(quint64 ticket, const ci::Question &question)
{
    answerQuestion(*m_store, question, [this, ticket](const ci::Answer &answer) { Q_EMIT answered(ticket, answer); });
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
    m_poller.reset();
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
