// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"
#include "ui/charts/scale.h"

#include <QChartView>

class QValueAxis;

namespace tallywall {

// What our charts have in common: the look of the tokens, an axis of values with four hairlines, no legend, no animation,
// and drawing that waits: setting data while the chart is hidden costs nothing, showing it draws the newest.
// Subclasses fill the chart in draw() and paint words over it in paintOver(): Qt Charts reads the labels of its axes as
// rich text, so nothing that comes from elsewhere may become one.
class ChartView : public QChartView
{
    Q_OBJECT

public:
    explicit ChartView(QWidget *parent = nullptr);

    void setLarge(bool large);              // TV mode: words to be read from afar
    void setEmptyText(const QString &text); // instead of a chart without data
    // The least; a graphics view would ask for the size that it has, and never give it back.
    [[nodiscard]] QSize sizeHint() const override { return {2 * minimumHeight(), minimumHeight()}; }

protected:
    [[nodiscard]] virtual bool isEmpty() const = 0;
    virtual void draw() = 0; // called while visible only
    virtual void recolour(const theme::Palette &colours) = 0;
    virtual void paintOver(QPainter &painter, const theme::Palette &colours) = 0;

    void redraw(); // draw(), now or when shown
    void setScale(const Scale &scale);
    [[nodiscard]] QValueAxis *valueAxis() const { return m_values; }
    [[nodiscard]] int textSize() const { return m_textSize; }
    [[nodiscard]] QPointF pointer() const { return m_pointer; } // in the view; negative: not over it

    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void applyColours();

    QValueAxis *m_values;
    QPointF m_pointer{-1, -1};
    QString m_emptyText;
    int m_textSize = theme::captionSize;
    bool m_stale = true; // until it is drawn
};

// A small box with one line of plain text that stays inside `bounds`, near `anchor`: the value under the pointer.
void paintValueBox(QPainter &painter, const QRectF &bounds, QPointF anchor, const QString &text,
                   const theme::Palette &colours);

} // namespace tallywall
