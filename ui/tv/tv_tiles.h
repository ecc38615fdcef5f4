// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/wall/grid_fit.h"

#include <QWidget>

namespace tallywall {

// Tiles in type that is read at five metres, as many as fit below a title; the rest on further pages. Nothing to touch.
class TvTiles : public QWidget
{
    Q_OBJECT

public:
    [[nodiscard]] int pageCount() const;
    [[nodiscard]] int page() const { return m_page; }
    void showFirst();
    bool turn(); // to the next page; false, and the first one, where there is none

protected:
    TvTiles(const QString &title, const QString &emptyText, QWidget *parent);

    void setCount(int count, const QString &summary); // of the tiles; what there is to say of them beside the title
    virtual void paintTile(QPainter &painter, const QRectF &place, int index) = 0;
    [[nodiscard]] QSizeF tileSize() const { return m_fit.tile; }

    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int headSize() const; // of its type, in pixels
    [[nodiscard]] int headHeight() const;
    [[nodiscard]] int perPage() const;
    void fitAnew();
    void paintHead(QPainter &painter) const;

    QString m_title;
    QString m_emptyText;
    QString m_summary;
    int m_count = 0;
    GridFit m_fit;
    int m_page = 0;
};

} // namespace tallywall
