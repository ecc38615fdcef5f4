// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ci/poll_figures.h"

#include "core/bytes.h"
#include "core/json_object_writer.h"

#include <algorithm>

namespace tallywall {

void PollFigures::add(const QString &name)
{
    m_polls.append({.name = name, .ok = {}, .since = {}, .why = {}});
}

void PollFigures::note(const QString &name, bool ok, const QString &why, TimePoint at)
{
    const auto poll = std::find_if(m_polls.begin(), m_polls.end(),
                                   [&name](const Poll &one) { return one.name == name; });
    if (poll == m_polls.end())
        return;
    if (poll->ok != ok)
        poll->since = at;
    poll->ok = ok;
    poll->why = why;
}

QByteArray PollFigures::json() const
{
    QByteArray out("[");
    for (const Poll &poll : m_polls) {
        if (!out.endsWith('['))
            out.append(',');
        JsonObjectWriter members(out);
        members.text("name", poll.name);
        if (poll.ok) {
            members.flag("ok", *poll.ok);
            members.time("since", poll.since);
        }
        members.text("why", poll.why);
        members.end();
    }
    return out + ']';
}

void PollFigures::appendMetrics(QByteArray &out) const
{
    out.append("# HELP tallywall_poll_up Whether the feed could be read when it was last asked.\n"
               "# TYPE tallywall_poll_up gauge\n");
    for (const Poll &poll : m_polls) {
        if (poll.ok)
            appendAll(out, "tallywall_poll_up{feed=\"", poll.name.toLatin1(), "\"} ",
                      QByteArrayView(*poll.ok ? "1" : "0"), "\n");
    }
}

} // namespace tallywall
