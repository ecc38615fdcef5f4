// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feed/questions.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

Questions::Questions(QObject *parent) : QObject(parent) { }

Questions::Ticket Questions::open(const Question &question, QObject *context, Then then)
{
    std::erase_if(m_open, [](const Open &one) { return !one.context; });
    if (m_open.size() >= mostOpen)
        answer(m_open.front().ticket,
               Error{ErrorCode::Unavailable, u"the wall is too busy to answer: try again"_s, {}});
    const Ticket ticket = ++m_last;
    m_open.push_back({ticket, context, std::move(then)});
    Q_EMIT asked(ticket, question);
    return ticket;
}

void Questions::forget(Ticket ticket)
{
    std::erase_if(m_open, [ticket](const Open &one) { return one.ticket == ticket; });
}

void Questions::answer(Ticket ticket, const Answer &theAnswer)
{
    const auto found = std::find_if(m_open.begin(), m_open.end(),
                                    [ticket](const Open &one) { return one.ticket == ticket; });
    if (found == m_open.end())
        return;
    const Open one = std::move(*found);
    m_open.erase(found);
    if (one.context)
        one.then(theAnswer);
}

Error Questions::errorOf(const Answer &answer)
{
    if (const auto *error = std::get_if<Error>(&answer))
        return *error;
    return {ErrorCode::Internal, u"this is not what was asked for"_s, {}};
}

} // namespace tallywall
