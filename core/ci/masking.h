// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery.h"

namespace tallywall::ci {

// Hiding secrets in what is kept of a delivery.

// How secrets may be written where they turn up: plain, percent-encoded, and as JSON; longer ones first. One of fewer than six
// bytes is left out: it would be found everywhere.
[[nodiscard]] QByteArrayList spellings(const QByteArrayList &secrets);
// The text with "••••" in place of each of them.
[[nodiscard]] QByteArray masked(QByteArray text, const QByteArrayList &spellings);
[[nodiscard]] QString masked(const QString &text, const QByteArrayList &spellings);
// The headers with the values of those that carry secrets or proofs hidden: "••••" and how long it was. Of a signature the
// scheme stays ("sha256=••••"). A header of any name that holds one of these spellings is hidden, too.
[[nodiscard]] HeaderList masked(const HeaderList &headers, const QByteArrayList &spellings);
// Masks the body, and what is read of the delivery: every text of its document, and the headers that do not carry a secret by
// their nature. So no text of a run that is read afterwards holds a secret, nor the beginning of one that was cut. Whether there
// was any; where there was none, nothing is read. To be asked after the proof, which is over the body as it came.
[[nodiscard]] bool hideSecrets(Delivery &delivery, const QByteArrayList &spellings);
// The body with "••••" in place of the values that are secrets by what they are called (core/ci/secret_members.h): in the JSON
// of the body itself, and of the `payload` field of a form. All other bytes stay; it may be cut, or neither of them.
[[nodiscard]] QByteArray withoutSecretMembers(const QByteArray &body);

} // namespace tallywall::ci
