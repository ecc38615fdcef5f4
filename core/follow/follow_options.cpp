// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/follow/follow_options.h"

#include <QUrl>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

bool isFollowName(QStringView text)
{
    return !text.isEmpty() && text.size() <= FollowOptions::maxNameBytes && text.front() != u'-'
            && std::all_of(text.begin(), text.end(),
                           [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; });
}

QString streamUrl(const QString &url)
{
    QUrl stream(url, QUrl::StrictMode);
    if (stream.path().isEmpty() || stream.path() == "/"_L1)
        stream.setPath(u"/events"_s);
    return stream.toString(QUrl::FullyEncoded);
}

} // namespace tallywall
