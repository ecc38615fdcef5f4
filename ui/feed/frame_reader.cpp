// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feed/frame_reader.h"

#include "core/ci/tidy.h"
#include "core/json.h"
#include "ui/ci/state_look.h"
#include "ui/prices/price_text.h"
#include "ui/text/format.h"
#include "ui/text/pretty_json.h"

#include <QJsonObject>

#include <map>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxLiveText = 200;

// Gathers what becomes of each row: the row as it is at the end, or nothing where it is gone.
template<typename Row>
class Gathered
{
public:
    void put(Row row)
    {
        const auto id = row.id;
        m_rows.insert_or_assign(id, std::optional(std::move(row)));
    }
    void remove(decltype(Row::id) id) { m_rows.insert_or_assign(id, std::nullopt); }
    template<typename Predicate>
    void removeIf(Predicate predicate)
    {
        for (auto &[id, row] : m_rows) {
            if (row && predicate(*row))
                row.reset();
        }
    }

    [[nodiscard]] RowChanges<Row> changes() &&
    {
        RowChanges<Row> result;
        for (auto &[id, row] : m_rows) {
            if (row)
                result.upserts.append(std::move(*row));
            else
                result.removed.append(id);
        }
        return result;
    }

private:
    std::map<decltype(Row::id), std::optional<Row>> m_rows;
};

QString resultText(const TimedResult &result)
{
    return u"%1  %2 s"_s.arg(oneLine(result.name), formatSeconds(result.time));
}

QString runText(const ci::Run &run)
{
    return oneLine(u"%1  %2  %3"_s.arg(run.project, run.ref, stateLook(run.state).word)).simplified();
}

QString messageText(const Message &message)
{
    return firstPart(oneLine(u"%1: %2"_s.arg(message.name, message.message)), maxLiveText);
}

// The window shows runs, not their jobs; a run may have hundreds.
ci::Run withoutJobs(ci::Run run)
{
    run.jobs.clear();
    return run;
}

class FrameReader
{
public:
    explicit FrameReader(const Frame &frame)
        : m_firstLive(std::max<qsizetype>(0, frame.events.size() - FrameChanges::maxLive))
    {
        for (const TimedResult &result : frame.results)
            m_results.put(result);
        for (const ci::Run &run : frame.runs)
            m_runs.put(withoutJobs(run));
        for (qsizetype i = 0; i < frame.events.size(); ++i)
            read(frame.events.at(i), i >= m_firstLive);
    }

    [[nodiscard]] FrameChanges changes() &&
    {
        m_changes.results = std::move(m_results).changes();
        m_changes.runs = std::move(m_runs).changes();
        return std::move(m_changes);
    }

private:
    void read(const Event &event, bool live)
    {
        const bool known = tellsOfTable(event, "results") || tellsOfTable(event, "ci")
                || event.collection == "messages";
        if (!known && !live)
            return;
        LiveRow row{event.time, QString::fromUtf8(event.collection), {}, {}};
        if (known) {
            if (const auto object = parseJsonObject(event.data))
                row.text = readKnown(event, *object, row);
        }
        if (!live)
            return;
        if (const auto tick = priceOf(event))
            row.text = priceText(*tick);
        if (row.text.isEmpty()) {
            const QByteArray data = unescapedJson(event.data.left(6 * maxLiveText)); // an escape has six bytes
            const QString text = oneLine(QString::fromUtf8(event.type + "  " + data));
            row.text = firstPart(text.trimmed(), maxLiveText);
        }
        m_changes.live.append(std::move(row));
    }

    // Takes over an event of a known collection; returns its words, empty where it is not understood.
    QString readKnown(const Event &event, const QJsonObject &object, LiveRow &row)
    {
        if (event.collection == "results")
            return readResult(event, object);
        if (event.collection == "ci" && (event.type == "created" || event.type == "updated")) {
            ci::Run run = ci::boundedRun(withoutJobs(ci::runFromJson(object))); // anybody may publish one
            if (run.id <= ci::RunId::None)
                return {};
            row.state = run.state;
            const QString text = runText(run);
            m_runs.put(std::move(run));
            return text;
        }
        if (event.collection == "ci" && event.type == "deleted")
            return readForgotten(object);
        if (event.collection == "messages" && event.type == "said") {
            auto message = messageFromJson(object);
            if (!message)
                return {};
            const QString text = messageText(*message);
            m_changes.messages.append({event.time, std::move(message).value()});
            return text;
        }
        return {};
    }

    QString readForgotten(const QJsonObject &object)
    {
        const auto told = ci::laneFromJson(object);
        if (!told)
            return {};
        const ci::Lane lane = ci::boundedLane(*told);
        m_runs.removeIf([&lane](const ci::Run &run) { return ci::laneOf(run) == lane; });
        m_changes.forgotten.insert(lane);
        return oneLine(u"%1  %2  removed from the wall"_s.arg(lane.project, lane.ref)).simplified();
    }

    QString readResult(const Event &event, const QJsonObject &object)
    {
        const auto result = resultFromJson(object);
        if (event.type == "deleted") {
            // The id alone is enough to know what is gone.
            const qint64 id = object.value("id"_L1).toInteger();
            if (id <= 0)
                return {};
            m_results.remove(ResultId(id));
            return result ? resultText(*result) + u", deleted"_s : u"number %1, deleted"_s.arg(id);
        }
        if (!result || (event.type != "created" && event.type != "updated"))
            return {};
        m_results.put(*result);
        return event.type == "updated" ? resultText(*result) + u", changed"_s : resultText(*result);
    }

    qsizetype m_firstLive;
    Gathered<TimedResult> m_results;
    Gathered<ci::Run> m_runs;
    FrameChanges m_changes;
};

} // namespace

FrameChanges readFrame(const Frame &frame)
{
    return FrameReader(frame).changes();
}

QList<LiveRow> liveRowsOfHistory(const Frame &frame, qsizetype limit)
{
    QList<LiveRow> rows;
    for (const TimedResult &result : frame.results.first(std::min(limit, frame.results.size())))
        rows.append({result.created, u"results"_s, resultText(result), {}});
    for (const ci::Run &run : frame.runs.first(std::min(limit, frame.runs.size())))
        rows.append({run.updated, u"ci"_s, runText(run), run.state});
    std::stable_sort(rows.begin(), rows.end(), [](const LiveRow &a, const LiveRow &b) { return a.time < b.time; });
    return rows.last(std::min(limit, rows.size()));
}

} // namespace tallywall
