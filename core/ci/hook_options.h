// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/provider.h"

#include <QByteArrayList>
#include <QHash>

namespace tallywall::ci {

// [hooks] of the configuration: who has to prove what, and the services that are described there.
struct HookOptions {
    struct Secrets {
        QByteArrayList all;
        QHash<QString, QByteArrayList> projects; // of single projects, by their name
    };

    QHash<QByteArray, Secrets> secrets; // by the name of the provider; "*" is for all
    QList<Provider> mapped;             // [hooks.NAME] with JSON pointers

    // Those that count for a delivery about this project. Where a project has secrets of its own, only those do: else
    // another project's secret would speak for it. Names of projects are compared without case, as most services do.
    [[nodiscard]] QByteArrayList secretsFor(const QByteArray &provider, const QString &project) const;
    // Those of the provider and of each of its projects: for what speaks for no project.
    [[nodiscard]] QByteArrayList everySecretFor(const QByteArray &provider) const;
    [[nodiscard]] bool hasProjectSecrets(const QByteArray &provider) const;
};

} // namespace tallywall::ci
