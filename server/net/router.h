// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/access.h"
#include "server/net/connection.h"

#include <QHash>

#include <functional>
#include <map>
#include <vector>

namespace tallywall {

// Who a route is for. Read: everyone. Write: mayWrite(). Own: the route asks for its own proof (webhooks, GET that writes).
enum class Access : quint8 { Read, Write, Own };

// One thing that can be asked for.
struct Route {
    Method method = Method::Get;
    // "/results", "/results/{}" (one segment), "/apps/{}/channels/{}/users" (any of them) or "/assets/{*}" (the rest)
    QByteArray pattern;
    Access access = Access::Read;
    std::function<void(const Request &, const Responder &)> handle;
    qint64 bodyBytes = 0; // 0: the common limit
};

// Finds the route of a request by one look-up of its path, and answers what is no route's matter: HEAD, OPTIONS and CORS,
// 404, 405, and who may write. Server thread.
class Router
{
public:
    Router(AccessRules rules, qint64 bodyBytes) : m_rules(std::move(rules)), m_bodyBytes(bodyBytes) { }

    void add(Route route);
    void dispatch(Request request, const Responder &responder) const;

    // How large a body may be, by the head alone. Errors: of mayWrite(), where a large one, or one in chunks, comes from
    // somebody who may not.
    [[nodiscard]] Result<qint64> admit(const RequestHead &head, const QHostAddress &peer) const;
    [[nodiscard]] const AccessRules &rules() const { return m_rules; }

private:
    using Methods = std::map<Method, Route>;

    struct Match {
        const Methods *methods = nullptr;
        QByteArrayList tails; // what stands for each {…}
    };
    // A pattern with more open segments than its last one.
    struct Template {
        QByteArrayList segments;
        Methods methods;
    };

    [[nodiscard]] Methods &methodsOf(const QByteArray &pattern);
    [[nodiscard]] Match find(QByteArrayView path) const;
    [[nodiscard]] QByteArray allow(const Methods &methods) const;
    void answerOptions(const Request &request, const Methods &methods, const Responder &responder) const;
    void allowReading(const Request &request, const Responder &responder) const;

    AccessRules m_rules;
    qint64 m_bodyBytes;
    QHash<QByteArray, Methods> m_exact;
    std::map<QByteArray, Methods> m_segments; // by prefix, "/results/"
    std::vector<Template> m_templates;
    std::map<QByteArray, Methods> m_rests;
};

} // namespace tallywall
