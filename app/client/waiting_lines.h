// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace tallywall {

// A line of the input, ready to be sent, or why it cannot be.
struct WaitingLine {
    qint64 number = 0; // the first one is 1
    QByteArray event;  // as POST /notify takes one
    QString problem;   // why there is none, as a sentence; empty where there is
};

// The lines that wait to be sent, in their order, of which as many as possible go in one body. A wall takes all of a body or
// nothing: one that it refuses is sent again in smaller ones, until the line that it does not take is alone, and they grow again
// from there.
class WaitingLines
{
public:
    static constexpr qsizetype mostLines = 250;
    // Of their events; a single one may have more. QNetworkAccessManager writes the head and a body in pieces of 16 KiB, without
    // TCP_NODELAY: a small second piece would wait until the first one is acknowledged, 40 ms each time.
    static constexpr qsizetype mostBytes = 12 * 1024;

    [[nodiscard]] bool isEmpty() const { return m_lines.isEmpty(); }
    [[nodiscard]] bool isFull() const { return m_lines.size() >= mostLines || m_bytes >= mostBytes; }
    void append(WaitingLine line);

    // Of what is not empty. Those that go next are under way until it is said what became of them.
    [[nodiscard]] const WaitingLine &first() const { return m_lines.constFirst(); }
    [[nodiscard]] QByteArray sendNext(); // the first one has no problem; an object, or an array of several
    [[nodiscard]] qsizetype underWay() const { return m_underWay; } // how many; 0: none
    [[nodiscard]] const WaitingLine &lastUnderWay() const { return m_lines.at(m_underWay - 1); }

    void taken();       // all that were under way are done with
    void splitNext();   // they were refused: they still wait, and fewer go next
    void removeFirst(); // which is left out

private:
    [[nodiscard]] qsizetype countOfNext() const;
    void remove(qsizetype count);

    QList<WaitingLine> m_lines;
    qsizetype m_bytes = 0; // of their events
    qsizetype m_underWay = 0;
    qsizetype m_most = mostLines; // that go in one body now
};

} // namespace tallywall
