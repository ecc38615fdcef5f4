// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/provider.h"

#include "core/ci/gitlab.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

std::span<const Provider> providers()
{
    static const std::array table{gitlab()};
    return table;
}

const Provider *providerByName(QByteArrayView name)
{
    const auto all = providers();
    const auto found = std::find_if(all.begin(), all.end(), [name](const Provider &one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

const Provider *providerOf(const Delivery &delivery)
{
    const auto all = providers();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&delivery](const Provider &one) { return one.recognises(delivery); });
    return found == all.end() ? nullptr : &*found;
}

QString webUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1)
            && !url.host().isEmpty();
    return web ? text : QString();
}

QString firstLine(const QString &text)
{
    QString line = text.section(u'\n', 0, 0).trimmed().left(200);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1); // never half a character
    return line;
}

} // namespace tallywall::ci
