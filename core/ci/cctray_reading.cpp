// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/cctray.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

bool isCalled(QStringView name, QLatin1StringView expected)
{
    return name.compare(expected, Qt::CaseInsensitive) == 0;
}

QString attribute(const QXmlStreamAttributes &attributes, QLatin1StringView name)
{
    const auto found = std::find_if(attributes.begin(), attributes.end(), [name](const QXmlStreamAttribute &one) {
        return isCalled(one.qualifiedName(), name);
    });
    return found == attributes.end() ? QString() : found->value().toString().trimmed();
}

CctrayActivity activityOf(const QString &word)
{
    if (isCalled(word, "Building"_L1))
        return CctrayActivity::Building;
    return isCalled(word, "Pending"_L1) ? CctrayActivity::Pending : CctrayActivity::Sleeping;
}

// Some services write the offset of the zone without its colon: "+0200".
std::optional<TimePoint> timeOf(QString text)
{
    if (const qsizetype sign = text.size() - 5; sign > 10 && (text.at(sign) == u'+' || text.at(sign) == u'-'))
        text.insert(sign + 3, u':');
    return fromIso(text);
}

std::optional<Lane> laneIn(const QXmlStreamAttributes &attributes)
{
    Lane lane{.provider = attribute(attributes, "tallywall:provider"_L1),
              .project = attribute(attributes, "tallywall:project"_L1),
              .pipeline = attribute(attributes, "tallywall:pipeline"_L1),
              .ref = attribute(attributes, "tallywall:ref"_L1)};
    return lane.project.isEmpty() ? std::nullopt : std::optional(std::move(lane));
}

CctrayEntry entryOf(const QXmlStreamAttributes &attributes)
{
    return {.name = attribute(attributes, "name"_L1),
            .activity = activityOf(attribute(attributes, "activity"_L1)),
            .lastBuildStatus = attribute(attributes, "lastBuildStatus"_L1),
            .lastBuildLabel = attribute(attributes, "lastBuildLabel"_L1),
            .lastBuildTime = timeOf(attribute(attributes, "lastBuildTime"_L1)),
            .webUrl = attribute(attributes, "webUrl"_L1),
            .lane = laneIn(attributes)};
}

Error notAFeed(const QString &sentence)
{
    return {ErrorCode::NotUnderstood, sentence, {}};
}

Error webPage()
{
    return notAFeed(u"this is a web page, perhaps one to log in at, and not a cctray feed"_s);
}

Error notXml(const QByteArray &bytes, const QXmlStreamReader &xml)
{
    const QByteArray beginning = bytes.first(std::min<qsizetype>(bytes.size(), 200)).trimmed();
    if (beginning.isEmpty())
        return notAFeed(u"this is empty, and not a cctray feed"_s);
    if (beginning.startsWith('{') || beginning.startsWith('['))
        return notAFeed(u"this is JSON, and not a cctray feed"_s);
    if (!beginning.contains('<'))
        return notAFeed(u"this is plain text, and not a cctray feed"_s);
    return notAFeed(
            u"this is not XML as it should be: line %1, column %2"_s.arg(xml.lineNumber()).arg(xml.columnNumber()));
}

// Goes to the start of <Projects>.
std::optional<Error> open(QXmlStreamReader &xml, const QByteArray &bytes)
{
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::DTD)
            return isCalled(xml.dtdName(), "html"_L1)
                    ? webPage()
                    : notAFeed(u"this has a document type, which no cctray feed has"_s);
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (isCalled(xml.name(), "html"_L1))
            return webPage();
        if (isCalled(xml.name(), "Projects"_L1))
            return std::nullopt;
        return notAFeed(u"this is <%1>, and not the <Projects> of a cctray feed"_s.arg(xml.name().left(40).toString()));
    }
    return notXml(bytes, xml);
}

} // namespace

Result<QList<CctrayEntry>> readCctray(const QByteArray &xml)
{
    if (xml.size() > maxCctrayBytes)
        return Error{ErrorCode::TooLarge, u"this is more than a megabyte"_s, {}};
    QXmlStreamReader reader(xml);
    reader.setNamespaceProcessing(false); // what is not ours need not be declared
    if (const auto error = open(reader, xml))
        return *error;
    QList<CctrayEntry> entries;
    while (reader.readNextStartElement()) {
        if (isCalled(reader.name(), "Project"_L1)) {
            if (CctrayEntry entry = entryOf(reader.attributes()); !entry.name.isEmpty())
                entries.append(std::move(entry));
        }
        if (entries.size() > maxCctrayProjects)
            return Error{ErrorCode::TooLarge,
                         u"these are more than %1 projects; a view with fewer of them can be polled"_s.arg(
                                 maxCctrayProjects),
                         {}};
        reader.skipCurrentElement();
    }
    if (reader.hasError())
        return notXml(xml, reader);
    return entries;
}

} // namespace tallywall::ci
