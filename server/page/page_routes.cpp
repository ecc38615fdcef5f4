// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/page/page_routes.h"

#include "server/net/gzip.h"
#include "server/net/router.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QHash>

#include <memory>
#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Everything of the page comes from here, nothing is inline, and nobody else may speak for it.
constexpr auto contentSecurityPolicy
        = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
          "connect-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; "
          "form-action 'self'; frame-ancestors 'self'";

struct Asset {
    QByteArray type;
    QByteArray etag;
    QByteArray gzipped;
    QByteArray plain;
};

QByteArray typeOf(const QString &name)
{
    const QString ending = name.section(u'.', -1);
    if (ending == "html"_L1)
        return "text/html; charset=utf-8";
    if (ending == "css"_L1)
        return "text/css; charset=utf-8";
    if (ending == "js"_L1)
        return "text/javascript; charset=utf-8";
    if (ending == "svg"_L1)
        return "image/svg+xml";
    if (ending == "webmanifest"_L1)
        return "application/manifest+json";
    if (ending == "json"_L1)
        return "application/json";
    return "application/octet-stream";
}

using Assets = QHash<QString, Asset>;

QByteArray shortHash(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().first(16);
}

// A module that names this build of the page, so that tabs from before and after an update do not share a worker.
Asset buildModule(const Assets &assets)
{
    QStringList names = assets.keys();
    names.sort();
    QByteArray all;
    for (const QString &name : std::as_const(names))
        all += name.toUtf8() + ' ' + assets.value(name).etag + '\n';
    const QByteArray hash = shortHash(all);
    const QByteArray text = "export const build = '" + hash + "';\n";
    return Asset{"text/javascript; charset=utf-8", "W/\"" + hash + '"', gzip(text), text};
}

Assets loadAssets()
{
    static constexpr auto root = ":/page/"_L1;
    static constexpr auto ending = ".gz"_L1;
    Assets assets;
    QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.fileName().endsWith(ending) || !file.open(QIODevice::ReadOnly))
            continue;
        const QString name = file.fileName().sliced(root.size()).chopped(ending.size());
        const QByteArray gzipped = file.readAll();
        assets.insert(name, Asset{typeOf(name), "W/\"" + shortHash(gzipped) + '"', gzipped, gunzip(gzipped)});
    }
    assets.insert(u"build.js"_s, buildModule(assets));
    return assets;
}

void send(const Asset &asset, const Request &request, const Responder &responder)
{
    Response response{.status = 304};
    response.with("ETag", asset.etag)
            .with("Cache-Control", "no-cache")
            .with("Vary", "Accept-Encoding")
            .with("Content-Security-Policy", contentSecurityPolicy)
            .with("Referrer-Policy", "no-referrer")
            .with("X-Frame-Options", "SAMEORIGIN");
    if (!request.head.knows(asset.etag)) {
        const bool compressed = acceptsGzip(request.head);
        response.status = 200;
        response.type = asset.type;
        response.body = compressed ? asset.gzipped : asset.plain;
        if (compressed)
            response.with("Content-Encoding", "gzip");
    }
    responder.send(response);
}

} // namespace

void addPageRoutes(Router &router)
{
    const auto assets = std::make_shared<const Assets>(loadAssets());
    const auto handle = [assets](const Request &request, const Responder &responder) {
        const auto asset = assets->constFind(request.tail.isEmpty() ? u"index.html"_s : request.tail);
        if (asset == assets->cend())
            responder.send(problem(Error{ErrorCode::NotFound, u"the page has no such file"_s, {}}));
        else
            send(*asset, request, responder);
    };
    router.add({.method = Method::Get, .pattern = "/", .handle = handle});
    router.add({.method = Method::Get,
                .pattern = "/example",
                .handle = [assets](const Request &request, const Responder &responder) {
                    send(assets->value(u"example.html"_s), request, responder);
                }});
    router.add({.method = Method::Get, .pattern = "/assets/{*}", .handle = handle});
}

} // namespace tallywall
