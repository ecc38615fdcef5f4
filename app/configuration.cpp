// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/configuration.h"

#include "app/follow_configuration.h"
#include "app/hook_configuration.h"
#include "app/poll_configuration.h"
#include "app/prices_configuration.h"
#include "app/pusher_configuration.h"
#include "app/suggestion.h"
#include "app/toml_reader.h"

#include <QFile>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Into the value of the option; a list where it can have several.
Result<Done> readOption(const TomlReader &reader, const QString &name, const toml::node &node,
                        Configuration &configuration)
{
    if (name == "allow-origin"_L1) {
        const auto values = reader.list(node);
        if (!values)
            return values.error();
        if (!values->isEmpty())
            configuration.options[name] = *values;
        return Done{};
    }
    const auto value = reader.scalar(node);
    if (!value)
        return value.error();
    configuration.options[name] = {*value};
    return Done{};
}

// What later versions read: the same file serves them all.
const QStringList laterTables{u"servers"_s, u"quiz"_s};

// "hooks.github" of [hooks.github]: with the first table in it, since that is how it was written.
QString headingOf(const QString &name, const toml::table &table)
{
    const auto inner = std::find_if(table.begin(), table.end(), [](const auto &one) { return one.second.is_table(); });
    return inner == table.end() ? name : name + u'.' + textOf(inner->first.str());
}

Error unknownTable(const TomlReader &reader, const QString &name, const toml::table &table)
{
    const QString heading = headingOf(name, table);
    const QString meant = didYouMean(name, {u"hooks"_s, u"poll"_s, u"prices"_s, u"pusher"_s, u"follow"_s},
                                     u"[%1"_s + heading.sliced(name.size()) + u']');
    return reader.error(
            table,
            u"unknown table [%1]%2"_s.arg(
                    heading,
                    meant.isEmpty() ? u"; there are [hooks.NAME], [poll.NAME], [prices.NAME], [pusher] and [[follow]]"_s
                                    : meant));
}

Result<Done> readTable(const TomlReader &reader, const QString &name, const toml::table &table,
                       Configuration &configuration)
{
    if (name == "hooks"_L1) {
        auto hooks = readHookOptions(reader, table);
        if (!hooks)
            return hooks.error();
        configuration.hooks = *std::move(hooks);
    } else if (name == "poll"_L1) {
        auto polls = readPollOptions(reader, table, configuration.hooks); // "hooks" comes before it: keys are sorted
        if (!polls)
            return polls.error();
        configuration.polls = *std::move(polls);
    } else if (name == "prices"_L1) {
        auto prices = readPriceOptions(reader, table);
        if (!prices)
            return prices.error();
        configuration.prices = *std::move(prices);
    } else if (name == "pusher"_L1) {
        const auto pusher = readPusherOptions(reader, table);
        if (!pusher)
            return pusher.error();
        configuration.pusher = *pusher;
    } else if (laterTables.contains(name)) {
        reader.warn(table, u"[%1] is not known to this version and is left out"_s.arg(name));
    } else {
        return unknownTable(reader, name, table);
    }
    return Done{};
}

Result<Done> readFollows(const TomlReader &reader, const toml::node &node, Configuration &configuration)
{
    auto follows = readFollowOptions(reader, node);
    if (!follows)
        return follows.error();
    configuration.follows = *std::move(follows);
    return Done{};
}

Result<Configuration> readRoot(const QString &path, const toml::table &root, const QStringList &optionNames)
{
    Configuration configuration;
    const TomlReader reader{.path = path, .warnings = configuration.warnings};
    for (const auto &[key, node] : root) {
        const QString name = textOf(key.str()).replace(u'_', u'-');
        Result<Done> done = Done{};
        if (optionNames.contains(name))
            done = readOption(reader, name, node, configuration);
        else if (name == "follow"_L1)
            done = readFollows(reader, node, configuration);
        else if (name == "prices"_L1 && node.is_array_of_tables())
            done = reader.error(node, u"write [prices.NAME], with the symbol as NAME and one pair of brackets"_s);
        else if (node.is_table())
            done = readTable(reader, name, *node.as_table(), configuration);
        else
            done = reader.error(node,
                                u"there is no option \"%1\"%2"_s.arg(name, didYouMean(name, optionNames, u"\"%1\""_s)));
        if (!done)
            return done.error();
    }
    return configuration;
}

} // namespace

Result<Configuration> readConfiguration(const QString &path, const QStringList &optionNames)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Invalid, u"cannot be read: %1"_s.arg(file.errorString()),
                     u"the configuration %1"_s.arg(path)};
    const QByteArray bytes = file.readAll();
    const toml::parse_result parsed = toml::parse(
            std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (!parsed) {
        const auto &wrong = parsed.error();
        return Error{ErrorCode::Invalid, textOf(wrong.description()),
                     u"%1, line %2"_s.arg(path).arg(wrong.source().begin.line)};
    }
    return readRoot(path, parsed.table(), optionNames);
}

} // namespace tallywall
