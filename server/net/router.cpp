// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/router.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// A body past this is only taken from those who may send it; a smaller one costs less than another connection.
constexpr qint64 worthAsking = 64 * 1024;

bool takesHooks(QByteArrayView path)
{
    return path == "/hooks" || path.startsWith("/hooks/") || path == "/cloudevents";
}

// What stands for each "{}" of the pattern; nothing where the path is another one.
std::optional<QByteArrayList> tailsOf(const QByteArrayList &path, const QByteArrayList &pattern)
{
    if (path.size() != pattern.size())
        return std::nullopt;
    QByteArrayList tails;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const bool isOpen = pattern.at(i) == "{}";
        if (isOpen ? path.at(i).isEmpty() : path.at(i) != pattern.at(i))
            return std::nullopt;
        if (isOpen)
            tails.append(path.at(i));
    }
    return tails;
}

} // namespace

void Router::add(Route route)
{
    Methods &methods = methodsOf(route.pattern);
    methods[route.method] = std::move(route);
}

Router::Methods &Router::methodsOf(const QByteArray &pattern)
{
    if (pattern.endsWith("{*}"))
        return m_rests[pattern.chopped(3)];
    const qsizetype open = pattern.indexOf("{}");
    if (open < 0)
        return m_exact[pattern];
    if (open == pattern.size() - 2)
        return m_segments[pattern.chopped(2)];
    const QByteArrayList segments = pattern.split('/');
    const auto known = std::find_if(m_templates.begin(), m_templates.end(),
                                    [&](const Template &one) { return one.segments == segments; });
    return known != m_templates.end() ? known->methods : m_templates.emplace_back(Template{segments, {}}).methods;
}

Router::Match Router::find(QByteArrayView path) const
{
    if (const auto exact = m_exact.constFind(QByteArray::fromRawData(path.data(), path.size()));
        exact != m_exact.cend() && !exact->empty())
        return {&*exact, {}};
    const qsizetype slash = path.lastIndexOf('/') + 1;
    const QByteArrayView last = path.sliced(slash);
    if (const auto segment = m_segments.find(path.first(slash).toByteArray());
        segment != m_segments.end() && !last.isEmpty())
        return {&segment->second, {last.toByteArray()}};
    const QByteArrayList segments = path.toByteArray().split('/');
    for (const Template &one : m_templates) {
        if (auto tails = tailsOf(segments, one.segments))
            return {&one.methods, *std::move(tails)};
    }
    for (const auto &[prefix, methods] : m_rests) {
        if (path.startsWith(prefix) && path.size() > prefix.size())
            return {&methods, {path.sliced(prefix.size()).toByteArray()}};
    }
    return {};
}

Result<qint64> Router::admit(const RequestHead &head, const QHostAddress &peer) const
{
    const Match match = find(head.path());
    const auto route = match.methods ? match.methods->find(head.method) : Methods::const_iterator();
    if (!match.methods || route == match.methods->end())
        return worthAsking;                                                  // for the error that it will get
    const bool isLarge = head.isChunked || head.contentLength > worthAsking; // one of unknown length may be
    if (isLarge && route->second.access == Access::Write) {
        if (auto may = mayWrite(Request{.head = head, .body = {}, .peer = peer, .tail = {}}, m_rules); !may)
            return may.error();
    }
    return route->second.bodyBytes == 0 ? m_bodyBytes : route->second.bodyBytes;
}

QByteArray Router::allow(const Methods &methods) const
{
    QByteArrayList names{"OPTIONS"};
    for (const auto &[method, route] : methods) {
        names.append(methodName(method).toByteArray());
        if (method == Method::Get && route.access != Access::Write)
            names.append("HEAD");
    }
    return names.join(", ");
}

void Router::allowReading(const Request &request, const Responder &responder) const
{
    if (!request.head.has("Origin"))
        return;
    const QByteArray origin = request.head.field("Origin");
    const bool named = m_rules.allowedOrigins.contains(origin);
    responder.addFields({{"Access-Control-Allow-Origin", named ? origin : QByteArray("*")},
                         {"Access-Control-Expose-Headers", "ETag, Location"},
                         {"Vary", "Origin"}});
}

void Router::answerOptions(const Request &request, const Methods &methods, const Responder &responder) const
{
    const QByteArray asked = request.head.field("Access-Control-Request-Method");
    const QByteArray origin = request.head.field("Origin");
    Response response{.status = 204};
    response.with("Allow", allow(methods));
    // CloudEvents, HTTP 1.1 Web Hooks, section 4: a sender asks first whether it may.
    if (const QByteArray sender = request.head.field("WebHook-Request-Origin");
        !sender.isEmpty() && takesHooks(request.head.path()))
        response.with("WebHook-Allowed-Origin", sender).with("WebHook-Allowed-Rate", "*");
    if (origin.isEmpty() || asked.isEmpty()) {
        responder.send(response);
        return;
    }
    const bool reads = asked == "GET" || asked == "HEAD";
    if (!reads && !isOwnOrigin(request, m_rules)) {
        responder.send(problem(isWelcomePage(request, m_rules).error()));
        return;
    }
    response.with("Access-Control-Allow-Methods", allow(methods))
            .with("Access-Control-Allow-Headers",
                  "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID")
            .with("Access-Control-Max-Age", "600");
    if (isOwnOrigin(request, m_rules))
        response.with("Access-Control-Allow-Origin", origin).with("Vary", "Origin");
    else
        response.with("Access-Control-Allow-Origin", "*");
    responder.send(response);
}

void Router::dispatch(Request request, const Responder &responder) const
{
    const Match match = find(request.head.path());
    const Method method = request.head.method == Method::Head ? Method::Get : request.head.method;
    // Errors, too: a script that may not read why it was refused sees a broken network.
    if (method == Method::Get || (method != Method::Options && isOwnOrigin(request, m_rules)))
        allowReading(request, responder);
    if (!match.methods) {
        responder.send(
                problem(Error{ErrorCode::NotFound,
                              u"there is nothing at %1. docs/api.md lists what there is"_s.arg(QString::fromUtf8(
                                      request.head.path().first(std::min<qsizetype>(200, request.head.path().size())))),
                              {}}));
        return;
    }
    if (request.head.method == Method::Options) {
        answerOptions(request, *match.methods, responder);
        return;
    }
    const auto found = match.methods->find(method);
    const bool headThatWrites = request.head.method == Method::Head && found != match.methods->end()
            && found->second.access == Access::Write;
    if (found == match.methods->end() || headThatWrites) {
        responder.send(problem(Error{ErrorCode::MethodNotAllowed,
                                     u"this cannot be asked here; what can: %1"_s.arg(
                                             QString::fromLatin1(allow(*match.methods))),
                                     {}})
                               .with("Allow", allow(*match.methods)));
        return;
    }
    const Route &route = found->second;
    if (route.access == Access::Write) {
        if (auto may = mayWrite(request, m_rules); !may) {
            responder.send(problem(may.error()));
            return;
        }
    }
    for (const QByteArray &tail : match.tails)
        request.tails.append(QString::fromUtf8(QByteArray::fromPercentEncoding(tail)));
    request.tail = request.tails.value(request.tails.size() - 1);
    route.handle(request, responder);
}

} // namespace tallywall
