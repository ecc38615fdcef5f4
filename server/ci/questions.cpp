// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/questions.h"

#include "store/store.h"

namespace tallywall {

namespace {

Result<ci::Run> ask(Journal &journal, const ci::RunQuestion &question)
{
    return journal.runs().byId(question.id);
}

Result<ci::RunsPage> ask(Journal &journal, const ci::RunsQuery &question)
{
    return journal.runs().page(question);
}

Result<QList<ci::PipelineFigures>> ask(Journal &journal, const ci::FiguresQuestion &)
{
    return journal.runs().pipelines().all();
}

Result<ci::Trend> ask(Journal &journal, const ci::TrendQuestion &question)
{
    return journal.runs().pipelines().trend(question.provider, question.project, question.pipeline);
}

Result<ci::DeliveriesPage> ask(Journal &journal, const ci::DeliveriesQuery &question)
{
    return journal.deliveries().page(question);
}

Result<ci::DeliveryRecord> ask(Journal &journal, const ci::DeliveryQuestion &question)
{
    return journal.deliveries().byId(question.id);
}

Result<qint64> ask(Journal &journal, const ci::LaneSizeQuestion &question)
{
    return journal.runs().sizeOf(question.lane);
}

template<typename T>
ci::Answer answerOf(Result<T> result)
{
    return result ? ci::Answer(*std::move(result)) : ci::Answer(result.error());
}

} // namespace

void answerQuestion(Store &store, const ci::Question &question, std::function<void(const ci::Answer &)> answer)
{
    store.read<ci::Answer>(
            [question](Journal &journal) {
                return Result<ci::Answer>(
                        std::visit([&journal](const auto &one) { return answerOf(ask(journal, one)); }, question));
            },
            [answer = std::move(answer)](const Result<ci::Answer> &given) {
                answer(given ? *given : ci::Answer(given.error()));
            });
}

} // namespace tallywall
