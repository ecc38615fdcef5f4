// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTimer>
#include <QWidget>

#include <array>

class QStackedLayout;

namespace tallywall {

class LineChart;
class Tile;
class TvLanes;
class TvList;
class TvPrices;
class Wall;
class WindowMemory;

// The wall on a television: no controls, large type, five pages that change every 20 seconds, and a clock. Pipelines and prices
// that do not fit into one page take several turns. A pipeline that falls into trouble brings its page up at once, as does a store that
// fails, which stands above every page as long as it lasts. Pages without content are passed over. Works only while visible.
class TvWall : public QWidget
{
    Q_OBJECT

public:
    enum Page : int { Tiles, Results, Ci, Messages, Prices, PageCount };
    static constexpr int turnSeconds = 20;

    // Wall and memory are borrowed; `mark` stands beside the clock (empty: nothing does).
    TvWall(Wall &wall, const WindowMemory &memory, const QString &mark, QWidget *parent = nullptr);

    void startWith(Page page); // whenever it is shown; with the tiles where that page has no content
    [[nodiscard]] int currentPage() const;
    void turn(); // to what comes next; every turnSeconds by itself
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
    const WindowMemory &m_memory;
    QString m_mark;
    QStackedLayout *m_pages;
    std::array<Tile *, 4> m_tiles{};
    TvList *m_fastest = nullptr;
    LineChart *m_times = nullptr;
    TvLanes *m_lanes;
    TvList *m_messages;
    TvPrices *m_prices;
    QSet<qint64> m_trouble; // runs that were in trouble when last looked at
    QString m_storeTrouble;
    Page m_first = Tiles;
    QTimer m_turn;
    QTimer m_refreshDue;
};

} // namespace tallywall
