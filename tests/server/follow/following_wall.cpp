// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/follow/following_wall.h"

#include <QFile>
#include <QJsonArray>

namespace tallywall::test {

using namespace Qt::StringLiterals;

FollowingWall::FollowingWall() : m_wall({u"--config"_s, configuration()})
{
    append(u"# as it stands\n"_s);
}

void FollowingWall::append(const QString &text)
{
    QFile file(configuration());
    if (file.open(QIODevice::Append))
        file.write(text.toUtf8());
}

void FollowingWall::follow(const QString &url, const QString &name, const QString &more)
{
    append(u"[[follow]]\nurl = \"%1\"\nname = \"%2\"\n%3\n"_s.arg(url, name, more));
}

QByteArray FollowingWall::storeName() const
{
    EventStream stream(m_wall.port());
    return waitUntil([&stream] { return stream.isOpen(); }) ? stream.head().field("Tallywall-Store") : QByteArray();
}

bool FollowingWall::isFollowing(int which) const
{
    return m_wall.ask("GET", "/health").json().value("follows"_L1)[which]["ok"_L1].toBool();
}

QString FollowingWall::why(int which) const
{
    return m_wall.ask("GET", "/health").json().value("follows"_L1)[which]["why"_L1].toString();
}

bool FollowingWall::publish(const QByteArray &collection, const QByteArray &data, bool stored) const
{
    const QByteArray body = R"({"collection":")" + collection + R"(","type":"said","data":)" + data
            + (stored ? "}" : R"(,"store":false})");
    return m_wall.ask("POST", "/notify", body).status == (stored ? 201 : 202);
}

QStringList FollowingWall::stored(const QByteArray &collection, qsizetype count) const
{
    EventStream stream(m_wall.port(), "/events?since=0&collection=" + collection);
    QStringList data;
    (void)waitUntil([&stream, count] { return stream.events().size() >= count; }, std::chrono::seconds(30));
    for (const LiveEvent &event : stream.events())
        data << event.envelope.value("data"_L1).toVariant().toString();
    return data;
}

} // namespace tallywall::test
