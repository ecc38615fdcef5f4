// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace tallywall {

// One line of a text, without its end and without blanks around it.
struct Line {
    qint64 number = 0; // the first one is 1
    QByteArray text;   // empty where it is too long
    bool isTooLong = false;

    friend bool operator==(const Line &, const Line &) = default;
};

// Cuts a text into its lines, however it is cut into pieces. Blank ones are counted and left out, a byte order mark is no part
// of the first. What is not complete stays here: at most `maxLine` bytes.
class LineReader
{
public:
    static constexpr qsizetype maxLine = 1024 * 1024; // what a wall takes as one body

    void append(QByteArrayView bytes);
    void end(); // no more will come: what is left is a line, too

    [[nodiscard]] std::optional<Line> take();
    [[nodiscard]] bool isDone() const { return m_ended && m_at == m_buffer.size() && !m_isTooLong; }

private:
    [[nodiscard]] Line cut(qsizetype end);

    QByteArray m_buffer;
    qsizetype m_at = 0; // up to here it was taken
    qint64 m_number = 0;
    bool m_isTooLong = false; // the line under way: its bytes are not kept
    bool m_ended = false;
};

} // namespace tallywall
