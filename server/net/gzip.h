// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tallywall {

struct RequestHead;

// gzip (RFC 1952) by zlib, at its quickest level: what is compressed here is sent once.
[[nodiscard]] QByteArray gzip(const QByteArray &bytes);
// Only for what the build compressed itself. Empty where the bytes are damaged.
[[nodiscard]] QByteArray gunzip(const QByteArray &bytes);

// Whether the client takes gzip (Accept-Encoding, RFC 9110, section 12.5.3; "gzip;q=0" refuses it).
[[nodiscard]] bool acceptsGzip(const RequestHead &head);

} // namespace tallywall
