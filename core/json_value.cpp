// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_value.h"

#include "core/json.h"

#include <QJsonArray>

namespace tallywall {

std::optional<QJsonValue> readJsonValue(const QByteArray &text)
{
    const auto list = parseJson('[' + text + ']'); // QJsonDocument takes no single value
    const QJsonArray values = list ? list->toArray() : QJsonArray();
    return values.size() == 1 ? std::optional(values.first()) : std::nullopt;
}

} // namespace tallywall
