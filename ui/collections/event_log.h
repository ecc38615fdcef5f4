// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/collections/event_log_model.h"
#include "ui/feed/questions.h"
#include "ui/widgets/panel.h"

#include <QTimer>

#include <optional>

class QPushButton;

namespace tallywall {

class EventsProxy;
class LineLabel;
class LogHead;
class Wall;
class WallTable;

// The live log of one collection or of all: search, pause, and older events where there are any in the store. What comes is taken
// over ten times a second at most, and only while it is seen.
class EventLog : public Panel
{
    Q_OBJECT

public:
    static constexpr int enoughRows = 50; // with fewer of a collection at hand, older ones are asked for at once

    EventLog(Wall &wall, Questions &questions, QWidget *parent = nullptr); // borrowed

    void showCollection(const QByteArray &collection); // empty: all of them
    void focusSearch();
    // The list stands still; what comes meanwhile and matches the search is counted, and follows at the end: of more than the wall
    // keeps, the newest.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_paused; }

Q_SIGNALS:
    void chosen(const tallywall::Event &event);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeFoot();
    void setUpTable();
    void search();
    void tellChosen();
    template<typename Act>
    void changeRows(Act act);
    [[nodiscard]] bool wants(const Event &event) const;
    void beginAnew();
    void refresh();
    void take();
    void countMissed();
    void countMissedAnew();
    void askForOlder();
    void takeOlder(const Result<EventsHistory> &history);
    void refreshWords();
    [[nodiscard]] QString countWords() const;
    [[nodiscard]] QString emptyWords() const;
    void fitColumns();

    Wall &m_wall;
    Questions &m_questions;
    EventLogModel m_log;
    EventsProxy *m_proxy;
    LogHead *m_head;
    WallTable *m_table;
    LineLabel *m_trouble; // why there was no answer
    QPushButton *m_more;
    QTimer m_due;
    std::optional<qint64> m_chosen; // the row that somebody chose, by its number
    bool m_rowsChange = false;      // then it is not somebody who selects
    QByteArray m_collection;
    qint64 m_taken = 0; // the number up to which recent events are in the log…
    bool m_paused = false;
    qint64 m_counted = 0; // …or are counted, while it stands still
    qint64 m_missed = 0;
    Questions::Ticket m_asked = 0;
    bool m_atEnd = false; // there are no older ones
};

} // namespace tallywall
