// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace tallywall {

// The head of our tables: muted words over one hairline, and a small arrow where the table is sorted.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(QWidget *parent = nullptr);

protected:
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override; // its words, and the arrow they may get
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};

} // namespace tallywall
