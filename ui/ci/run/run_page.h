// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"
#include "ui/ci/deliveries/deliveries_model.h"
#include "ui/ci/run/jobs_model.h"
#include "ui/feed/questions.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QPushButton;

namespace tallywall {

class Claims;
class Facts;
class LaneRemoval;
class LineLabel;
class Panel;
class StateLabel;
class TimelineChart;
class Wall;
class WallTable;

// One run: what it is, its jobs as a time line and as a list, and the deliveries it was made of. The head is known at once; the
// jobs are asked for, and again whenever news of the run come. Esc or Back closes it.
class RunPage : public QWidget
{
    Q_OBJECT

public:
    RunPage(Wall &wall, Questions &questions, Claims &claims, LaneRemoval &removal,
            QWidget *parent = nullptr); // borrowed

    void show(const ci::Run &run); // as far as it is known; an id is enough
    [[nodiscard]] const ci::Run &run() const { return m_run; }

Q_SIGNALS:
    void closed();
    void deliveryChosen(tallywall::ci::DeliveryId id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeTables();
    void addShortcuts();
    void remove();
    [[nodiscard]] bool mayRemove() const;
    void hear(const QList<ci::Run> &runs);
    void ask();
    void take(const Result<ci::Run> &run);
    void refresh();
    void refreshTimes();
    void fitCards();
    void fitColumns();

    Questions &m_questions;
    Claims &m_claims;
    LaneRemoval &m_removal;
    ci::Run m_run;
    JobsModel m_jobs;
    DeliveriesModel m_deliveries;
    Questions::Ticket m_askedRun = 0;
    Questions::Ticket m_askedDeliveries = 0;
    QTimer m_askDue;       // news come in bursts
    bool m_isGone = false; // removed from the wall; what was known of it is shown all the same
    bool m_stale = false;  // news came while nobody looked: it is to be asked for
    bool m_isDue = false;  // something changed while nobody looked: it is to be written
    QString m_trouble;
    QPushButton *m_back;
    LineLabel *m_title;
    StateLabel *m_state;
    LineLabel *m_message;
    QPushButton *m_claim;
    QPushButton *m_open;
    QPushButton *m_remove;
    Facts *m_facts;
    QBoxLayout *m_halves;
    Panel *m_timesPanel;
    TimelineChart *m_times;
    Panel *m_jobsPanel;
    WallTable *m_jobsTable;
    WallTable *m_deliveriesTable;
};

} // namespace tallywall
