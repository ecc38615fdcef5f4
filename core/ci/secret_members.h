// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>

namespace tallywall::ci {

// Which members of a JSON document are secrets, by what they are called.

// Whether a name, in any case, has a part that only secrets are called by: token, secret, password, passwd, api_key,
// private_key or credential; "-" or nothing may stand for the "_".
[[nodiscard]] bool namesSecret(QByteArrayView name);

// A value within a document: a text without its quotes, or a number or a truth.
struct MemberValue {
    qsizetype begin = 0;
    qsizetype end = 0;
    bool quoted = false;
};

// The values of all members, at any depth, that are secrets by their names, or are called `value` within `variables` (GitLab's
// variables of a pipeline, which people name as they like); in their order. Empty texts and null are none. Objects and lists
// are not values: their members are asked by their own names. The document may be cut, or no JSON at all.
[[nodiscard]] QList<MemberValue> secretValues(QByteArrayView json);

} // namespace tallywall::ci
