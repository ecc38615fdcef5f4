// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/line_reader.h"

#include <QFile>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace tallywall {

// The lines of a file, or of standard input, as they come and no faster than they are taken: it reads further only when it has
// no whole line left, and then at most `chunk` bytes. Nothing waits for a writer that is slow.
class LineFile : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype chunk = 64 * 1024;

    // `path` as it was given; "-" is standard input.
    explicit LineFile(const QString &path);

    [[nodiscard]] bool open(); // false: error() says why

    // The next one; nothing where it has to come first (changed() follows), or at the end.
    [[nodiscard]] std::optional<Line> take();
    [[nodiscard]] bool isAtEnd() const { return m_lines.isDone(); }
    // How far it was read, 0 to 100; nothing where nobody knows how long it is.
    [[nodiscard]] std::optional<int> percentRead() const;
    // Why it ended early, for a person; empty where it did not.
    [[nodiscard]] const QString &error() const { return m_error; }

Q_SIGNALS:
    void changed(); // there may be a line, or the end

private:
    void read();

    QFile m_file;
    qint64 m_size = 0; // when it was opened; 0 where it has none, as a pipe
    qint64 m_read = 0; // bytes
    QByteArray m_bytes{chunk, Qt::Uninitialized};
    LineReader m_lines;
    QString m_error;
    std::unique_ptr<QSocketNotifier> m_readable; // enabled while a line is waited for
};

} // namespace tallywall
