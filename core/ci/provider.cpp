// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/provider.h"

#include "core/ci/providers/providers.h"
#include "core/ci/tidy.h"

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

const QList<Provider> &builtInProviders()
{
    static const QList<Provider> list{forgejo(), gitea(), github(), gitlab(), bitbucket(), circleci(), buildkite(),
                                      drone(), travis(),
                                      // Known by the document alone.
                                      cdevents(), azure(), teamcity(), jenkins(), woodpecker(), standard()};
    return list;
}

const Provider *providerByName(const QList<Provider> &providers, QByteArrayView name)
{
    const auto found = std::find_if(providers.begin(), providers.end(),
                                    [name](const Provider &one) { return one.name == name; });
    return found == providers.end() ? nullptr : &*found;
}

const Provider *providerOf(const QList<Provider> &providers, const Delivery &delivery)
{
    const auto found = std::find_if(providers.begin(), providers.end(),
                                    [&delivery](const Provider &one) { return one.recognises(delivery); });
    return found == providers.end() ? nullptr : &*found;
}

Result<Reading> readDelivery(const Provider &provider, const Delivery &delivery)
{
    if (delivery.unreadable)
        return *delivery.unreadable;
    auto reading = provider.read(delivery);
    if (!reading)
        return reading;
    if (const auto *ignored = std::get_if<Ignored>(&*reading)) // it may tell a name that the sender chose
        return Reading(Ignored{tidyText(ignored->why, 300)});
    Run run = std::get<Run>(*std::move(reading));
    run.provider = QString::fromLatin1(provider.name);
    auto tidied = tidyRun(std::move(run), provider.title, delivery.received);
    if (!tidied)
        return tidied.error();
    return Reading(*std::move(tidied));
}

} // namespace tallywall::ci
