// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tv/tv_wall.h"

#include "ui/charts/line_chart.h"
#include "ui/ci/run_words.h"
#include "ui/feed/wall.h"
#include "ui/overview/tile_content.h"
#include "ui/prices/shown_price.h"
#include "ui/results/times.h"
#include "ui/shell/window_memory.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/tabular_font.h"
#include "ui/tv/tv_lanes.h"
#include "ui/tv/tv_list.h"
#include "ui/tv/tv_prices.h"

#include <QGridLayout>
#include <QPainter>
#include <QStackedLayout>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int maxLines = 20; // more than fit on any screen
constexpr int foot = 56;     // the clock's line
constexpr int alarm = 120;   // two lines about the store
} // namespace

TvWall::TvWall(Wall &wall, const WindowMemory &memory, const QString &mark, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_memory(memory)
    , m_mark(mark)
    , m_pages(new QStackedLayout)
    , m_lanes(new TvLanes)
    , m_messages(new TvList(u"Messages"_s, u"Nothing said yet"_s))
    , m_prices(new TvPrices)
{
    m_pages->addWidget(makeTiles());
    m_pages->addWidget(makeResults());
    m_pages->addWidget(m_lanes);
    m_pages->addWidget(m_messages);
    m_pages->addWidget(m_prices);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(3 * theme::gutter, 2 * theme::gutter, 3 * theme::gutter, foot);
    whole->addLayout(m_pages);

    connect(&m_turn, &QTimer::timeout, this, &TvWall::turn);
    m_turn.setInterval(std::chrono::seconds(turnSeconds));
    m_refreshDue.setSingleShot(true);
    m_refreshDue.setInterval(100ms);
    connect(&m_refreshDue, &QTimer::timeout, this, &TvWall::refresh);
    connect(&wall, &Wall::applied, this, [this] {
        lookForTrouble();
        if (isVisible() && !m_refreshDue.isActive())
            m_refreshDue.start();
    });
    connect(&wall, &Wall::secondPassed, this, [this] {
        if (isVisible())
            refresh();
        update(); // the clock
    });
}

QWidget *TvWall::makeTiles()
{
    auto *page = new QWidget;
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(2 * theme::gutter);
    const QString captions[] = {u"Results today"_s, u"Pipelines"_s, u"Messages"_s, u"Events"_s};
    int place = 0;
    for (Tile *&tile : m_tiles) {
        tile = new Tile(captions[place], Tile::Size::Tv);
        tile->setFocusPolicy(Qt::NoFocus);
        grid->addWidget(tile, place / 2, place % 2);
        ++place;
    }
    return page;
}

QWidget *TvWall::makeResults()
{
    auto *page = new QWidget;
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * theme::gutter);
    m_times = new LineChart;
    m_times->setAccessibleName(u"Chart of the newest times"_s);
    m_times->setLarge(true);
    m_fastest = new TvList(u"Newest results (s)"_s, u"No results yet"_s);
    columns->addWidget(m_fastest, 1);
    columns->addWidget(m_times, 1);
    return page;
}

void TvWall::startWith(Page page)
{
    m_first = page;
}

int TvWall::currentPage() const
{
    return m_pages->currentIndex();
}

void TvWall::show(Page page)
{
    m_pages->setCurrentIndex(page);
    if (auto *tiles = qobject_cast<TvTiles *>(m_pages->currentWidget()))
        tiles->showFirst(); // of the pipelines: where the trouble is
    m_turn.start();
    refresh();
}

void TvWall::turn()
{
    auto *tiles = qobject_cast<TvTiles *>(m_pages->currentWidget());
    if (!tiles || !tiles->turn())
        show(nextPage());
}

void TvWall::lookForTrouble()
{
    QSet<qint64> trouble;
    for (const ci::Run &run : m_wall.pipelines().trouble) {
        if (!isStillRed(run)) // that somebody builds it again is no news
            trouble.insert(static_cast<qint64>(run.id));
    }
    const bool isNew = !QSet<qint64>(trouble).subtract(m_trouble).isEmpty();
    m_trouble = trouble;
    const WallStatus &status = m_wall.status();
    const QString store = status.storeHealthy ? QString() : u"Not storing: %1"_s.arg(oneLine(status.storeMessage));
    const bool storeFell = m_storeTrouble.isEmpty() && !store.isEmpty();
    if (store != m_storeTrouble) {
        m_storeTrouble = store;
        setAccessibleDescription(store);
        const int top = store.isEmpty() ? 2 * theme::gutter : alarm + 2 * theme::gutter;
        layout()->setContentsMargins(3 * theme::gutter, top, 3 * theme::gutter, foot);
        update();
    }
    if (isVisible() && (isNew || storeFell))
        show(isNew ? Ci : Tiles);
}

bool TvWall::hasContent(Page page) const
{
    switch (page) {
    case Tiles: return true;
    case Results: return m_wall.results.count() > 0;
    case Ci: return m_wall.runs.count() > 0;
    case Messages: return m_wall.messages.rowCount() > 0;
    case Prices: return !shownSymbols(m_wall.prices(), m_wall.status().failing).isEmpty();
    case PageCount: break;
    }
    return false;
}

TvWall::Page TvWall::nextPage() const
{
    int page = currentPage();
    do
        page = (page + 1) % PageCount;
    while (!hasContent(static_cast<Page>(page))); // the tiles always have
    return static_cast<Page>(page);
}

void TvWall::refresh()
{
    if (!isVisible())
        return;
    const TimePoint now = presentTime();
    switch (static_cast<Page>(currentPage())) {
    case Tiles:
        m_tiles.at(0)->setContent(resultsTile(m_wall, now));
        m_tiles.at(1)->setContent(pipelinesTile(m_wall));
        m_tiles.at(2)->setContent(messagesTile(m_wall));
        m_tiles.at(3)->setContent(eventsTile(m_wall));
        return;
    case Results: {
        QList<TvLine> lines;
        for (int row = 0; row < std::min(maxLines, m_wall.results.count()); ++row) {
            const TimedResult &result = m_wall.results.at(row);
            lines.append({{}, oneLine(result.name), formatAge(result.created, now), formatSeconds(result.time)});
        }
        m_fastest->setLines(std::move(lines));
        m_times->setData(newestTimes(m_wall.results, 120));
        return;
    }
    case Ci: {
        const Pipelines &pipelines = m_wall.pipelines();
        m_lanes->setTiles(laneTiles(pipelines.latest, m_memory.greenFolded() ? Green::Folded : Green::Shown),
                          countWords(pipelines));
        return;
    }
    case Messages: {
        QList<TvLine> lines; // newest on top
        for (int row = m_wall.messages.rowCount() - 1; row >= 0 && lines.size() < maxLines; --row) {
            const SaidMessage &said = m_wall.messages.at(row);
            lines.append({{},
                          oneLine(u"%1: %2"_s.arg(said.message.name, firstPart(said.message.message, 300))),
                          {},
                          formatClock(said.time)});
        }
        m_messages->setLines(std::move(lines));
        return;
    }
    case Prices: m_prices->setPrices(shownPrices(m_wall.prices(), m_wall.status().failing, now)); return;
    case PageCount: return;
    }
}

void TvWall::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colour(colours.background));
    QFont clock = font();
    clock.setPixelSize(theme::tileTitleSize);
    clock.setWeight(QFont::DemiBold);
    painter.setPen(colour(colours.muted));
    const QRect line(3 * theme::gutter, height() - foot, width() - 6 * theme::gutter, foot);
    TabularFont(clock).draw(painter, line, Qt::AlignRight | Qt::AlignVCenter, formatClock(presentTime()).left(5));
    painter.setFont(clock);
    painter.setPen(colour(colours.warning));
    painter.drawText(line, Qt::AlignCenter, m_mark);
    // Which page of how many.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    double x = line.left() + 5;
    for (int i = 0; i < PageCount; ++i) {
        if (!hasContent(static_cast<Page>(i)) && i != currentPage())
            continue;
        painter.setBrush(colour(i == currentPage() ? colours.text : colours.border));
        painter.drawEllipse(QPointF(x, line.center().y()), 5, 5);
        x += 20;
    }
    if (!m_storeTrouble.isEmpty())
        paintStoreTrouble(painter);
}

void TvWall::paintStoreTrouble(QPainter &painter) const
{
    const theme::Palette &colours = coloursOf(palette());
    const QRect ground(3 * theme::gutter, theme::gutter, width() - 6 * theme::gutter, alarm);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(colours.failed, 0.2));
    painter.drawRoundedRect(ground, theme::radius, theme::radius);
    QFont words = font();
    words.setPixelSize(36);
    words.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(words);
    drawIcon(painter, QRectF(ground.left() + theme::gutter, ground.center().y() - 22, 44, 44), "failed"_L1,
             colour(colours.failed));
    const QRect room = ground.adjusted(theme::gutter + 44 + theme::gutter, 0, -theme::gutter, 0);
    painter.setFont(words);
    painter.setPen(colour(colours.failed));
    // Two lines: what wraps needs a little more room than one line of twice the width.
    painter.drawText(room, int(Qt::AlignVCenter) | Qt::TextWordWrap,
                     metrics.elidedText(m_storeTrouble, Qt::ElideRight, room.width() * 17 / 10));
}

void TvWall::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    lookForTrouble();
    show(hasContent(m_first) ? m_first : Tiles);
}

void TvWall::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_turn.stop();
}

} // namespace tallywall
