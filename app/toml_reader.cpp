// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toml_reader.h"

#include "core/web_url.h"

#include <QUrl>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

Error TomlReader::error(const toml::node &node, const QString &why) const
{
    return Error{ErrorCode::Invalid, why, u"%1, line %2"_s.arg(path).arg(node.source().begin.line)};
}

void TomlReader::warn(const toml::node &node, const QString &what) const
{
    warnings << error(node, what).sentence();
}

Result<QString> TomlReader::scalar(const toml::node &node) const
{
    if (const auto *text = node.as_string())
        return textOf(text->get());
    if (const auto *number = node.as_integer())
        return QString::number(number->get());
    if (const auto *yes = node.as_boolean())
        return yes->get() ? u"true"_s : u"false"_s;
    return error(node, u"expected a text, a whole number, true or false"_s);
}

Result<QStringList> TomlReader::list(const toml::node &node) const
{
    QStringList values;
    const auto *array = node.as_array();
    if (!array) {
        const auto one = scalar(node);
        return one ? Result<QStringList>(QStringList{*one}) : Result<QStringList>(one.error());
    }
    for (const auto &item : *array) {
        const auto value = scalar(item);
        if (!value)
            return value.error();
        values << *value;
    }
    return values;
}

Result<QString> TomlReader::webUrl(const toml::node &node, const QString &example) const
{
    const auto text = scalar(node);
    if (!text)
        return text.error();
    const QUrl url(*text, QUrl::StrictMode);
    if (!isWeb(url))
        return error(node, u"expected an address like %1, found \"%2\""_s.arg(example, *text));
    if (!url.userInfo().isEmpty())
        return error(node, u"a password does not belong into the address: set user = \"…\" and password = \"…\""_s);
    return *text;
}

Result<Done> TomlReader::serviceName(const toml::node &node, const QString &name) const
{
    const bool fits = !name.isEmpty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
    });
    if (!fits)
        return error(node, u"\"%1\": a name has up to 40 of a-z, 0-9, - and _"_s.arg(name.left(80)));
    return Done{};
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace tallywall
