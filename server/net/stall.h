// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

namespace tallywall {

// Whether a client takes what is ready for it: slowly is well, hardly at all is not, since memory is held for it meanwhile.
class Stall
{
public:
    // Less than so many bytes in so long a time, while more was waiting.
    static constexpr qint64 leastTaken = 64 * 1024;
    static constexpr qint64 patienceMs = 30'000;

    void took(qint64 bytes) { m_taken += bytes; }
    // To be asked every second or so, with how much waits now.
    [[nodiscard]] bool isGivenUp(qint64 waiting);

private:
    QElapsedTimer m_since; // valid while something waits: since the stretch began that is looked at…
    qint64 m_taken = 0;    // …and what was taken in it
};

} // namespace tallywall
