// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/stall.h"

namespace tallywall {

bool Stall::isGivenUp(qint64 waiting)
{
    if (waiting == 0) {
        m_since.invalidate();
        return false;
    }
    if (m_since.isValid() && !m_since.hasExpired(patienceMs))
        return false;
    const bool givenUp = m_since.isValid() && m_taken < leastTaken;
    m_since.start();
    m_taken = 0;
    return givenUp;
}

} // namespace tallywall
