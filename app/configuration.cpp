// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/configuration.h"

#include "core/ci/provider.h"

#include <QFile>

// Built without exceptions, which only the header-only form offers: none may pass through Qt.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Reads one file; knows its name for the errors.
class Reader
{
public:
    Reader(QString path, QStringList optionNames) : m_path(std::move(path)), m_optionNames(std::move(optionNames)) { }

    Result<Configuration> read(const toml::table &root)
    {
        for (const auto &[key, node] : root) {
            const QString name = textOf(key.str()).replace(u'_', u'-');
            if (name == "hooks"_L1 && node.is_table()) {
                if (auto done = readHooks(*node.as_table()); !done)
                    return done.error();
            } else if (m_optionNames.contains(name)) {
                if (auto done = readOption(name, node); !done)
                    return done.error();
            } else if (node.is_table()) {
                m_configuration.warnings << u"%1: [%2] is not known to this version and is left out"_s.arg(m_path,
                                                                                                           name);
            } else {
                return error(node, u"there is no option \"%1\""_s.arg(name));
            }
        }
        return m_configuration;
    }

private:
    Error error(const toml::node &node, const QString &why) const
    {
        return Error{ErrorCode::Invalid, why, u"%1, line %2"_s.arg(m_path).arg(node.source().begin.line)};
    }

    Result<QString> scalar(const toml::node &node) const
    {
        if (const auto *text = node.as_string())
            return textOf(text->get());
        if (const auto *number = node.as_integer())
            return QString::number(number->get());
        if (const auto *yes = node.as_boolean())
            return yes->get() ? u"true"_s : u"false"_s;
        return error(node, u"expected a text, a whole number, true or false"_s);
    }

    Result<QStringList> list(const toml::node &node) const
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

    Result<Done> readOption(const QString &name, const toml::node &node)
    {
        const auto values = name == "allow-origin"_L1 ? list(node) : Result<QStringList>(QStringList{});
        if (!values)
            return values.error();
        if (name == "allow-origin"_L1) {
            if (!values->isEmpty())
                m_configuration.options[name] = *values;
            return Done{};
        }
        const auto value = scalar(node);
        if (!value)
            return value.error();
        m_configuration.options[name] = {*value};
        return Done{};
    }

    Result<Done> readHooks(const toml::table &hooks)
    {
        for (const auto &[key, node] : hooks) {
            const QByteArray provider = QByteArray::fromStdString(std::string(key.str()));
            if (provider != "*" && !ci::providerByName(provider))
                return error(node, u"\"%1\" is not a provider that is known here"_s.arg(textOf(key.str())));
            if (!node.is_table())
                return error(node, u"expected [hooks.%1]"_s.arg(textOf(key.str())));
            if (auto done = readProvider(provider, *node.as_table()); !done)
                return done;
        }
        return Done{};
    }

    // Whatever is not understood here would leave a door open that its owner believes shut: so it is an error.
    Result<Done> readProvider(const QByteArray &provider, const toml::table &table)
    {
        for (const auto &[key, node] : table) {
            if (key.str() != "secrets")
                return error(node,
                             u"there is no \"%1\" here; secrets = [\"…\"] is what can be set"_s.arg(textOf(key.str())));
            const auto values = list(node);
            if (!values)
                return values.error();
            if (values->isEmpty() || values->contains(QString()))
                return error(node, u"an empty secret would let everyone in"_s);
            for (const QString &secret : *values)
                m_configuration.hookSecrets[provider].append(secret.toUtf8());
        }
        return Done{};
    }

    QString m_path;
    QStringList m_optionNames;
    Configuration m_configuration;
};

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
    return Reader(path, optionNames).read(parsed.table());
}

} // namespace tallywall
