// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/origin_check.h"

#include "server/ci/cryptography.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const ci::Provider &provider)
{
    return provider.title.isEmpty() ? QString::fromLatin1(provider.name) : provider.title;
}

} // namespace

ci::Proof OriginCheck::proofOf(Arrival &arrival, const Request &request, Trust trust) const
{
    if (trust == Trust::Token)
        return {ci::Verdict::Given, u"the wall's token"_s, {}};
    const QByteArray &name = arrival.provider->name;
    const QByteArrayList common = m_options.secretsFor(name, {});
    const Door door = common.isEmpty() ? Door::Open : Door::Closed;
    if (!m_options.hasProjectSecrets(name))
        return proofBy(common, door, arrival, request);
    // Only the document says which project it is, and reading it is dear: so first any of the secrets has to be shown.
    ci::Proof proof = proofBy(m_options.everySecretFor(name), door, arrival, request);
    if (proof.verdict != ci::Verdict::Given)
        return proof;
    const auto &reading = readingOf(arrival);
    if (!reading || std::holds_alternative<ci::Ignored>(*reading)) // about no run, so it speaks for no project
        return proof;
    const QByteArrayList secrets = m_options.secretsFor(name, arrival.record.project);
    proof = proofBy(secrets, secrets.isEmpty() ? Door::Open : Door::Closed, arrival, request);
    if (proof.verdict == ci::Verdict::Wrong) // though the secret is one of this service
        proof.why += u", which are those of %1 alone"_s.arg(arrival.record.project);
    return proof;
}

ci::Proof OriginCheck::proofBy(const QByteArrayList &secrets, Door door, const Arrival &arrival,
                               const Request &request) const
{
    const bool open = door == Door::Open;
    ci::Proof proof = ci::prove(arrival.provider->schemes, arrival.delivery,
                                open ? secrets + QByteArrayList{m_rules.token} : secrets, cryptography());
    if (proof.verdict == ci::Verdict::Missing && open && isLocal(request))
        return {ci::Verdict::Given, u"sent from this machine"_s, {}};
    return proof;
}

Error disbelief(const ci::Provider &provider, const ci::Proof &proof)
{
    const QString name = QString::fromLatin1(provider.name);
    if (proof.verdict == ci::Verdict::Missing)
        return {ErrorCode::Unauthorized,
                u"this delivery carries no secret. Set one in %1: the wall's token, or one of [hooks.%2] in the configuration"_s
                        .arg(titleOf(provider), name),
                {}};
    if (proof.verdict == ci::Verdict::Stale) // the secret is right
        return {ErrorCode::Unauthorized, proof.why, proof.scheme};
    return {ErrorCode::Unauthorized,
            u"no secret that is set for %1 here proves this delivery: %2"_s.arg(name, proof.why), proof.scheme};
}

} // namespace tallywall
