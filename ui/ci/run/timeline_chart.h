// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_view.h"
#include "ui/ci/run/timeline.h"

#include <vector>

class QBarCategoryAxis;
class QBarSet;
class QHorizontalStackedBarSeries;

namespace tallywall {

// The jobs of a run as lying bars from their start to their end, in the colour of their state, grouped by stage; icon and name
// at the left. As high as it has rows: it stands in something that scrolls.
class TimelineChart : public ChartView
{
    Q_OBJECT

public:
    static constexpr int rowHeight = 26; // at least…
    static constexpr int mostRowHeight = 34;

    explicit TimelineChart(QWidget *parent = nullptr);

    void setTimeline(const Timeline &timeline);
    [[nodiscard]] const Timeline &timeline() const { return m_timeline; }

protected:
    [[nodiscard]] bool isEmpty() const override { return m_timeline.rows.isEmpty(); }
    void draw() override;
    void recolour(const theme::Palette &colours) override;
    void paintOver(QPainter &painter, const theme::Palette &colours) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Tinted {
        quint32 theme::Palette::*token;
        QBarSet *set;
    };
    void fitRows();
    [[nodiscard]] QRectF rowAt(qsizetype row) const;
    void paintName(QPainter &painter, const QRectF &line, const TimelineRow &row, const theme::Palette &colours) const;
    void paintLength(QPainter &painter, const QRectF &line, const TimelineRow &row,
                     const theme::Palette &colours) const;

    Timeline m_timeline;
    double m_unit = 1; // seconds that one on the axis stands for
    QString m_unitName;
    QBarCategoryAxis *m_places;
    QHorizontalStackedBarSeries *m_series;
    QBarSet *m_before; // nothing is painted of it: it moves the others to their start
    std::vector<Tinted> m_tints;
};

} // namespace tallywall
