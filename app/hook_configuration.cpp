// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hook_configuration.h"

#include "app/secret_configuration.h"
#include "app/suggestion.h"
#include "core/ci/mapping.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

using Secrets = ci::HookOptions::Secrets;

Result<Done> readProject(const TomlReader &reader, const QString &project, const toml::node &node, Secrets &secrets)
{
    const toml::table *table = node.as_table();
    if (!table || table->size() != 1 || !table->contains("secrets") || project.isEmpty())
        return reader.error(node, u"expected secrets = [\"…\"] of one project: [hooks.NAME.projects.\"owner/name\"]"_s);
    const auto values = readSecrets(reader, *table->get("secrets"));
    if (!values)
        return values.error();
    secrets.projects[project] = *values;
    return Done{};
}

Result<Done> readProjects(const TomlReader &reader, const toml::node &node, Secrets &secrets)
{
    if (!node.is_table())
        return reader.error(node, u"expected [hooks.NAME.projects.\"owner/name\"]"_s);
    for (const auto &[key, project] : *node.as_table()) {
        if (auto done = readProject(reader, textOf(key.str()), project, secrets); !done)
            return done;
    }
    return Done{};
}

// True where the key is about secrets.
Result<bool> readProof(const TomlReader &reader, std::string_view key, const toml::node &node, Secrets &secrets)
{
    if (key == "projects") {
        auto done = readProjects(reader, node, secrets);
        return done ? Result<bool>(true) : Result<bool>(done.error());
    }
    if (key != "secrets")
        return false;
    auto values = readSecrets(reader, node);
    if (!values)
        return values.error();
    secrets.all = *std::move(values);
    return true;
}

Result<ci::Places> readPlaces(const TomlReader &reader, const toml::node &node)
{
    const auto texts = reader.list(node);
    if (!texts)
        return texts.error();
    if (texts->isEmpty() || texts->contains(QString()))
        return reader.error(node,
                            u"expected a place in what the service sends: a JSON Pointer like \"/build/status\""_s);
    ci::Places places;
    for (const QString &text : *texts) {
        const auto pointer = readJsonPointer(text);
        if (!pointer)
            return reader.error(node, pointer.error().message);
        places << *pointer;
    }
    return places;
}

Result<Done> readWords(const TomlReader &reader, ci::State state, const toml::node &node, ci::Mapping &mapping)
{
    const auto words = reader.list(node);
    if (!words)
        return words.error();
    for (const QString &word : *words) {
        const QString lower = word.trimmed().toLower();
        if (lower.isEmpty())
            return reader.error(node, u"an empty word is no state"_s);
        if (mapping.words.contains(lower))
            return reader.error(node, u"\"%1\" is given two states"_s.arg(word));
        mapping.words.insert(lower, state);
    }
    return Done{};
}

Result<Done> readStates(const TomlReader &reader, const toml::node &node, ci::Mapping &mapping)
{
    if (!node.is_table())
        return reader.error(node, u"expected states = { success = [\"…\"], failed = [\"…\"] }"_s);
    for (const auto &[key, words] : *node.as_table()) {
        const QString name = textOf(key.str());
        const ci::State state = ci::stateFromWord(name);
        if (state == ci::State::Unknown && name != "unknown"_L1)
            return reader.error(words,
                                u"there is no state \"%1\"; there are queued, waiting, running, failing, success, "
                                u"warning, failed, error, canceled, skipped and unknown"_s.arg(name));
        if (auto done = readWords(reader, state, words, mapping); !done)
            return done;
    }
    return Done{};
}

// A service that is built in, or "*": only its secrets are a matter of configuration.
Result<Done> readKnown(const TomlReader &reader, const QString &name, const toml::table &table, Secrets &secrets)
{
    for (const auto &[key, node] : table) {
        const auto read = readProof(reader, key.str(), node, secrets);
        if (!read)
            return read.error();
        if (!*read)
            return reader.error(node,
                                u"there is no \"%1\" of %2; secrets = [\"…\"] and [hooks.NAME.projects.\"owner/name\"] "
                                u"are what can be set"_s.arg(textOf(key.str()), name));
    }
    return Done{};
}

QStringList mappedKeys()
{
    QStringList keys{u"secrets"_s, u"projects"_s, u"states"_s};
    for (const ci::MappedFact &fact : ci::mappedFacts())
        keys << fact.name;
    return keys;
}

QStringList builtInNames()
{
    QStringList names;
    for (const ci::Provider &provider : ci::builtInProviders())
        names << QString::fromLatin1(provider.name);
    return names;
}

Result<ci::Mapping> readMapping(const TomlReader &reader, const toml::table &table, Secrets &secrets)
{
    const auto facts = ci::mappedFacts();
    ci::Mapping mapping;
    for (const auto &[key, node] : table) {
        const QString name = textOf(key.str());
        const auto fact = std::find_if(facts.begin(), facts.end(),
                                       [&name](const ci::MappedFact &one) { return one.name == name; });
        if (fact != facts.end()) {
            auto places = readPlaces(reader, node);
            if (!places)
                return places.error();
            mapping.*fact->places = *std::move(places);
        } else if (name == "states"_L1) {
            if (auto done = readStates(reader, node, mapping); !done)
                return done.error();
        } else if (const auto read = readProof(reader, key.str(), node, secrets); !read) {
            return read.error();
        } else if (!*read) {
            const QString meant = didYouMean(name, mappedKeys(), u"\"%1\""_s);
            return reader.error(node,
                                u"a run has no \"%1\" here"_s.arg(name) + (meant.isEmpty() ? u"."_s : meant)
                                        + u" docs/ci/any.md lists what can be set"_s);
        }
    }
    return mapping;
}

QString notKnown(const QString &name)
{
    return u"\"%1\" is not a provider that is known here"_s.arg(name);
}

Result<Done> readService(const TomlReader &reader, const QString &name, const toml::table &table,
                         ci::HookOptions &options)
{
    Secrets &secrets = options.secrets[name.toUtf8()];
    if (name == "*"_L1 || ci::providerByName(ci::builtInProviders(), name.toUtf8()))
        return readKnown(reader, name, table, secrets);
    const QString meant = didYouMean(name, builtInNames(), u"[hooks.%1]"_s);
    if (auto done = reader.serviceName(table, name); !done)
        return meant.isEmpty() ? done : reader.error(table, notKnown(name) + meant);
    const auto mapping = readMapping(reader, table, secrets);
    if (!mapping)
        return mapping.error();
    if (mapping->project.isEmpty() || mapping->state.isEmpty())
        return reader.error(table,
                            notKnown(name) + (meant.isEmpty() ? u"."_s : meant)
                                    + u" To read another CI, say where its project and its state stand: project = "
                                      u"\"/…\" and state = \"/…\", JSON Pointers into what it sends"_s);
    options.mapped << ci::mapped(name.toUtf8(), *mapping);
    return Done{};
}

} // namespace

Result<ci::HookOptions> readHookOptions(const TomlReader &reader, const toml::table &hooks)
{
    ci::HookOptions options;
    for (const auto &[key, node] : hooks) {
        const QString name = textOf(key.str());
        if (!node.is_table())
            return reader.error(node, u"expected [hooks.%1]"_s.arg(name));
        if (auto done = readService(reader, name, *node.as_table(), options); !done)
            return done.error();
    }
    return options;
}

} // namespace tallywall
