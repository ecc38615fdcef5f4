// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/hook_options.h"

namespace tallywall::ci {

namespace {

QByteArrayList ofProject(const HookOptions::Secrets &secrets, const QString &project)
{
    QByteArrayList result;
    for (auto it = secrets.projects.cbegin(); it != secrets.projects.cend(); ++it) {
        if (it.key().compare(project, Qt::CaseInsensitive) == 0)
            result.append(it.value());
    }
    return result;
}

} // namespace

QByteArrayList HookOptions::secretsFor(const QByteArray &provider, const QString &project) const
{
    const Secrets own = secrets.value(provider);
    const Secrets everyones = secrets.value("*");
    const QByteArrayList single = ofProject(own, project) + ofProject(everyones, project);
    return single.isEmpty() ? own.all + everyones.all : single;
}

QByteArrayList HookOptions::everySecretFor(const QByteArray &provider) const
{
    QByteArrayList result;
    for (const Secrets &one : {secrets.value(provider), secrets.value("*")}) {
        result.append(one.all);
        for (const QByteArrayList &single : one.projects)
            result.append(single);
    }
    return result;
}

bool HookOptions::hasProjectSecrets(const QByteArray &provider) const
{
    return !secrets.value(provider).projects.isEmpty() || !secrets.value("*").projects.isEmpty();
}

} // namespace tallywall::ci
