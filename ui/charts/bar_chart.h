// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_view.h"

#include <QList>
#include <QString>

class QBarCategoryAxis;
class QBarSet;
class QHorizontalBarSeries;

namespace tallywall {

// A bar that lies: a name, a value, and the value in words.
struct NamedBar {
    QString name;
    double value = 0;
    QString words;

    friend bool operator==(const NamedBar &, const NamedBar &) = default;
};

// Lying bars, the first on top, each with its name and value written on it. At most ten are drawn.
class RankChart : public ChartView
{
    Q_OBJECT

public:
    static constexpr qsizetype maxBars = 10;

    explicit RankChart(QWidget *parent = nullptr);

    void setBars(QList<NamedBar> bars);

protected:
    [[nodiscard]] bool isEmpty() const override { return m_bars.isEmpty(); }
    void draw() override;
    void recolour(const theme::Palette &colours) override;
    void paintOver(QPainter &painter, const theme::Palette &colours) override;

private:
    QList<NamedBar> m_bars;
    QBarCategoryAxis *m_places;
    QHorizontalBarSeries *m_series;
    QBarSet *m_set;
};

} // namespace tallywall
