// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace tallywall {

class LiveModel;

// The newest events, one line each: clock time, collection, what happened; a run with its state's icon. Plain text.
class LiveList : public QListView
{
    Q_OBJECT

public:
    explicit LiveList(LiveModel &model, QWidget *parent = nullptr); // borrowed

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace tallywall
