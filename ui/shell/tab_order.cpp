// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tab_order.h"

#include <QSet>
#include <QWidget>

namespace tallywall {

void orderTabs(QWidget *first, const QList<QWidget *> &parts)
{
    QWidget *last = first;
    QSet<const QWidget *> ordered;
    for (QWidget *part : parts) {
        if (!part)
            continue;
        for (QWidget *widget : part->findChildren<QWidget *>()) {
            // Menus and the lists of choices are windows of their own.
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->window() != first->window()
                || ordered.contains(widget))
                continue;
            QWidget::setTabOrder(last, widget);
            last = widget;
            ordered.insert(widget);
        }
    }
}

} // namespace tallywall
