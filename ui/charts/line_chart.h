// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_view.h"

#include <QList>
#include <QPointF>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QAreaSeries;
class QLineSeries;
class QScatterSeries;

namespace tallywall {

// What a line chart shows. Each segment is drawn for itself, with a gap between it and the next.
struct LineData {
    static constexpr qsizetype maxSegments = 12; // the oldest are left out
    // Where the axis begins: at nothing, or near the lowest value, for what differs by little and may be below 0.
    enum class Base : quint8 { Zero, Lowest };

    QList<QList<QPointF>> segments; // x grows to the right, the newest last
    double firstX = 0;
    double lastX = 1;
    double reach = 0; // what the axis shows at least; from Base::Zero only
    Base base = Base::Zero;
    QString left;                                     // words below the axis: "60 min ago"
    QString middle;                                   // between them, where there is room; may be empty
    QString right;                                    // "now"
    std::function<QString(const QPointF &)> describe; // the value under the pointer; may be empty
};

// One line of 2 px with its area at 12 %, the newest point marked. GUI thread.
class LineChart : public ChartView
{
    Q_OBJECT

public:
    explicit LineChart(QWidget *parent = nullptr);
    ~LineChart() override;

    void setData(LineData newData); // drawn once, when visible

protected:
    [[nodiscard]] bool isEmpty() const override { return m_data.segments.isEmpty(); }
    void draw() override;
    void recolour(const theme::Palette &colours) override;
    void paintOver(QPainter &painter, const theme::Palette &colours) override;

private:
    struct Segment {
        QLineSeries *line;
        QLineSeries *base;
        QAreaSeries *area;
    };
    void addSegment();
    [[nodiscard]] Scale scale() const; // that holds all of the data
    void paintLabels(QPainter &painter) const;
    [[nodiscard]] const QPointF *nearest(double x) const;

    LineData m_data;
    Scale m_scale;
    QValueAxis *m_places;
    QScatterSeries *m_marks; // the newest point, and points that stand alone
    std::vector<Segment> m_segments;
};

} // namespace tallywall
