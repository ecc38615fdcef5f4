// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/follow_configuration.h"

#include "app/suggestion.h"

#include <QUrl>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

const QStringList keys{u"url"_s,   u"name"_s,        u"user"_s,       u"password"_s,
                       u"token"_s, u"collections"_s, u"collection"_s, u"silence"_s};

// "berlin-example-org" of berlin.example.org; empty where nothing of it may stand in a name.
QString nameOf(const QString &url)
{
    QString name = QUrl(url).host(QUrl::FullyEncoded).toLower();
    for (QChar &c : name) {
        if (!isFollowName(QStringView(&c, 1)))
            c = u'-';
    }
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    return name.left(FollowOptions::maxNameBytes);
}

// As it has to be to go into a field of HTTP as it stands.
bool isVisibleAscii(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

Result<Filter> readCollections(const TomlReader &reader, const toml::node &node)
{
    const auto names = reader.list(node);
    if (!names)
        return names.error();
    if (names->isEmpty() || names->contains(QString()))
        return reader.error(node, u"expected names like [\"deploys\"]; without \"collections\" it is all of them"_s);
    const auto filter = parseFilter(names->join(u',').toUtf8());
    return filter ? filter : Result<Filter>(reader.error(node, filter.error().message));
}

Result<std::chrono::seconds> readSilence(const TomlReader &reader, const toml::node &node)
{
    const std::chrono::seconds silence(node.value<std::int64_t>().value_or(-1));
    const bool isKnown = node.is_integer()
            && (silence.count() == 0
                || (silence >= FollowOptions::shortestSilence && silence <= FollowOptions::longestSilence));
    return isKnown ? Result<std::chrono::seconds>(silence)
                   : reader.error(node,
                                  u"expected a whole number of seconds from %1 to %2, or 0: silence is no sign"_s
                                          .arg(FollowOptions::shortestSilence.count())
                                          .arg(FollowOptions::longestSilence.count()));
}

Result<Done> takeText(const TomlReader &reader, const QString &key, const toml::node &node, const QString &text,
                      FollowOptions &follow)
{
    if (key == "url"_L1) {
        follow.url = streamUrl(text);
    } else if (key == "name"_L1) {
        if (!isFollowName(text))
            return reader.error(
                    node,
                    u"\"%1\": a name has up to %2 of a-z, 0-9 and -, and does not begin with -"_s.arg(text.left(80))
                            .arg(FollowOptions::maxNameBytes));
        follow.name = text;
    } else if (key == "collection"_L1) {
        follow.collection = text.toUtf8();
        if (!isCollectionName(follow.collection) || follow.collection == "feed")
            return reader.error(node, u"\"%1\" cannot name a collection"_s.arg(text.left(80)));
    } else if (key == "user"_L1) {
        follow.user = text.toUtf8();
    } else if (key == "password"_L1) {
        follow.password = text.toUtf8();
    } else {
        follow.token = text.toUtf8();
        if (!isVisibleAscii(follow.token))
            return reader.error(
                    node,
                    u"a token has no blanks, ends of lines and other signs than those of ASCII: copy it once more"_s);
    }
    return Done{};
}

Result<Done> readMember(const TomlReader &reader, const QString &key, const toml::node &node, FollowOptions &follow)
{
    if (key == "collections"_L1) {
        auto wanted = readCollections(reader, node);
        if (!wanted)
            return wanted.error();
        follow.wanted = *std::move(wanted);
        return Done{};
    }
    if (key == "silence"_L1) {
        const auto silence = readSilence(reader, node);
        if (!silence)
            return silence.error();
        follow.silence = *silence;
        return Done{};
    }
    if (!keys.contains(key)) {
        const QString meant = didYouMean(key, keys, u"\"%1\""_s);
        return reader.error(node,
                            u"there is no \"%1\" here"_s.arg(key)
                                    + (meant.isEmpty() ? u"; there are "_s + keys.join(u", "_s) : meant));
    }
    const auto text = key == "url"_L1 ? reader.webUrl(node, u"https://berlin.example.org"_s) : reader.scalar(node);
    if (!text)
        return text.error();
    if (text->isEmpty())
        return reader.error(node, u"\"%1\" is empty"_s.arg(key));
    return takeText(reader, key, node, *text, follow);
}

Result<Done> checkWhole(const TomlReader &reader, const toml::table &table, const FollowOptions &follow)
{
    if (follow.url.isEmpty())
        return reader.error(table, u"[[follow]] needs url = \"https://…\""_s);
    if (follow.name.isEmpty())
        return reader.error(table, u"[[follow]] needs name = \"…\": none can be made from the address"_s);
    if (follow.user.isEmpty() != follow.password.isEmpty())
        return reader.error(table, u"[[follow]] needs both user and password, or neither"_s);
    if (!follow.user.isEmpty() && !follow.token.isEmpty())
        return reader.error(table, u"[[follow]] takes user and password, or a token, and not both"_s);
    if (!follow.wanted.all && !follow.collection.isEmpty())
        return reader.error(table,
                            u"[[follow]] takes collections, of another wall, or the collection that another stream "
                            u"becomes, and not both"_s);
    return Done{};
}

Result<FollowOptions> readFollow(const TomlReader &reader, const toml::table &table)
{
    FollowOptions follow;
    for (const auto &[key, node] : table) {
        if (auto done = readMember(reader, textOf(key.str()), node, follow); !done)
            return done.error();
    }
    if (follow.name.isEmpty())
        follow.name = nameOf(follow.url);
    const auto whole = checkWhole(reader, table, follow);
    return whole ? Result<FollowOptions>(follow) : Result<FollowOptions>(whole.error());
}

} // namespace

Result<QList<FollowOptions>> readFollowOptions(const TomlReader &reader, const toml::node &follows)
{
    const toml::array *tables = follows.as_array();
    if (!tables || !tables->is_homogeneous<toml::table>())
        return reader.error(follows, u"expected [[follow]], with two brackets: there may be several"_s);
    if (tables->size() > static_cast<std::size_t>(FollowOptions::maxFollows))
        return reader.error(follows, u"more than %1 of [[follow]]"_s.arg(FollowOptions::maxFollows));
    QList<FollowOptions> options;
    for (const auto &node : *tables) {
        const auto follow = readFollow(reader, *node.as_table());
        if (!follow)
            return follow.error();
        const bool isTaken = std::any_of(options.begin(), options.end(),
                                         [&follow](const FollowOptions &one) { return one.name == follow->name; });
        if (isTaken)
            return reader.error(
                    node,
                    u"another [[follow]] is \"%1\", too: give each a name = \"…\" of its own"_s.arg(follow->name));
        options << *follow;
    }
    return options;
}

} // namespace tallywall
