// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <optional>

namespace tallywall {

// One line of a list that is read from across the room.
struct TvLine {
    std::optional<ci::State> state{}; // its icon at the left, its colour in the word
    QString text;
    QString side;   // muted, after the text
    QString figure; // at the right, in tabular figures

    friend bool operator==(const TvLine &, const TvLine &) = default;
};

// As many lines as fit in large type, with a title; nothing to scroll.
class TvList : public QWidget
{
    Q_OBJECT

public:
    TvList(const QString &title, const QString &emptyText, QWidget *parent = nullptr);

    // `total`: how many there are in all; those that do not fit are counted in the last line. 0: nobody counts.
    void setLines(QList<TvLine> lines, qsizetype total = 0);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_emptyText;
    QList<TvLine> m_lines;
    qsizetype m_total = 0;
};

} // namespace tallywall
