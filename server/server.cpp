// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"

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

} // namespace

Server::Server(const ServerOptions &options) : m_options(options) { }

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
    });
    m_store->open(m_options.store);
}

void Server::addRoutes()
{
    addPageRoutes(*m_router);
    addResultsRoutes(*m_router, *m_store, m_resultsVersion);
    addMessagesRoutes(*m_router, *m_feed);
    addCiRoutes(*m_router, *m_store, m_options.hookSecrets);
    addNotifyRoutes(*m_router, *m_feed, *m_store);
    addStreamRoutes(*m_router, *m_feed, *m_store, m_options.limits);
    addStatusRoutes(*m_router, {*m_store, *m_feed, m_http, m_options.version, m_options.demo});
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

void Server::openWebSocket(QWebSocket *socket, QTcpSocket *below, const Request &request)
{
    new WsSession(*m_feed, *m_store, m_options.limits, socket, below, request, m_qtHttp.get());
}

void Server::publish(const QList<Event> &events)
{
    for (const Event &event : events) {
        if (event.collection == "results")
            m_resultsVersion.event = event.id;
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

void Server::submit(const Change &change)
{
    m_store->write(change, [this](const Result<Applied> &applied) {
        if (!applied)
            Q_EMIT commandFailed(applied.error().sentence());
    });
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
