// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/toml_reader.h"

namespace tallywall {

// Reads secrets = ["…"] of [hooks]: one at least. A secret by which nothing could ever be proven is an error, since it would
// show only when the first webhook is refused: an empty one, one with blanks around it, a Standard Webhooks secret that is not
// base64, a public key that is none. One that is easily guessed, and the "…" of an example, are warned of.
[[nodiscard]] Result<QByteArrayList> readSecrets(const TomlReader &reader, const toml::node &node);

} // namespace tallywall
