// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pusher_configuration.h"

#include "app/suggestion.h"

namespace tallywall {

using namespace Qt::StringLiterals;

Result<PusherOptions> readPusherOptions(const TomlReader &reader, const toml::table &pusher)
{
    PusherOptions options;
    for (const auto &[key, node] : pusher) {
        const QString name = textOf(key.str());
        const QString known = u"subscription_count"_s;
        if (name != known)
            return reader.error(
                    node, u"there is no \"%1\" of [pusher]%2"_s.arg(name, didYouMean(name, {known}, u"\"%1\""_s)));
        const auto value = node.value<bool>();
        if (!node.is_boolean() || !value)
            return reader.error(node, u"expected %1 = true or false"_s.arg(known));
        options.subscriptionCount = *value;
    }
    return options;
}

} // namespace tallywall
