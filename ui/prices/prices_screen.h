// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QListView;
class QStackedLayout;

namespace tallywall {

class EmptyState;
class Facts;
class LineChart;
class LineLabel;
class Panel;
class PricesModel;
class Wall;
struct PriceSeries;
struct Reach;

// The ticker, and the chosen symbol's prices over time.
class PricesScreen : public QWidget
{
    Q_OBJECT

public:
    explicit PricesScreen(Wall &wall, QWidget *parent = nullptr); // borrowed

    void setReach(const Reach &reach);
    [[nodiscard]] const PriceSeries *chosen() const; // null where there is none

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeTicker();
    [[nodiscard]] QWidget *makeChart();
    void refresh();
    void refreshChosen();
    void copyChosen();
    void growOlder();

    Wall &m_wall;
    PricesModel *m_prices;
    QListView *m_ticker;
    Panel *m_chosen;
    LineLabel *m_trouble; // why the chosen one cannot be read
    Facts *m_facts;
    LineChart *m_chart;
    EmptyState *m_empty;
    QBoxLayout *m_halves;
    QStackedLayout *m_stack;
    QTimer m_due;
};

} // namespace tallywall
