// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace tallywall {

// The Tab key goes on from `first` to what it reaches in these parts of its window, in their order; one that is null is passed
// over. What is in two of them belongs to the earlier one. To be called again when parts have come: Qt takes what is made later for last.
void orderTabs(QWidget *first, const QList<QWidget *> &parts);

} // namespace tallywall
