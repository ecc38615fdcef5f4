// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

class QAbstractItemView;

namespace tallywall {

// Remembers which rows of a view came just now, so that its delegate can let them light up once for theme::flashMs.
// Rows that come in bulk (history, a reload) or while the view is hidden do not light up, and none does where the system
// asks for reduced motion. Newer rows have higher ids: one that only comes back (after a search) does not light up. Owned by the view.
class Flash : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxRows = 64; // more at once is not news, it is a load

    explicit Flash(QAbstractItemView &view);

    void watch();                                   // the view has its model now
    [[nodiscard]] double strength(qint64 id) const; // 1 just now, 0 later

private:
    void add(int first, int last);
    void step();
    [[nodiscard]] qint64 newestOf(int first, int last) const;

    QAbstractItemView &m_view;
    QElapsedTimer m_time;
    QHash<qint64, qint64> m_since; // row id → when it came, by m_time
    qint64 m_newest = 0;           // the highest id that came so far
    QTimer m_steps;
};

} // namespace tallywall
