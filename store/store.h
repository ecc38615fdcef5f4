// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/checkpoints.h"
#include "store/journal.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <any>
#include <deque>
#include <functional>

namespace tallywall {

// What stands about a store that has been opened.
struct StoreFacts {
    QByteArray storeName;
    EventId newest = EventId::None;
    EventId resultsVersion = EventId::None;
    QList<Event> tail; // the newest events, oldest first, within the bounds of EventLog::tail
};

struct StoreHealth {
    bool ok = true;
    QString message; // a sentence for an operator; empty while ok

    friend bool operator==(const StoreHealth &, const StoreHealth &) = default;
};

// Figures for /metrics.
struct StoreFigures {
    qint64 commits = 0;
    qint64 events = 0;  // committed
    qint64 refused = 0; // answered Unavailable
    qsizetype queued = 0;
};

// The store as the server thread sees it: it lives there, and owns the store thread with the journal in it, and the thread that
// checkpoints.
//
// Writes gather: those of one turn of the event loop go together; while their transaction runs, what comes waits, and the next
// one takes all of it. Nothing waits for time to pass. At most `maxQueued` records wait; past that a write is answered Unavailable at once. Answers come in the order of the
// writes, after the commit, and before `committed` hands out the events of that transaction. A change that leaves a rest
// (Applied::rest) goes on behind what was written meanwhile, and is answered when all of it is done.
class Store : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxQueued = 200'000; // records
    static constexpr qsizetype maxTogether
            = 10'000; // records of one transaction, and so of one batch to the feed; one change may be more
    static constexpr std::size_t maxReads = 4096;  // questions that wait
    static constexpr std::size_t readsAtATime = 2; // handed over: one is answered while the next is worked on

    using Answer = std::function<void(const Result<Applied> &)>;

    explicit Store(QObject *parent = nullptr);
    ~Store() override; // commits what is queued, then closes the database
    Q_DISABLE_COPY_MOVE(Store)

    // Opens on the store thread; `opened` or `openFailed` follows.
    void open(const StoreOptions &options);

    void write(Change change, Answer answer);
    // Does not wait for the end of the turn: hands over what was gathered, where no transaction runs.
    void writeNext();

    // Asks the journal on the store thread; `answer` is called here, with what `ask` gave. Few questions are handed over at a
    // time, so that a write never waits behind many of them. Errors: Unavailable, where too many wait.
    template<typename T>
    void read(std::function<Result<T>(Journal &)> ask, std::function<void(const Result<T> &)> answer)
    {
        if (m_questions.size() + m_asked.size() >= maxReads) {
            answer(Error{ErrorCode::Unavailable, QStringLiteral("the store is busy: ask again in a second"), {}});
            return;
        }
        if (m_turnEnd.isActive())
            writeNext(); // it is to see what was written before it
        m_questions.push_back(
                {[ask = std::move(ask)](Journal &journal) { return std::any(ask(journal)); },
                 [answer = std::move(answer)](const std::any &given) { answer(*std::any_cast<Result<T>>(&given)); }});
        askNext();
    }

    [[nodiscard]] const QByteArray &name() const { return m_name; } // as in the facts; empty until it is opened
    [[nodiscard]] const StoreHealth &health() const { return m_health; }
    [[nodiscard]] StoreFigures figures() const;
    [[nodiscard]] bool idle() const { return !m_underWay && m_queue.empty() && m_questions.empty() && m_asked.empty(); }

Q_SIGNALS:
    void opened(const tallywall::StoreFacts &facts);
    void openFailed(const QString &sentence);
    void committed(const QList<tallywall::Event> &events);
    void healthChanged(const tallywall::StoreHealth &health);
    void becameIdle();

private:
    struct Waiting {
        Change change;
        Answer answer;
    };

    struct Question {
        std::function<std::any(Journal &)> ask;
        std::function<void(const std::any &)> answer;
    };

    void onStoreThread(std::function<void(Journal &)> work);
    void writeQueued();
    [[nodiscard]] QList<Change> takeQueued();
    void checkpoint();
    void finish(const Commit &commit);
    void answerOrGoOn(const Answer &answer, const Result<Applied> &outcome);
    void askNext();
    void tell(const std::any &given);
    void updateHealth();
    [[nodiscard]] Error busy() const;

    QThread m_thread;
    QByteArray m_name;
    QObject *m_worker = nullptr;                         // the context of what runs on the store thread; deleted there
    std::shared_ptr<std::unique_ptr<Journal>> m_journal; // touched on the store thread alone
    std::unique_ptr<Checkpoints> m_checkpoints;
    QTimer m_turnEnd; // an interval of zero: due when the turn has read its sockets
    QTimer m_retry;   // while unhealthy: tries an empty commit, so that recovery needs no restart
    std::deque<Waiting> m_queue;
    qsizetype m_queued = 0;  // records in m_queue
    QList<Answer> m_answers; // of the transaction under way
    bool m_underWay = false;
    std::deque<Question> m_questions;                          // not handed over yet
    std::deque<std::function<void(const std::any &)>> m_asked; // who waits for an answer, in the order of asking
    std::optional<Error> m_writeFailure;                       // of the last transaction
    StoreHealth m_health;
    StoreFigures m_figures;
};

} // namespace tallywall
