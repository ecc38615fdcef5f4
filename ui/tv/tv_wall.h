// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace tallywall {

class LineChart;
class Tile;
class TvList;
class Wall;

// The wall on a television: no controls, large type, four pages that change every 20 seconds, and a clock. A pipeline that
// falls into trouble brings its page up at once, as does a store that fails, which stands above every page as long as it
// lasts. Pages without content are passed over. Works only while visible.
class TvWall : public QWidget
{
    Q_OBJECT

public:
    enum Page : int { Tiles, Results, Ci, Messages, PageCount };
    static constexpr int turnSeconds = 20;

    // The wall is borrowed; `mark` stands beside the clock (empty: nothing does).
    TvWall(Wall &wall, const QString &mark, QWidget *parent = nullptr);

    [[nodiscard]] int currentPage() const;
    [[nodiscard]] QString storeTrouble() const { return m_storeTrouble; } // empty while the store is well

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *makeTiles();
    [[nodiscard]] QWidget *makeResults();
    void show(Page page);
    void refresh();
    void lookForTrouble();
    [[nodiscard]] bool hasContent(Page page) const;
    [[nodiscard]] Page nextPage() const;
    void paintStoreTrouble(QPainter &painter) const;

    Wall &m_wall;
    QString m_mark;
    QStackedLayout *m_pages;
    Tile *m_tiles[PageCount] = {};
    TvList *m_fastest = nullptr;
    LineChart *m_times = nullptr;
    TvList *m_runs;
    TvList *m_messages;
    QSet<qint64> m_trouble; // runs that were in trouble when last looked at
    QString m_storeTrouble;
    QTimer m_turn;
    QTimer m_refreshDue;
};

} // namespace tallywall
