// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/questions.h"

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

Result<EventsHistory> ask(Journal &journal, const EventsQuery &question)
{
    return journal.log().history(question);
}

template<typename T>
Answer answerOf(Result<T> result)
{
    return result ? Answer(*std::move(result)) : Answer(result.error());
}

} // namespace

void answerQuestion(Store &store, const Question &question, std::function<void(const Answer &)> answer)
{
    store.read<Answer>(
            [question](Journal &journal) {
                return Result<Answer>(
                        std::visit([&journal](const auto &one) { return answerOf(ask(journal, one)); }, question));
            },
            [answer = std::move(answer)](const Result<Answer> &given) {
                answer(given ? *given : Answer(given.error()));
            });
}

} // namespace tallywall
