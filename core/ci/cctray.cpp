// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/cctray.h"

#include "core/xml.h"

#include <QHash>
#include <QSet>
#include <QXmlStreamWriter>

#include <algorithm>
#include <tuple>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// The prefix is fixed: our own reader takes it by its letters.
constexpr QLatin1StringView namespaceUri("urn:tallywall:cctray");
constexpr QLatin1StringView prefix("tallywall");

QLatin1StringView activityOf(State state)
{
    switch (state) {
    case State::Queued:
    case State::Waiting:
    case State::Running:
    case State::Failing: return "Building"_L1;
    case State::Success:
    case State::Warning:
    case State::Failed:
    case State::Error:
    case State::Canceled:
    case State::Skipped:
    case State::Unknown: return "Sleeping"_L1;
    }
    Q_UNREACHABLE();
}

// The run that the last result is of; nothing where there was none yet, or where it is not known how the latest stands.
const Run *resultOf(const LaneStatus &lane)
{
    if (isDecisive(lane.latest.state))
        return &lane.latest;
    return lane.latest.state != State::Unknown && lane.lastDecisive ? &*lane.lastDecisive : nullptr;
}

QLatin1StringView statusOf(const Run *result)
{
    if (!result)
        return "Unknown"_L1;
    if (result->state == State::Error)
        return "Exception"_L1;
    return isGreen(result->state) ? "Success"_L1 : "Failure"_L1;
}

QString labelOf(const Run &run)
{
    return run.number > 0 ? QString::number(run.number) : run.key;
}

// To the second: CCMenu and older clients know no fractions.
QString timeOf(const Run &run)
{
    const TimePoint time = run.finished.value_or(run.started.value_or(run.updated));
    return QString::fromLatin1(toIso(time).first(19) + 'Z');
}

QString plainNameOf(const Run &run)
{
    QString name = run.project;
    if (!run.pipeline.isEmpty())
        name += " :: "_L1 + run.pipeline;
    if (!run.ref.isEmpty())
        name += " ("_L1 + run.ref + u')';
    return name;
}

using Lanes = QList<const LaneStatus *>;

// Clients know a project by its name alone. Where two lanes would have the same, all of them tell their provider, so that
// nobody who watches the one is handed the other; and where even that is not enough, they are counted.
QStringList namesOf(const Lanes &lanes)
{
    QHash<QString, int> wanted;
    for (const LaneStatus *lane : lanes)
        ++wanted[xmlText(plainNameOf(lane->latest))];
    QStringList names;
    QSet<QString> taken;
    for (const LaneStatus *lane : lanes) {
        QString name = xmlText(plainNameOf(lane->latest));
        if (wanted.value(name) > 1)
            name += u" [%1]"_s.arg(xmlText(lane->latest.provider));
        const QString stem = name;
        for (int count = 2; taken.contains(name); ++count)
            name = stem + u' ' + QString::number(count);
        taken.insert(name);
        names.append(name);
    }
    return names;
}

// How many providers have the same lane, but for themselves.
using Providers = QHash<Lane, int>;

Lane withoutProvider(const Run &run)
{
    Lane lane = laneOf(run);
    lane.provider.clear();
    return lane;
}

Providers providersOf(const Lanes &lanes)
{
    Providers providers;
    for (const LaneStatus *lane : lanes)
        ++providers[withoutProvider(lane->latest)];
    return providers;
}

void writeLane(QXmlStreamWriter &xml, const Run &run, const Providers &providers)
{
    const auto write = [&xml](QLatin1StringView name, const QString &text) {
        if (!text.isEmpty())
            xml.writeAttribute(namespaceUri, name, xmlText(text));
    };
    if (providers.value(withoutProvider(run)) > 1)
        write("provider"_L1, run.provider);
    write("project"_L1, run.project);
    write("pipeline"_L1, run.pipeline);
    write("ref"_L1, run.ref);
}

void writeProject(QXmlStreamWriter &xml, const LaneStatus &lane, const QString &name, const QString &wall)
{
    const Run *result = resultOf(lane);
    xml.writeEmptyElement("Project"_L1);
    xml.writeAttribute("name"_L1, name);
    xml.writeAttribute("activity"_L1, activityOf(lane.latest.state));
    xml.writeAttribute("lastBuildStatus"_L1, statusOf(result));
    if (result)
        xml.writeAttribute("lastBuildLabel"_L1, xmlText(labelOf(*result)));
    xml.writeAttribute("lastBuildTime"_L1, timeOf(result ? *result : lane.latest));
    xml.writeAttribute("webUrl"_L1, xmlText(linkOf(lane.latest, wall)));
}

} // namespace

QByteArray cctrayFeed(const QList<LaneStatus> &lanes, const QString &wall)
{
    Lanes ordered;
    for (const LaneStatus &lane : lanes)
        ordered.append(&lane);
    const auto lane = [](const LaneStatus *one) {
        const Run &run = one->latest;
        return std::tie(run.provider, run.project, run.pipeline, run.ref);
    };
    std::sort(ordered.begin(), ordered.end(),
              [&lane](const LaneStatus *a, const LaneStatus *b) { return lane(a) < lane(b); });
    const QStringList names = namesOf(ordered);
    const Providers providers = providersOf(ordered);

    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement("Projects"_L1);
    xml.writeNamespace(namespaceUri, prefix);
    for (qsizetype i = 0; i < ordered.size(); ++i) {
        writeProject(xml, *ordered.at(i), names.at(i), wall);
        writeLane(xml, ordered.at(i)->latest, providers);
    }
    xml.writeEndDocument();
    return out;
}

} // namespace tallywall::ci
