// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QStringList>

// Built without exceptions, which only the header-only form offers: none may pass through Qt.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace tallywall {

// Takes values from a TOML file, with errors and warnings that name the file and the line. For sources alone: toml++ is large.
struct TomlReader {
    QString path;          // of the file
    QStringList &warnings; // borrowed

    [[nodiscard]] Error error(const toml::node &node, const QString &why) const; // Invalid
    void warn(const toml::node &node, const QString &what) const;

    // A text, a whole number, true or false, as text.
    [[nodiscard]] Result<QString> scalar(const toml::node &node) const;
    // Several of them, or one by itself.
    [[nodiscard]] Result<QStringList> list(const toml::node &node) const;
    // An address of http or https, like the example, and without a password in it.
    [[nodiscard]] Result<QString> webUrl(const toml::node &node, const QString &example) const;
    // Whether the key of the node may name a service, in addresses and on the wall: a-z, 0-9, - and _.
    [[nodiscard]] Result<Done> serviceName(const toml::node &node, const QString &name) const;
};

[[nodiscard]] QString textOf(std::string_view text);

} // namespace tallywall
