// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_view.h"

#include <QList>
#include <QString>

class QBarCategoryAxis;
class QBarSet;
class QStackedBarSeries;

namespace tallywall {

// A bar that stands, in the colour of how it ended.
struct StateBar {
    enum class Kind : quint8 { Good, Warned, Bad, Other };

    double value = 0; // in the chart's unit
    Kind kind = Kind::Other;
    QString words; // what stands under the pointer

    friend bool operator==(const StateBar &, const StateBar &) = default;
};

// A value that all bars are seen against: a dashed line with its words.
struct BarMark {
    double value = 0; // in the chart's unit
    QString words;

    friend bool operator==(const BarMark &, const BarMark &) = default;
};

// For how many columns so many bars lie, at the right: few of them are not drawn as a wall of colour, there is always room for
// twelve.
[[nodiscard]] qsizetype barColumns(qsizetype bars);

// Standing bars, the newest at the right. What went wrong is marked by an icon, too, where the bars are wide enough for one.
class StateBarChart : public ChartView
{
    Q_OBJECT

public:
    static constexpr qsizetype maxBars = 100; // the oldest are left out

    explicit StateBarChart(QWidget *parent = nullptr);

    void setBars(QList<StateBar> bars, const QString &left, const QString &right); // words below the axis
    void setMarks(const QList<BarMark> &marks);

protected:
    [[nodiscard]] bool isEmpty() const override { return m_bars.isEmpty(); }
    void draw() override;
    void recolour(const theme::Palette &colours) override;
    void paintOver(QPainter &painter, const theme::Palette &colours) override;

private:
    [[nodiscard]] qsizetype columns() const;
    void paintMarks(QPainter &painter, const theme::Palette &colours);
    void paintIcons(QPainter &painter, const theme::Palette &colours);
    void paintPointed(QPainter &painter, const theme::Palette &colours);

    QList<StateBar> m_bars;
    QList<BarMark> m_marks;
    QString m_left;
    QString m_right;
    QBarCategoryAxis *m_places;
    QStackedBarSeries *m_series;
    QBarSet *m_good;
    QBarSet *m_warned;
    QBarSet *m_bad;
    QBarSet *m_other;
};

} // namespace tallywall
