// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/delivery_record.h"

#include <QString>

namespace tallywall {

// A command line that sends the delivery again to the wall at `address` ("http://192.168.1.5:4000"), quoted for a POSIX shell.
// Headers of the connection are left out; what is masked in the record stands there as SECRET. The body goes through base64
// where it is no plain text.
[[nodiscard]] QString curlCommand(const ci::DeliveryRecord &record, const QString &address);

// 'it'\''s': one word for a POSIX shell, whatever is in it.
[[nodiscard]] QString shellQuoted(const QString &text);

} // namespace tallywall
