// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/deliveries/deliveries_model.h"
#include "ui/feed/questions.h"
#include "ui/widgets/panel.h"

#include <QTimer>

#include <optional>

class QPushButton;

namespace tallywall {

class ChoiceBox;
class TextLabel;
class Wall;
class WallTable;

// The deliveries as a table, filtered by service and outcome, newest on top. Asks for the newest every few seconds while it is
// seen, since what was refused causes no event, and for older ones when somebody wants them.
class DeliveryList : public Panel
{
    Q_OBJECT

public:
    static constexpr int refreshSeconds = 2;

    DeliveryList(Wall &wall, Questions &questions, QWidget *parent = nullptr); // borrowed

    void askForNewest(); // where it is seen
    [[nodiscard]] bool isRefreshing() const { return m_refresh.isActive(); }
    void focusFilter();

Q_SIGNALS:
    void chosen(tallywall::ci::DeliveryId id);
    void begunAnew(); // by another filter: nothing is chosen any more

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QStringList services(const Wall &wall) const; // that are known here
    void setUpTable();
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeFoot();
    [[nodiscard]] ci::DeliveriesQuery query(ci::DeliveryId before) const;
    void beginAnew();
    void takeNewest(const Result<ci::DeliveriesPage> &page);
    [[nodiscard]] bool meets(const QList<ci::DeliveryRecord> &newest) const;
    void askForOlder();
    void takeOlder(const Result<ci::DeliveriesPage> &page);
    void refreshWords();
    void fitColumns();

    Questions &m_questions;
    DeliveriesModel m_deliveries;
    ChoiceBox *m_provider;
    ChoiceBox *m_outcome;
    WallTable *m_table;
    TextLabel *m_count;
    QPushButton *m_more;
    QTimer m_refresh;
    Questions::Ticket m_newest = 0;
    Questions::Ticket m_older = 0;
    std::optional<ci::DeliveryId> m_next; // where the pages so far end; none before the first
    QString m_trouble;                    // why there was no answer
};

} // namespace tallywall
