// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/poll_configuration.h"

#include <QUrl>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Result<std::chrono::seconds> readEvery(const TomlReader &reader, const toml::node &node)
{
    const auto *number = node.as_integer();
    if (!number || number->get() < ci::PollOptions::shortest.count()
        || number->get() > ci::PollOptions::longest.count())
        return reader.error(node,
                            u"expected a whole number of seconds from %1 to %2"_s.arg(ci::PollOptions::shortest.count())
                                    .arg(ci::PollOptions::longest.count()));
    return std::chrono::seconds(number->get());
}

Result<QString> readUrl(const TomlReader &reader, const toml::node &node)
{
    const auto text = reader.scalar(node);
    if (!text)
        return text.error();
    const QUrl url(*text, QUrl::StrictMode);
    const bool web = url.isValid() && !url.host().isEmpty()
            && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    if (!web)
        return reader.error(node, u"expected an address like https://ci.example.org/cc.xml, found \"%1\""_s.arg(*text));
    if (!url.userInfo().isEmpty())
        return reader.error(node,
                            u"a password does not belong into the address: set user = \"…\" and password = \"…\""_s);
    return *text;
}

Result<Done> readMember(const TomlReader &reader, std::string_view key, const toml::node &node, ci::PollOptions &poll)
{
    if (key == "every") {
        const auto every = readEvery(reader, node);
        if (!every)
            return every.error();
        poll.every = *every;
        return Done{};
    }
    const auto text = key == "url" ? readUrl(reader, node) : reader.scalar(node);
    if (!text)
        return text.error();
    if (text->isEmpty())
        return reader.error(node, u"\"%1\" is empty"_s.arg(textOf(key)));
    if (key == "url")
        poll.url = *text;
    else if (key == "user")
        poll.user = text->toUtf8();
    else if (key == "password")
        poll.password = text->toUtf8();
    else if (key == "token")
        poll.token = text->toUtf8();
    else
        return reader.error(node,
                            u"there is no \"%1\" here; url, user, password, token and every are what can be set"_s.arg(
                                    textOf(key)));
    return Done{};
}

// Runs that are posted and runs that are polled would share their lanes, and end each other.
Result<Done> ownName(const TomlReader &reader, const QString &name, const toml::table &table,
                     const ci::HookOptions &hooks)
{
    if (auto done = reader.serviceName(table, name); !done)
        return done;
    const bool isBuiltIn = ci::providerByName(ci::builtInProviders(), name.toUtf8());
    if (isBuiltIn || hooks.secrets.contains(name.toUtf8()))
        return reader.error(table,
                            u"\"%1\" is the name of a provider that posts%2; give what is polled another: "
                            u"[poll.%1-feed]"_s.arg(name, isBuiltIn ? QString() : u", under [hooks.%1]"_s.arg(name)));
    return Done{};
}

Result<ci::PollOptions> readPoll(const TomlReader &reader, const QString &name, const toml::table &table)
{
    ci::PollOptions poll{.name = name, .url = {}, .user = {}, .password = {}, .token = {}};
    for (const auto &[key, node] : table) {
        if (auto done = readMember(reader, key.str(), node, poll); !done)
            return done.error();
    }
    if (poll.url.isEmpty())
        return reader.error(table, u"[poll.%1] needs url = \"https://…/cc.xml\""_s.arg(name));
    if (poll.user.isEmpty() != poll.password.isEmpty())
        return reader.error(table, u"[poll.%1] needs both user and password, or neither"_s.arg(name));
    if (!poll.user.isEmpty() && !poll.token.isEmpty())
        return reader.error(table, u"[poll.%1] takes user and password, or a token, and not both"_s.arg(name));
    return poll;
}

} // namespace

Result<QList<ci::PollOptions>> readPollOptions(const TomlReader &reader, const toml::table &polls,
                                               const ci::HookOptions &hooks)
{
    QList<ci::PollOptions> options;
    for (const auto &[key, node] : polls) {
        const QString name = textOf(key.str());
        if (!node.is_table())
            return reader.error(node, u"expected [poll.%1]"_s.arg(name));
        if (auto done = ownName(reader, name, *node.as_table(), hooks); !done)
            return done.error();
        const auto poll = readPoll(reader, name, *node.as_table());
        if (!poll)
            return poll.error();
        options << *poll;
    }
    return options;
}

} // namespace tallywall
