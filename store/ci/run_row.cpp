// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/run_row.h"

namespace tallywall {

using namespace Qt::StringLiterals;

const QByteArray runColumns
        = "id, provider, project, pipeline, ref, key, number, sequence, attempt, \"commit\", message, author,"
          " state, reported, word, started, finished, duration, url, updated, said, generation, steps, transition,"
          " estimate, overdue_after, last_green, claim_by, claim_at, measured, text_ranks, jobs"_ba;
const QByteArray briefColumns = runColumns.chopped(4) + "'[]'";
const QByteArray runPlaces
        = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"_ba;

const QByteArray ofLane = "provider = ? AND project = ? AND pipeline = ? AND ref = ?"_ba;

std::optional<TimePoint> timeOf(const sqlite::Rows &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(fromUnixMs(rows.integer(column)));
}

std::optional<double> realOf(const sqlite::Rows &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(rows.real(column));
}

std::optional<qint64> numberOf(const std::optional<TimePoint> &time)
{
    return time ? std::optional(toUnixMs(*time)) : std::nullopt;
}

namespace {

// "generation,steps,finished,said,place;…"
QByteArray ranksText(const QList<ci::TextRank> &ranks)
{
    QByteArrayList all;
    for (const ci::TextRank &rank : ranks)
        all.append(QByteArrayList{QByteArray::number(rank.generation), QByteArray::number(rank.steps),
                                  QByteArray::number(int(rank.finished)), QByteArray::number(toUnixMs(rank.said)),
                                  QByteArray::number(rank.place)}
                           .join(','));
    return all.join(';');
}

QList<ci::TextRank> ranksOf(QByteArrayView text)
{
    QList<ci::TextRank> ranks;
    const QByteArrayList all = text.isEmpty() ? QByteArrayList() : text.toByteArray().split(';');
    for (const QByteArray &one : all) {
        const QByteArrayList numbers = one.split(',');
        ranks.append({numbers.value(0).toLongLong(), numbers.value(1).toInt(), numbers.value(2) == "1",
                      fromUnixMs(numbers.value(3).toLongLong()), numbers.value(4).toInt()});
    }
    return ranks.size() == ci::Run::rankedTexts ? ranks : QList<ci::TextRank>();
}

} // namespace

ci::Run runOf(const sqlite::Rows &rows)
{
    return ci::Run{.id = ci::RunId(rows.integer(0)),
                   .provider = rows.text(1),
                   .project = rows.text(2),
                   .pipeline = rows.text(3),
                   .ref = rows.text(4),
                   .commit = rows.text(9),
                   .message = rows.text(10),
                   .author = rows.text(11),
                   .state = ci::stateFromWord(rows.text(12)),
                   .reported = ci::stateFromWord(rows.text(13)),
                   .word = rows.text(14),
                   .started = timeOf(rows, 15),
                   .finished = timeOf(rows, 16),
                   .duration = realOf(rows, 17),
                   .url = rows.text(18),
                   .key = rows.text(5),
                   .number = rows.integer(6),
                   .sequence = rows.integer(7),
                   .attempt = static_cast<int>(rows.integer(8)),
                   .updated = fromUnixMs(rows.integer(19)),
                   .said = fromUnixMs(rows.integer(20)),
                   .generation = rows.integer(21),
                   .steps = static_cast<int>(rows.integer(22)),
                   .textRanks = ranksOf(rows.utf8(30)),
                   .measured = realOf(rows, 29),
                   .jobs = ci::jobsFromJson(rows.utf8(31).toByteArray()),
                   .transition = ci::transitionFromWord(rows.text(23)),
                   .estimate = realOf(rows, 24),
                   .overdueAfter = realOf(rows, 25),
                   .lastGreen = timeOf(rows, 26),
                   .claim = {rows.text(27), fromUnixMs(rows.integer(28))}};
}

Result<Done> writeRun(sqlite::Statement &statement, const ci::Run &run)
{
    return statement.run(
            static_cast<qint64>(run.id), run.provider.toUtf8(), run.project.toUtf8(), run.pipeline.toUtf8(),
            run.ref.toUtf8(), run.key.toUtf8(), run.number, run.sequence, run.attempt, run.commit.toUtf8(),
            run.message.toUtf8(), run.author.toUtf8(), ci::stateWord(run.state), ci::stateWord(run.reported),
            run.word.toUtf8(), numberOf(run.started), numberOf(run.finished), run.duration, run.url.toUtf8(),
            toUnixMs(run.updated), toUnixMs(run.said), run.generation, run.steps, ci::transitionWord(run.transition),
            run.estimate, run.overdueAfter, numberOf(run.lastGreen), run.claim.by.toUtf8(), toUnixMs(run.claim.at),
            run.measured, ranksText(run.textRanks), ci::jobsJson(run.jobs));
}

Result<std::optional<ci::Run>> oneRun(sqlite::Rows rows)
{
    std::optional<ci::Run> run;
    if (rows.next())
        run = runOf(rows);
    if (auto read = rows.status(); !read)
        return read.error();
    return run;
}

Result<QList<ci::Run>> allRuns(sqlite::Rows rows)
{
    QList<ci::Run> runs;
    while (rows.next())
        runs.append(runOf(rows));
    if (auto read = rows.status(); !read)
        return read.error();
    return runs;
}

} // namespace tallywall
