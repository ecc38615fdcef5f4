// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/checkpoints.h"

#include <utility>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// On the thread, once. Nobody waits for a pass that is a little late, and a writer would wait for one that takes the processor
// from it. It keeps a share, so that a busy machine does not make the log grow.
void stepBack()
{
#ifdef Q_OS_LINUX
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 15);
#endif
}

// On the thread. The connection is opened by the first pass, and again where that failed.
Result<sqlite::Checkpoint> pass(std::optional<sqlite::Connection> &connection, const QString &path)
{
    if (!connection) {
        auto opened = sqlite::Connection::open(path, sqlite::IfMissing::Refuse, sqlite::Pace::GiveWay);
        if (!opened)
            return opened.error();
        if (auto done = opened->keepLog(); !done)
            return done.error();
        connection = *std::move(opened);
    }
    return connection->checkpoint();
}

} // namespace

Checkpoints::Checkpoints(QObject *parent)
    : QObject(parent), m_worker(new QObject), m_connection(std::make_shared<std::optional<sqlite::Connection>>())
{
    m_thread.setObjectName(u"checkpoints"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, [connection = m_connection, worker = m_worker] {
        connection->reset(); // closed where it was opened
        worker->deleteLater();
    });
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &stepBack);
}

Checkpoints::~Checkpoints()
{
    m_thread.quit();
    m_thread.wait();
}

void Checkpoints::open(const QString &path)
{
    m_path = path;
    copy(); // what a kill left; and its connection is there before descriptors are short
}

void Checkpoints::grew(qint64 walBytes)
{
    if (walBytes < m_walBytes) // it was begun anew
        m_looked = m_copied = 0;
    m_walBytes = walBytes;
    if (m_walBytes - m_looked >= copyAfter)
        copy();
}

void Checkpoints::tryAgain()
{
    if (m_failure)
        copy();
}

void Checkpoints::copy()
{
    if (m_underWay || m_restarting)
        return;
    m_underWay = true;
    m_looked = m_walBytes;
    QMetaObject::invokeMethod(m_worker, [this, connection = m_connection, path = m_path] {
        QMetaObject::invokeMethod(this, [this, done = pass(*connection, path)] { finish(done); });
    });
}

void Checkpoints::finish(const Result<sqlite::Checkpoint> &pass)
{
    m_underWay = false;
    m_failure = pass ? std::nullopt : std::optional(pass.error());
    const qint64 before = std::exchange(m_copied, pass && pass->log > 0 ? pass->copied : m_copied);
    if (pass && m_walBytes >= restartAfter) {
        if (left() <= littleLeft || m_walBytes >= most) {
            m_restarting = true;
            Q_EMIT restartDue();
        } else if (m_copied > before) {
            copy(); // each pass is shorter than the one before, and so is what comes meanwhile
        }
    }
    Q_EMIT passed();
}

void Checkpoints::restarted(const Result<Done> &done)
{
    m_restarting = false;
    m_failure = done ? std::nullopt : std::optional(done.error());
    Q_EMIT passed();
}

} // namespace tallywall
