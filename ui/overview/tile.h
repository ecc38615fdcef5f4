// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tabular_font.h"

#include <QAbstractButton>
#include <QList>

namespace tallywall {

// What a tile says.
struct TileContent {
    enum class Tone : quint8 { Calm, Warning, Trouble };

    QString figure; // one big number
    QString unit;   // beside it: "failed of 31"
    QString word;   // below it: "▲ 12 % on yesterday"
    Tone tone = Tone::Calm;
    QList<double> spark;      // oldest first; empty: no sparkline
    qsizetype sparkRoom = 60; // how many values fill the width

    friend bool operator==(const TileContent &, const TileContent &) = default;
};

// A caption, one big tabular figure, a word and a sparkline along the bottom edge; the whole tile is a link. In trouble it
// has its state colour as a left edge and in its title, and in TV mode as its ground, too.
class Tile : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Size : quint8 { Normal, Tv };

    Tile(const QString &caption, Size size, QWidget *parent = nullptr);

    void setContent(TileContent content);
    [[nodiscard]] const TileContent &content() const { return m_content; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeFonts();
    void paintWords(QPainter &painter);

    Size m_size;
    TileContent m_content;
    QFont m_captionFont;
    QFont m_unitFont;
    QFont m_wordFont;
    TabularFont m_figures;
};

} // namespace tallywall
