// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/runs_model.h"

#include <QConcatenateTablesProxyModel>
#include <QSet>

namespace tallywall {

// The runs of the wall, and below them older ones that were asked for. What falls out of the wall's model while older ones are
// here is kept among these, so that there is no gap. GUI thread.
class RunHistory : public QConcatenateTablesProxyModel
{
    Q_OBJECT

public:
    static constexpr int maxOlder = 10'000;

    explicit RunHistory(RunsModel &newest, QObject *parent = nullptr); // borrowed

    qsizetype take(const QList<ci::Run> &older); // how many of them were not here yet
    void forgetOlder();
    // What was removed from the wall, by its lane or by its id; the newest ones know already.
    void forget(const QSet<ci::Lane> &lanes, const QList<ci::RunId> &runs);

    [[nodiscard]] const ci::Run *find(ci::RunId id) const; // null where it is not here
    [[nodiscard]] int older() const { return m_older.count(); }
    [[nodiscard]] bool isFull() const { return older() >= maxOlder; } // still older ones would fall out at once
    [[nodiscard]] ci::RunId oldest() const;                           // of the older ones; None where there are none

    // The values that its runs have there, each once, by their names.
    [[nodiscard]] QStringList values(QString ci::Run::*member) const;

private:
    void keep();

    RunsModel &m_newest;
    RunsModel m_older{nullptr, maxOlder};
    QList<ci::Run> m_leaving;
};

} // namespace tallywall
