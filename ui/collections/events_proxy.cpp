// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/events_proxy.h"

#include "ui/collections/event_log_model.h"
#include "ui/collections/event_text.h"

namespace tallywall {

EventsProxy::EventsProxy(EventLogModel &log, QObject *parent) : QSortFilterProxyModel(parent), m_log(log)
{
    setSourceModel(&log);
}

void EventsProxy::setSearch(const QString &text)
{
    if (text == m_search)
        return;
    m_search = text;
    invalidateFilter();
}

const LogRow &EventsProxy::at(int row) const
{
    return m_log.at(mapToSource(index(row, 0)).row());
}

bool EventsProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    return eventContains(m_log.at(row).event, m_search);
}

} // namespace tallywall
