// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flash.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemView>

#include <algorithm>

namespace tallywall {

using namespace std::chrono_literals;

Flash::Flash(QAbstractItemView &view) : QObject(&view), m_view(view)
{
    m_time.start();
    m_steps.setInterval(33ms);
    connect(&m_steps, &QTimer::timeout, this, &Flash::step);
}

void Flash::watch()
{
    connect(m_view.model(), &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { add(first, last); });
}

double Flash::strength(qint64 id) const
{
    const auto since = m_since.constFind(id);
    if (since == m_since.cend())
        return 0;
    const auto age = static_cast<double>(m_time.elapsed() - *since);
    return age >= theme::flashMs ? 0 : 1 - age / theme::flashMs;
}

void Flash::add(int first, int last)
{
    const qint64 before = m_newest;
    m_newest = std::max(m_newest, newestOf(first, last));
    if (!m_view.isVisible() || last - first >= maxRows || m_since.size() > 4 * maxRows || prefersReducedMotion(m_view))
        return;
    for (int row = first; row <= last; ++row) {
        const qint64 id = m_view.model()->index(row, 0).data(IdRole).toLongLong();
        if (id > before)
            m_since.insert(id, m_time.elapsed());
    }
    m_steps.start();
}

qint64 Flash::newestOf(int first, int last) const
{
    qint64 newest = 0;
    for (int row = first; row <= last; ++row)
        newest = std::max(newest, m_view.model()->index(row, 0).data(IdRole).toLongLong());
    return newest;
}

void Flash::step()
{
    m_since.removeIf([this](const auto &entry) { return m_time.elapsed() - entry.value() >= theme::flashMs; });
    if (m_since.isEmpty())
        m_steps.stop();
    m_view.viewport()->update();
}

} // namespace tallywall
