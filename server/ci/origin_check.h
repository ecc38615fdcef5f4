// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/hook_options.h"
#include "server/ci/arrival.h"
#include "server/net/access.h"

namespace tallywall {

// Whether a delivery comes from whom it says. It is believed when it shows a secret of its provider, or the wall's own token;
// where the provider has no secrets, the machine itself needs none either, as with every other write. Server thread.
class OriginCheck
{
public:
    OriginCheck(const AccessRules &rules, const ci::HookOptions &options) : m_rules(rules), m_options(options) { }

    // Its provider has to be known. Reads the delivery where single projects have secrets, and only after one was shown.
    [[nodiscard]] ci::Proof proofOf(Arrival &arrival, const Request &request, Trust trust) const;

private:
    enum class Door : quint8 { Closed, Open }; // open: the wall's token will do, and the machine itself needs nothing
    [[nodiscard]] ci::Proof proofBy(const QByteArrayList &secrets, Door door, const Arrival &arrival,
                                    const Request &request) const;

    AccessRules m_rules;
    ci::HookOptions m_options;
};

// What to answer where the proof is not given: Unauthorized, with what the sender can do about it.
[[nodiscard]] Error disbelief(const ci::Provider &provider, const ci::Proof &proof);

} // namespace tallywall
