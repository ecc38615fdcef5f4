// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/proof.h"

namespace tallywall {

// What the proofs of core need, by OpenSSL's libcrypto. Keeps nothing between two calls, and leaves no error behind in
// OpenSSL's queue, which Qt Network reads, too. Any thread.
//
// RSA keys have 1024 to 8192 bits (PKCS #1 v1.5, RFC 8017, section 8.2). A key of another kind, or of more than 16 KiB of
// text, is none.
[[nodiscard]] const ci::Cryptography &cryptography();

// Whether `text` is a key by which its rsaSha1 can verify: PEM, or the base64 of its DER.
[[nodiscard]] bool isRsaPublicKey(const QByteArray &text);

} // namespace tallywall
