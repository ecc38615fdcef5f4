// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/line_file.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace tallywall {

using namespace Qt::StringLiterals;

LineFile::LineFile(const QString &path) : m_file(path == "-"_L1 ? QString() : path) { }

bool LineFile::open()
{
    const bool isOpen = m_file.fileName().isEmpty() ? m_file.open(STDIN_FILENO, QIODevice::ReadOnly)
                                                    : m_file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        m_error = m_file.errorString();
        return false;
    }
    m_size = m_file.isSequential() ? 0 : m_file.size();
    m_readable = std::make_unique<QSocketNotifier>(m_file.handle(), QSocketNotifier::Read);
    m_readable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &LineFile::read);
    return true;
}

std::optional<Line> LineFile::take()
{
    auto line = m_lines.take();
    m_readable->setEnabled(!line && !isAtEnd());
    return line;
}

std::optional<int> LineFile::percentRead() const
{
    if (m_size == 0)
        return std::nullopt;
    return static_cast<int>(100 * std::min(m_read, m_size) / m_size); // it may have grown
}

// Not through QFile, which would wait until its buffer is full.
void LineFile::read()
{
    const auto got = ::read(m_file.handle(), m_bytes.data(), static_cast<std::size_t>(m_bytes.size()));
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got < 0)
        m_error = qt_error_string(errno);
    m_readable->setEnabled(false);
    m_read += std::max<qint64>(got, 0);
    if (got > 0)
        m_lines.append(QByteArrayView(m_bytes).first(got));
    else
        m_lines.end();
    Q_EMIT changed();
}

} // namespace tallywall
