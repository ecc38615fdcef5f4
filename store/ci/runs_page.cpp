// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ci/runs_page.h"

#include "store/ci/run_row.h"

#include <algorithm>

namespace tallywall {

RunsPageQuestion runsPageQuestion(const ci::RunsQuery &query, ci::RunId newest)
{
    Q_ASSERT(query.limit > 0);
    QByteArrayList conditions{"1"};
    QByteArrayList texts;
    const auto where = [&](const QByteArray &condition, const QString &text) {
        if (text.isEmpty())
            return;
        conditions << condition;
        texts << text.toUtf8();
    };
    where("project = ?", query.project);
    where("ref = ?", query.ref);
    // "+": by these an index finds too much, and out of order
    where("+provider = ?", query.provider);
    where("+pipeline = ?", query.pipeline);
    where("instr(lower(author), lower(?)) > 0", query.author);
    if (query.state)
        where("state = ?", QString::fromLatin1(ci::stateWord(*query.state)));
    if (query.since)
        conditions << "updated >= " + QByteArray::number(toUnixMs(*query.since));
    if (query.until)
        conditions << "updated < " + QByteArray::number(toUnixMs(*query.until));
    const qsizetype served = query.project.isEmpty() ? 0 : (query.ref.isEmpty() ? 1 : 2); // by the indexes of a project
    const bool looks = conditions.size() > 1 + served;
    if (query.before != ci::RunId::None)
        conditions << "id < " + QByteArray::number(static_cast<qint64>(query.before));
    ci::RunId goOn = ci::RunId::None;
    if (looks) {
        const qint64 past = query.before == ci::RunId::None ? qint64(newest) + 1
                                                            : std::min(qint64(query.before), qint64(newest) + 1);
        const qint64 first = past - RunsPageQuestion::maxScan;
        conditions << "id >= " + QByteArray::number(first);
        if (first > 1)
            goOn = ci::RunId(first);
    }
    return {"SELECT " + briefColumns + " FROM ci_runs WHERE " + conditions.join(" AND ") + " ORDER BY id DESC LIMIT "
                    + QByteArray::number(query.limit + 1),
            texts, goOn};
}

} // namespace tallywall
