// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/gzip.h"

#include "server/net/request.h"

#include <zlib.h>

namespace tallywall {

namespace {

constexpr int gzipWindow = 15 + 16; // zlib: the largest window, with a gzip header

Bytef *input(const QByteArray &bytes)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
}

} // namespace

QByteArray gzip(const QByteArray &bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH); // the bound is large enough for one call
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray gunzip(const QByteArray &bytes)
{
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindow) != Z_OK)
        return {};
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    QByteArray out;
    QByteArray piece(64 * 1024, Qt::Uninitialized);
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(piece.constData(), piece.size() - static_cast<qsizetype>(stream.avail_out));
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END ? out : QByteArray();
}

bool acceptsGzip(const RequestHead &head)
{
    if (!head.has("Accept-Encoding"))
        return false;
    for (const QByteArray &part : head.field("Accept-Encoding").split(',')) {
        const QByteArray coding = part.trimmed().toLower();
        if (coding == "gzip" || coding == "*")
            return true;
        if (coding.startsWith("gzip;")) {
            const qsizetype quality = coding.indexOf("q=");
            return quality < 0 || coding.sliced(quality + 2).toDouble() > 0;
        }
    }
    return false;
}

} // namespace tallywall
