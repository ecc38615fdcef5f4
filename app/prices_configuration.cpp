// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/prices_configuration.h"

#include "app/polled_configuration.h"
#include "core/prices/price_board.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Result<QString> readSymbol(const TomlReader &reader, const toml::node &node, const QString &text)
{
    if (!isPriceSymbol(text))
        return reader.error(node, u"%1, found \"%2\""_s.arg(expectedSymbol(), text.left(80)));
    return text;
}

Result<Done> readMember(const TomlReader &reader, std::string_view key, const toml::node &node, PricePollOptions &price)
{
    const auto isOfAll = readPolledMember(reader, key, node, price.asked);
    if (!isOfAll)
        return isOfAll.error();
    if (*isOfAll)
        return Done{};
    if (key != "symbol" && key != "pointer")
        return unknownPolledMember(reader, key, node, {u"symbol"_s, u"pointer"_s});
    const auto text = reader.scalar(node);
    if (!text)
        return text.error();
    if (key == "symbol") {
        const auto symbol = readSymbol(reader, node, *text);
        if (!symbol)
            return symbol.error();
        price.symbol = *symbol;
        return Done{};
    }
    const auto pointer = readJsonPointer(*text);
    if (!pointer)
        return reader.error(node, pointer.error().message);
    price.pointer = *pointer;
    return Done{};
}

Result<PricePollOptions> readPrice(const TomlReader &reader, const QString &name, const toml::table &table)
{
    const auto symbol = readSymbol(reader, table, name);
    if (!symbol)
        return symbol.error();
    const QString heading = u"prices."_s + name;
    PricePollOptions price{.asked = {.name = heading,
                                     .url = {},
                                     .user = {},
                                     .password = {},
                                     .token = {},
                                     .every = PricePollOptions::usual},
                           .pointer = {},
                           .symbol = *symbol};
    for (const auto &[key, node] : table) {
        if (auto done = readMember(reader, key.str(), node, price); !done)
            return done.error();
    }
    if (auto done = checkPolled(reader, table, heading, u"https://…/price.json"_s, price.asked); !done)
        return done.error();
    if (!table.contains("pointer"))
        return reader.error(
                table,
                u"[%1] needs pointer = \"/…\": where in the answer the price stands; \"\" is all of it"_s.arg(heading));
    return price;
}

} // namespace

Result<QList<PricePollOptions>> readPriceOptions(const TomlReader &reader, const toml::table &prices)
{
    QList<PricePollOptions> options;
    for (const auto &[key, node] : prices) {
        const QString name = textOf(key.str());
        if (!node.is_table())
            return reader.error(node, u"write [prices.NAME], with the symbol as NAME, above \"%1\""_s.arg(name));
        const auto price = readPrice(reader, name, *node.as_table());
        if (!price)
            return price.error();
        const auto same = std::find_if(options.cbegin(), options.cend(), [&price](const PricePollOptions &other) {
            return other.symbol == price->symbol;
        });
        if (same != options.cend())
            return reader.error(node,
                                u"the symbol \"%1\" is that of [%2] already"_s.arg(price->symbol, same->asked.name));
        options << *price;
    }
    return options;
}

} // namespace tallywall
