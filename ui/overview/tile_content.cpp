// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/tile_content.h"

#include "ui/feed/wall.h"
#include "ui/text/format.h"

namespace tallywall {

using namespace Qt::StringLiterals;

QList<double> resultsPerMinute(const Wall &wall, TimePoint now)
{
    return wall.minutes().lastHour(now);
}

TileContent resultsTile(const Wall &wall, TimePoint now)
{
    const WallStatus &status = wall.status();
    const QString change = formatChange(status.resultsToday, status.resultsYesterdayByNow);
    TileContent content;
    content.figure = formatCount(status.resultsToday);
    content.word = change.isEmpty() ? u"%1 in all"_s.arg(formatCount(status.resultsTotal))
                                    : u"%1 on yesterday by now"_s.arg(change);
    content.spark = resultsPerMinute(wall, now);
    if (content.spark == QList<double>(content.spark.size()))
        content.spark.clear(); // a flat line says nothing
    return content;
}

TileContent pipelinesTile(const Wall &wall)
{
    const Pipelines &pipelines = wall.pipelines();
    const int failed = pipelines.failed;
    TileContent content;
    if (pipelines.total == 0) {
        content.figure = u"0"_s;
        content.word = u"No webhook has come yet"_s;
        return content;
    }
    if (failed > 0) {
        content.tone = TileContent::Tone::Trouble;
        content.figure = formatCount(failed);
        content.unit = u"failed of %1"_s.arg(formatCount(pipelines.total));
        if (!pipelines.trouble.isEmpty())
            content.word = oneLine(u"%1 %2"_s.arg(pipelines.trouble.first().project, pipelines.trouble.first().ref));
        return content;
    }
    content.figure = formatCount(pipelines.total);
    content.unit = pipelines.total == 1 ? u"pipeline"_s : u"pipelines"_s;
    content.word = pipelines.running > 0 ? u"None failed, %1 running"_s.arg(pipelines.running) : u"None failed"_s;
    return content;
}

TileContent messagesTile(const Wall &wall)
{
    TileContent content;
    content.figure = formatCount(wall.messages.heard());
    const int rows = wall.messages.rowCount();
    if (rows == 0) {
        content.word = u"Nothing said yet"_s;
        return content;
    }
    const Message &newest = wall.messages.at(rows - 1).message;
    content.unit = u"since start"_s;
    content.word = oneLine(u"%1: %2"_s.arg(newest.name, firstPart(newest.message, 200)));
    return content;
}

TileContent eventsTile(const Wall &wall)
{
    const WallStatus &status = wall.status();
    TileContent content;
    content.figure = formatRate(wall.rate());
    content.unit = u"per second"_s;
    content.word = status.subscribers() == 1 ? u"1 subscriber"_s
                                             : u"%1 subscribers"_s.arg(formatCount(status.subscribers()));
    content.spark = wall.rates();
    if (content.spark == QList<double>(content.spark.size()))
        content.spark.clear();
    content.sparkRoom = std::max<qsizetype>(60, content.spark.size()); // a minute at first, later all that is kept
    return content;
}

} // namespace tallywall
