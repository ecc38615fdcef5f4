// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/response.h"

#include "core/bytes.h"
#include "core/json.h"
#include "server/net/gzip.h"
#include "server/net/request.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype worthCompressing = 1024;

QByteArrayView reason(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Internal Server Error";
    }
}

// RFC 9110, section 5.6.7; made once a second.
const QByteArray &date()
{
    thread_local qint64 second = 0;
    thread_local QByteArray text;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        const auto moment = QDateTime::fromSecsSinceEpoch(now).toUTC();
        text = QLocale::c().toString(moment, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
    }
    return text;
}

void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    appendAll(out, name, ": ", value, "\r\n");
}

void appendHead(QByteArray &out, const Response &response)
{
    appendAll(out, "HTTP/1.1 ", NumberText(response.status), " ", reason(response.status), "\r\nDate: ", date(),
              "\r\n");
    if (!response.type.isEmpty())
        appendField(out, "Content-Type", response.type);
    for (const auto &[name, value] : response.fields)
        appendField(out, name, value);
}

bool variesByEncoding(const Response &response)
{
    return std::any_of(response.fields.begin(), response.fields.end(),
                       [](const auto &one) { return one.first == "Vary" && one.second.contains("Accept-Encoding"); });
}

bool hasField(const Response &response, QByteArrayView name)
{
    return std::any_of(response.fields.begin(), response.fields.end(),
                       [name](const auto &one) { return one.first == name; });
}

} // namespace

Response json(const QByteArray &body, int status)
{
    return Response{.status = status, .type = "application/json", .body = body};
}

Response text(const QByteArray &body, int status)
{
    return Response{.status = status, .type = "text/plain; charset=utf-8", .body = body};
}

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotUnderstood: return 400;
    case ErrorCode::Unauthorized: return 401;
    case ErrorCode::Forbidden: return 403;
    case ErrorCode::NotFound: return 404;
    case ErrorCode::MethodNotAllowed: return 405;
    case ErrorCode::TooSlow: return 408;
    case ErrorCode::Conflict: return 409;
    case ErrorCode::LengthRequired: return 411;
    case ErrorCode::TooLarge: return 413;
    case ErrorCode::UnsupportedMedia: return 415;
    case ErrorCode::Invalid: return 422;
    case ErrorCode::TooMany: return 429;
    case ErrorCode::HeadTooLarge: return 431;
    case ErrorCode::VersionNotSupported: return 505;
    case ErrorCode::Unavailable: return 503;
    case ErrorCode::Internal: return 500;
    }
    Q_UNREACHABLE();
}

Response problem(int status, const QString &detail)
{
    QByteArray body("{\"title\":");
    appendJsonUtf8(body, reason(status));
    body.append(",\"status\":");
    appendJsonNumber(body, qint64(status));
    body.append(",\"detail\":");
    appendJsonString(body, detail);
    body.append('}');
    return Response{.status = status, .type = "application/problem+json", .body = body};
}

Response problem(const Error &error)
{
    Response response = problem(statusOf(error.code), error.sentence());
    if (error.code == ErrorCode::Unavailable || error.code == ErrorCode::TooMany)
        response.with("Retry-After", "1");
    if (error.code == ErrorCode::Unauthorized)
        response.with("WWW-Authenticate", "Bearer");
    return response;
}

QByteArray encode(const Response &response, const RequestHead &request, bool close)
{
    const bool mayCompress = response.body.size() > worthCompressing && !hasField(response, "Content-Encoding");
    const QByteArray compressed = mayCompress && acceptsGzip(request) ? gzip(response.body) : QByteArray();
    const bool compress = !compressed.isEmpty();
    const QByteArray &body = compress ? compressed : response.body;
    QByteArray out;
    out.reserve(256 + body.size());
    appendHead(out, response);
    if (compress)
        appendField(out, "Content-Encoding", "gzip");
    if (mayCompress && !variesByEncoding(response))
        appendField(out, "Vary", "Accept-Encoding");
    if (response.status != 204 && response.status != 304)
        appendField(out, "Content-Length", NumberText(body.size()));
    appendField(out, "X-Content-Type-Options", "nosniff");
    if (close)
        appendField(out, "Connection", "close");
    else if (request.minorVersion == 0)
        appendField(out, "Connection", "keep-alive");
    out.append("\r\n");
    if (request.method != Method::Head)
        out.append(body);
    return out;
}

QByteArray encodeHead(const Response &response)
{
    QByteArray out;
    appendHead(out, response);
    out.append("\r\n");
    return out;
}

} // namespace tallywall
