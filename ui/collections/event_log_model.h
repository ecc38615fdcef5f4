// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"
#include "ui/feed/newest_first_model.h"

namespace tallywall {

// An event in the log. The number tells where it stands: those that came are counted up from 1 (ui/feed/recent_events.h), older
// ones that were asked for down from 0. An event never changes, so one with the same number is the same.
struct LogRow {
    qint64 id = 0;
    Event event;

    friend bool operator==(const LogRow &a, const LogRow &b) { return a.id == b.id; }
};

// The events of one collection or of all, newest on top. GUI thread.
class EventLogModel : public NewestFirstModel<LogRow>
{
    Q_OBJECT

public:
    static constexpr int maxRows = 5000;
    static constexpr qsizetype maxBytes = 64 * 1024 * 1024; // of data; past that the oldest go
    enum Column : int { Time, Collection, Type, Data, ColumnCount };

    explicit EventLogModel(QObject *parent = nullptr, int bound = maxRows);

    void takeNewer(QList<LogRow> rows);         // ascending, above all that are here
    void takeOlder(const QList<Event> &events); // newest first; those that are here already are passed over
    [[nodiscard]] EventId oldestStored() const; // of those with an id; None where there are none
    [[nodiscard]] bool isFull() const;          // still older ones would fall out at once

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] qsizetype bytes() const;
};

} // namespace tallywall
