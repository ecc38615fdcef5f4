// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/question.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <functional>
#include <type_traits>
#include <utility>

namespace tallywall {

// The alternative of Answer that answers a question of this kind: both variants are in the same order.
template<typename Asked>
inline constexpr std::size_t placeOfQuestion = []<std::size_t... place>(std::index_sequence<place...>)
{
    return ((std::is_same_v<Asked, std::variant_alternative_t<place, Question>> ? place : 0) + ...);
}
(std::make_index_sequence<std::variant_size_v<Question>>());
template<typename Asked>
using AnswerTo = std::variant_alternative_t<placeOfQuestion<Asked>, Answer>;

// What the pages of the window ask, matched with what is answered: every question has a ticket. An answer to a page that is
// gone, or to a question that was forgotten, goes nowhere. GUI thread.
class Questions : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostOpen = 64; // past that the oldest is answered with an error (Unavailable)

    using Ticket = quint64; // 0: none

    explicit Questions(QObject *parent = nullptr);

    // `then` gets a Result of what answers the question, later (never from inside ask()), as long as `context` lives.
    template<typename Asked, typename Then>
    Ticket ask(const Asked &question, QObject *context, Then then)
    {
        using Answered = AnswerTo<Asked>;
        return open(question, context, [then = std::move(then)](const Answer &answer) {
            if (const auto *known = std::get_if<Answered>(&answer))
                then(Result<Answered>(*known));
            else
                then(Result<Answered>(errorOf(answer)));
        });
    }

    void forget(Ticket ticket);                          // its answer is not wanted any more
    void answer(Ticket ticket, const Answer &theAnswer); // one that is not open is nobody's
    [[nodiscard]] std::size_t openCount() const { return m_open.size(); }

Q_SIGNALS:
    void asked(quint64 ticket, const tallywall::Question &question);

private:
    using Then = std::function<void(const Answer &)>;
    struct Open {
        Ticket ticket;
        QPointer<QObject> context;
        Then then;
    };

    Ticket open(const Question &question, QObject *context, Then then);
    [[nodiscard]] static Error errorOf(const Answer &answer);

    std::deque<Open> m_open; // the oldest first
    Ticket m_last = 0;
};

} // namespace tallywall
