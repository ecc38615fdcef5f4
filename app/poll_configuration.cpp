// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/poll_configuration.h"

#include "app/polled_configuration.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

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

Result<PollOptions> readPoll(const TomlReader &reader, const QString &name, const toml::table &table)
{
    PollOptions poll{.name = name, .url = {}, .user = {}, .password = {}, .token = {}};
    for (const auto &[key, node] : table) {
        const auto isKnown = readPolledMember(reader, key.str(), node, poll);
        if (!isKnown)
            return isKnown.error();
        if (!*isKnown)
            return unknownPolledMember(reader, key.str(), node, {});
    }
    if (auto done = checkPolled(reader, table, u"poll."_s + name, u"https://…/cc.xml"_s, poll); !done)
        return done.error();
    return poll;
}

} // namespace

Result<QList<PollOptions>> readPollOptions(const TomlReader &reader, const toml::table &polls,
                                           const ci::HookOptions &hooks)
{
    QList<PollOptions> options;
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
