// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/polled_configuration.h"

#include "app/suggestion.h"

#include <QUrl>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Result<std::chrono::seconds> readEvery(const TomlReader &reader, const toml::node &node)
{
    const auto *number = node.as_integer();
    if (!number || number->get() < PollOptions::shortest.count() || number->get() > PollOptions::longest.count())
        return reader.error(node,
                            u"expected a whole number of seconds from %1 to %2"_s.arg(PollOptions::shortest.count())
                                    .arg(PollOptions::longest.count()));
    return std::chrono::seconds(number->get());
}

// Those that are texts.
QByteArray *proofOf(std::string_view key, PollOptions &poll)
{
    if (key == "user")
        return &poll.user;
    if (key == "password")
        return &poll.password;
    return key == "token" ? &poll.token : nullptr;
}

} // namespace

Result<bool> readPolledMember(const TomlReader &reader, std::string_view key, const toml::node &node, PollOptions &poll)
{
    if (key == "every") {
        const auto every = readEvery(reader, node);
        if (!every)
            return every.error();
        poll.every = *every;
        return true;
    }
    QByteArray *const proof = proofOf(key, poll);
    if (key != "url" && !proof)
        return false;
    const auto text = proof ? reader.scalar(node) : reader.webUrl(node, u"https://example.org/…"_s);
    if (!text)
        return text.error();
    if (proof && text->isEmpty())
        return reader.error(node, u"\"%1\" is empty"_s.arg(textOf(key)));
    if (proof) {
        *proof = text->toUtf8();
        return true;
    }
    poll.url = *text;
    return true;
}

Result<Done> checkPolled(const TomlReader &reader, const toml::table &table, const QString &heading,
                         const QString &example, const PollOptions &poll)
{
    if (poll.url.isEmpty())
        return reader.error(table, u"[%1] needs url = \"%2\""_s.arg(heading, example));
    if (poll.user.isEmpty() != poll.password.isEmpty())
        return reader.error(table, u"[%1] needs both user and password, or neither"_s.arg(heading));
    if (!poll.user.isEmpty() && !poll.token.isEmpty())
        return reader.error(table, u"[%1] takes user and password, or a token, and not both"_s.arg(heading));
    return Done{};
}

Error unknownPolledMember(const TomlReader &reader, std::string_view key, const toml::node &node,
                          const QStringList &ownKeys)
{
    const QString name = textOf(key);
    const QStringList keys = ownKeys + QStringList{u"url"_s, u"user"_s, u"password"_s, u"token"_s, u"every"_s};
    const QString meant = didYouMean(name, keys, u"\"%1\""_s);
    return reader.error(node,
                        u"there is no \"%1\" here%2"_s.arg(
                                name, meant.isEmpty() ? u"; %1 are what can be set"_s.arg(keys.join(u", "_s)) : meant));
}

} // namespace tallywall
