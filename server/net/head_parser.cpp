// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/head_parser.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFields = 100;

Error notUnderstood(const QString &why)
{
    return Error{ErrorCode::NotUnderstood, why, {}};
}

// RFC 9110, section 5.6.2.
constexpr std::array<bool, 256> tokenCharacters = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < table.size(); ++c)
        table[c] = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    for (const char c : std::string_view("!#$%&'*+-.^_`|~"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return tokenCharacters[static_cast<unsigned char>(c)];
    });
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// RFC 9110, section 5.5: a field value has none but a tab.
bool isControl(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

Method methodOf(QByteArrayView name)
{
    for (const Method method :
         {Method::Get, Method::Post, Method::Head, Method::Put, Method::Delete, Method::Options}) {
        if (methodName(method) == name)
            return method;
    }
    return Method::Other;
}

// Where a part of the head stands in it.
RequestHead::Span spanOf(QByteArrayView part, const RequestHead &head)
{
    return {static_cast<quint32>(part.data() - head.bytes.constData()), static_cast<quint32>(part.size())};
}

Result<Done> parseRequestLine(QByteArrayView line, RequestHead &head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype second = line.lastIndexOf(' ');
    if (first < 1 || second <= first + 1 || !isToken(line.first(first)))
        return notUnderstood(u"the request line is not \"METHOD /path HTTP/1.1\""_s);
    const QByteArrayView target = line.sliced(first + 1, second - first - 1);
    const QByteArrayView version = line.sliced(second + 1);
    if (!version.startsWith("HTTP/") || version.size() != 8 || version.at(6) != '.')
        return notUnderstood(u"the request line is not \"METHOD /path HTTP/1.1\""_s);
    if (version.at(5) != '1' || (version.at(7) != '0' && version.at(7) != '1'))
        return Error{ErrorCode::VersionNotSupported, u"only HTTP/1.0 and HTTP/1.1 are spoken here"_s, {}};
    // Bytes past ASCII, which have to be percent-encoded, are taken as if they were: `curl` sends them as they are typed.
    const bool plain = std::none_of(target.begin(), target.end(),
                                    [](char c) { return c == ' ' || isControl(c) || c == '\t'; });
    if (!target.isValidUtf8())
        return notUnderstood(u"the request target is no UTF-8: percent-encode what is not ASCII, as %C3%B6"_s);
    if (!plain || !(target.startsWith('/') || target == QByteArrayView("*")))
        return notUnderstood(u"the request target has to be a path that begins with \"/\""_s);
    head.method = methodOf(line.first(first));
    head.targetAt = spanOf(target, head);
    head.minorVersion = version.at(7) - '0';
    return Done{};
}

Result<Done> parseField(QByteArrayView line, RequestHead &head)
{
    const auto field = parseFieldLine(line);
    if (!field)
        return field.error();
    if (head.fieldsAt.size() >= mostFields)
        return Error{ErrorCode::HeadTooLarge, u"the request has more than %1 header fields"_s.arg(mostFields), {}};
    head.fieldsAt.append({spanOf(field->name, head), spanOf(field->value, head)});
    return Done{};
}

// RFC 9112, section 6.1.
Result<Done> takeCoding(QByteArrayView coding, RequestHead &head)
{
    if (head.isChunked)
        return notUnderstood(u"Transfer-Encoding has to stand there once"_s);
    if (head.minorVersion == 0)
        return notUnderstood(u"HTTP/1.0 has no Transfer-Encoding: send the body with Content-Length"_s);
    if (!sameToken(coding, "chunked")) {
        return Error{ErrorCode::LengthRequired,
                     u"of the transfer codings \"chunked\" alone is taken: send the body so, or with Content-Length"_s,
                     {}};
    }
    head.isChunked = true;
    return Done{};
}

Result<Done> checkFraming(RequestHead &head)
{
    int lengths = 0;
    int hosts = 0;
    for (const RequestHead::Field &field : std::as_const(head.fieldsAt)) {
        const QByteArrayView name = head.text(field.name);
        const QByteArrayView value = head.text(field.value);
        if (sameToken(name, "Host")) {
            ++hosts;
        } else if (sameToken(name, "Transfer-Encoding")) {
            if (auto done = takeCoding(value, head); !done)
                return done;
        } else if (sameToken(name, "Content-Length")) {
            if (++lengths > 1 || !isDigits(value) || value.size() > 18)
                return notUnderstood(u"Content-Length has to stand there once, in digits"_s);
            head.contentLength = value.toByteArray().toLongLong();
        }
    }
    if (head.isChunked && lengths > 0)
        return notUnderstood(u"Content-Length and Transfer-Encoding contradict each other: send one of them"_s);
    if (hosts > 1 || (hosts == 0 && head.minorVersion == 1))
        return notUnderstood(u"a request has to carry one Host header"_s);
    return Done{};
}

} // namespace

Result<FieldLine> parseFieldLine(QByteArrayView line)
{
    if (line.startsWith(' ') || line.startsWith('\t'))
        return notUnderstood(u"a header field is folded over two lines"_s);
    const qsizetype colon = line.indexOf(':');
    if (colon < 1 || !isToken(line.first(colon)))
        return notUnderstood(u"a header line is not \"Name: value\""_s);
    const QByteArrayView value = trimBlanks(line.sliced(colon + 1));
    if (std::any_of(value.begin(), value.end(), &isControl))
        return notUnderstood(u"a header value has a control character in it"_s);
    return FieldLine{line.first(colon), value};
}

Result<RequestHead> parseHead(const QByteArray &bytes)
{
    RequestHead head;
    head.bytes = bytes;
    head.fieldsAt.reserve(12);
    bool first = true;
    const QByteArrayView all(bytes);
    for (qsizetype at = 0; at < all.size();) {
        const qsizetype newline = all.indexOf('\n', at);
        if (newline < 0)
            return notUnderstood(u"the head of the request is not complete"_s);
        QByteArrayView line = all.sliced(at, newline - at);
        if (line.endsWith('\r'))
            line.chop(1);
        at = newline + 1;
        if (line.contains('\r'))
            return notUnderstood(u"a carriage return stands alone in the head of the request"_s);
        if (!first && line.isEmpty())
            break;
        if (auto done = first ? parseRequestLine(line, head) : parseField(line, head); !done)
            return done.error();
        first = false;
    }
    if (auto done = checkFraming(head); !done)
        return done.error();
    return head;
}

qsizetype headEnd(QByteArrayView bytes, qsizetype from)
{
    for (qsizetype at = bytes.indexOf('\n', from); at >= 0; at = bytes.indexOf('\n', at + 1)) {
        if (bytes.size() > at + 1 && bytes.at(at + 1) == '\n')
            return at + 2;
        if (bytes.size() > at + 2 && bytes.at(at + 1) == '\r' && bytes.at(at + 2) == '\n')
            return at + 3;
    }
    return -1;
}

} // namespace tallywall
