// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/ci/hook_figures.h"
#include "server/ci/origin_check.h"
#include "server/net/connection.h"
#include "store/store.h"

namespace tallywall {

// Takes what CI services post: finds the service, asks for its proof, reads what it says, and hands it to the store; whatever
// comes of it stands in the inspector. Server thread.
class Hooks
{
public:
    // What is taken unproven, and has to be read to know whose it is.
    static constexpr qsizetype mostUnknownBytes = 1024 * 1024;
    // Deliveries that are refused, and yet stand in the inspector, a second: a stranger may not make the store write more.
    static constexpr int refusedPerSecond = 10;

    Hooks(Store &store, const AccessRules &rules, const ci::HookOptions &options);

    void take(const Request &request, const Responder &responder);
    // Runs a delivery again, as it was stored; whoever may do this is believed. Errors: NotFound; Conflict, where its body was
    // not kept whole.
    void replay(ci::DeliveryId id, std::function<void(const Response &)> answer);

    [[nodiscard]] const HookFigures &figures() const { return m_figures; }

private:
    [[nodiscard]] Result<Done> findProvider(Arrival &arrival, const QByteArray &name, Trust trust);
    [[nodiscard]] Result<Done> findByDocument(Arrival &arrival, Trust trust);
    void accept(Arrival arrival);
    void record(Arrival arrival, std::optional<ci::Run> run, std::function<Response(const Result<Applied> &)> answer);
    void refuse(Arrival arrival, const Error &error);
    void note(Arrival &arrival, const Error &error, ci::Outcome outcome);
    void keepBody(Arrival &arrival) const;
    [[nodiscard]] QString masked(const QString &text) const;
    [[nodiscard]] bool mayNoteRefusal(TimePoint now);

    Store &m_store;
    AccessRules m_rules;
    OriginCheck m_origin;
    QList<ci::Provider> m_providers;
    QByteArrayList m_spellings; // of every secret that is set, to be hidden wherever it turns up
    TimePoint m_refusalsSince{};
    int m_refusals = 0;
    int m_unnoted = 0; // refusals since the last one that stands in the inspector
    HookFigures m_figures;
};

} // namespace tallywall
