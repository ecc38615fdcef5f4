// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result.h"

namespace tallywall {

QString Error::sentence() const
{
    return place.isEmpty() ? message : place + QStringLiteral(": ") + message;
}

} // namespace tallywall
