// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

Store::Store(QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
    , m_journal(std::make_shared<std::unique_ptr<Journal>>())
    , m_checkpoints(std::make_unique<Checkpoints>())
{
    using namespace std::chrono_literals;
    m_thread.setObjectName(u"store"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, [journal = m_journal, worker = m_worker] {
        journal->reset(); // the connection is closed where it was opened
        worker->deleteLater();
    });
    m_turnEnd.setSingleShot(true);
    connect(&m_turnEnd, &QTimer::timeout, this, &Store::writeNext);
    m_retry.setInterval(2s);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        if (!m_underWay && m_queue.empty())
            writeQueued();
        m_checkpoints->tryAgain();
    });
    connect(m_checkpoints.get(), &Checkpoints::restartDue, this, &Store::checkpoint);
    connect(m_checkpoints.get(), &Checkpoints::passed, this, [this] {
        updateHealth();
        writeNext();
    });
    m_thread.start();
}

Store::~Store()
{
    if (!m_queue.empty())
        writeQueued();
    m_checkpoints
            .reset(); // the journal closes the file last: that takes the rest of the log into it, and removes the log
    // Behind the work that was handed over: an event loop that is told to quit leaves what is queued undone.
    QMetaObject::invokeMethod(m_worker, [thread = &m_thread] { thread->quit(); });
    m_thread.wait();
}

void Store::open(const StoreOptions &options)
{
    QMetaObject::invokeMethod(m_worker, [this, journal = m_journal, options] {
        const auto fail = [this](const Error &error) {
            QMetaObject::invokeMethod(this, [this, error] { Q_EMIT openFailed(error.sentence()); });
        };
        auto opened = Journal::open(options);
        if (!opened)
            return fail(opened.error());
        const auto tail = (*opened)->log().tail();
        if (!tail)
            return fail(tail.error());
        *journal = *std::move(opened);
        const StoreFacts facts{(*journal)->storeName(), (*journal)->log().newest(), (*journal)->resultsVersion(),
                               *tail};
        QMetaObject::invokeMethod(this, [this, path = options.path, facts] {
            m_name = facts.storeName;
            m_checkpoints->open(path);
            Q_EMIT this->opened(facts);
        });
    });
}

void Store::onStoreThread(std::function<void(Journal &)> work)
{
    QMetaObject::invokeMethod(m_worker, [journal = m_journal, work = std::move(work)] {
        if (*journal) // else it could not be opened, and nobody waits for an answer
            work(**journal);
    });
}

Error Store::busy() const
{
    return Error{ErrorCode::Unavailable, u"the store is busy: try again in a second. Nothing was stored"_s, {}};
}

void Store::write(Change change, Answer answer)
{
    const qsizetype records = weight(change);
    if (m_queued + records > maxQueued) {
        ++m_figures.refused;
        answer(busy());
        return;
    }
    m_queued += records;
    m_queue.push_back({std::move(change), std::move(answer)});
    if (!m_underWay && !m_turnEnd.isActive())
        m_turnEnd.start(0);
}

void Store::writeNext()
{
    m_turnEnd.stop();
    if (!m_underWay && !m_queue.empty() && !m_checkpoints->holds())
        writeQueued();
}

QList<Change> Store::takeQueued()
{
    QList<Change> changes;
    m_answers.clear();
    qsizetype together = 0;
    while (!m_queue.empty()) {
        const qsizetype records = weight(m_queue.front().change);
        if (!changes.isEmpty() && together + records > maxTogether)
            break;
        together += records;
        changes.append(std::move(m_queue.front().change));
        m_answers.append(std::move(m_queue.front().answer));
        m_queue.pop_front();
    }
    m_queued -= together;
    return changes;
}

void Store::writeQueued()
{
    m_underWay = true;
    onStoreThread([this, changes = takeQueued()](Journal &journal) mutable {
        QMetaObject::invokeMethod(this, [this, commit = journal.write(std::move(changes))] { finish(commit); });
    });
}

void Store::askNext()
{
    while (m_asked.size() < readsAtATime && !m_questions.empty()) {
        Question question = std::move(m_questions.front());
        m_questions.pop_front();
        m_asked.push_back(std::move(question.answer));
        onStoreThread([this, ask = std::move(question.ask)](Journal &journal) {
            QMetaObject::invokeMethod(this, [this, given = ask(journal)] { tell(given); });
        });
    }
}

void Store::tell(const std::any &given)
{
    const auto answer = std::move(m_asked.front());
    m_asked.pop_front();
    askNext();
    answer(given);
    if (idle())
        Q_EMIT becameIdle();
}

void Store::finish(const Commit &commit)
{
    m_underWay = false;
    const QList<Answer> answers = std::exchange(m_answers, {});
    m_writeFailure = commit.failure;
    if (!commit.failure)
        m_checkpoints->grew(commit.walBytes);
    // The next transaction runs while this one is answered and sent out.
    writeNext();

    if (commit.failure)
        m_figures.refused += answers.size();
    else
        ++m_figures.commits;
    m_figures.events += commit.events.size();
    updateHealth();
    for (qsizetype i = 0; i < answers.size(); ++i)
        answerOrGoOn(answers.at(i), commit.outcomes.at(i));
    if (!commit.events.isEmpty())
        Q_EMIT committed(commit.events);
    if (idle())
        Q_EMIT becameIdle();
}

void Store::answerOrGoOn(const Answer &answer, const Result<Applied> &outcome)
{
    if (outcome && outcome->rest)
        write(*outcome->rest, answer);
    else
        answer(outcome);
}

void Store::checkpoint()
{
    onStoreThread([this](Journal &journal) {
        QMetaObject::invokeMethod(this, [this, done = journal.checkpoint()] { m_checkpoints->restarted(done); });
    });
}

void Store::updateHealth()
{
    const std::optional<Error> &failure = m_writeFailure ? m_writeFailure : m_checkpoints->failure();
    const StoreHealth health = failure ? StoreHealth{false, failure->sentence()} : StoreHealth{};
    if (health == m_health)
        return;
    m_health = health;
    if (m_health.ok)
        m_retry.stop();
    else if (!m_retry.isActive())
        m_retry.start();
    Q_EMIT healthChanged(m_health);
}

StoreFigures Store::figures() const
{
    StoreFigures figures = m_figures;
    figures.queued = m_queued;
    return figures;
}

} // namespace tallywall
