// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/source_figures.h"

#include "core/bytes.h"
#include "core/json_object_writer.h"

#include <algorithm>

namespace tallywall {

void SourceFigures::add(const QString &name, const QString &symbol)
{
    m_sources.append({.name = name, .symbol = symbol, .ok = {}, .since = {}, .why = {}});
}

void SourceFigures::note(const QString &name, bool ok, const QString &why, TimePoint at)
{
    const auto source = std::find_if(m_sources.begin(), m_sources.end(),
                                     [&name](const Source &one) { return one.name == name; });
    if (source == m_sources.end())
        return;
    if (source->ok != ok)
        source->since = at;
    source->ok = ok;
    source->why = why;
}

QByteArray SourceFigures::json() const
{
    QByteArray out("[");
    for (const Source &source : m_sources) {
        beginElement(out);
        JsonObjectWriter members(out);
        members.text("name", source.name);
        if (source.ok) {
            members.flag("ok", *source.ok);
            members.time("since", source.since);
        }
        members.text("why", source.why);
        members.end();
    }
    return out + ']';
}

QList<FailingSource> SourceFigures::failing() const
{
    QList<FailingSource> failing;
    for (const Source &source : m_sources) {
        if (source.ok == false)
            failing.append({source.name, source.why, source.since, source.symbol});
    }
    return failing;
}

void SourceFigures::appendMetric(QByteArray &out, QByteArrayView name, QByteArrayView label, QByteArrayView help) const
{
    appendAll(out, "# HELP ", name, " ", help, "\n# TYPE ", name, " gauge\n");
    for (const Source &source : m_sources) {
        if (source.ok)
            appendAll(out, name, "{", label, "=\"", source.name.toLatin1(), "\"} ",
                      QByteArrayView(*source.ok ? "1" : "0"), "\n");
    }
}

} // namespace tallywall
