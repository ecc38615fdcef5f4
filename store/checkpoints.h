// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <optional>

namespace tallywall {

// Keeps the write-ahead log short without a commit ever waiting for the disk: a thread of its own, with a connection of its own,
// copies the log into the database file while transactions go on. Lives on the server thread, as part of the store.
//
// SQLite begins the log anew only where a checkpoint has reached its end, which under unbroken load moves away. So once the log
// is long, and a pass has left little behind, `restartDue` asks for a checkpoint by the writer itself, between two transactions.
// Where the disk does not keep up, `holds` says that the next transaction has to wait. So the log holds at most `most` bytes and
// one transaction. It may grow beyond that only where a checkpoint fails, which `failure` tells, or where another program reads
// on for long: nothing can be copied past what that one still sees.
class Checkpoints : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 copyAfter = 4 * 1024 * 1024;      // bytes that are not copied yet
    static constexpr qint64 restartAfter = 128 * 1024 * 1024; // bytes in the log
    static constexpr qint64 littleLeft = 2 * 1024 * 1024;     // what the writer copies within a few milliseconds
    static constexpr qint64 most = 256 * 1024 * 1024;

    explicit Checkpoints(QObject *parent = nullptr);
    ~Checkpoints() override; // finishes the pass under way
    Q_DISABLE_COPY_MOVE(Checkpoints)

    // Which file; the writer has made it what it is.
    void open(const QString &path);

    // After each commit: how long the log is now.
    void grew(qint64 walBytes);
    // After the checkpoint that `restartDue` asked for.
    void restarted(const Result<Done> &done);
    // Whether what failed works by now.
    void tryAgain();

    [[nodiscard]] bool holds() const { return m_underWay && m_walBytes >= most; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

Q_SIGNALS:
    void restartDue();
    void passed(); // a pass has ended: what `holds` and `failure` say may have changed

private:
    void copy();
    void finish(const Result<sqlite::Checkpoint> &pass);
    [[nodiscard]] qint64 left() const { return m_walBytes - m_copied; }

    QThread m_thread;
    QObject *m_worker = nullptr; // the context of what runs on the thread; deleted there
    std::shared_ptr<std::optional<sqlite::Connection>> m_connection; // touched on the thread alone
    QString m_path;
    qint64 m_walBytes = 0;
    qint64 m_looked = 0; // how long the log was when the last pass began
    qint64 m_copied = 0;
    bool m_underWay = false;
    bool m_restarting = false; // the writer was asked, and has not answered yet
    std::optional<Error> m_failure;
};

} // namespace tallywall
