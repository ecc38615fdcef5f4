// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace tallywall {

class EventLogModel;
struct LogRow;

// The log as the table shows it: those events in which a text is found.
class EventsProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit EventsProxy(EventLogModel &log, QObject *parent = nullptr); // borrowed

    void setSearch(const QString &text); // ui/collections/event_text.h: eventContains()
    [[nodiscard]] const QString &search() const { return m_search; }
    [[nodiscard]] const LogRow &at(int row) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    EventLogModel &m_log;
    QString m_search;
};

} // namespace tallywall
