// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/providers/github_posts.h"

#include "core/ci/providers/providers.h"

namespace tallywall::ci::test {

using namespace Qt::StringLiterals;

Delivery sent(const QByteArray &event, const QByteArray &body)
{
    return posted(body, {{"X-GitHub-Event"_ba, event}, {"X-GitHub-Delivery"_ba, "72d3162e"_ba}});
}

Run run(const QByteArray &event, const QByteArray &body)
{
    return runIn(github(), sent(event, body));
}

Run run(const QByteArray &event, const QString &file)
{
    return run(event, fixture(u"github/"_s + file));
}

QByteArray standing(const QByteArray &body, const QString &member, const QString &word)
{
    static const QStringList statuses{u"requested"_s, u"queued"_s, u"waiting"_s, u"pending"_s, u"in_progress"_s};
    const bool isStatus = statuses.contains(word);
    return with(with(body, member + ".status"_L1, isStatus ? word : u"completed"_s), member + ".conclusion"_L1,
                isStatus ? QJsonValue(QJsonValue::Null) : QJsonValue(word));
}

} // namespace tallywall::ci::test
