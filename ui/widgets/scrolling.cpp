// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scrolling.h"

#include <QScrollArea>
#include <QScrollBar>

namespace tallywall {

QScrollArea *scrolling(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus); // what is in it has the keyboard
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    area->setWidget(content);
    return area;
}

QScrollArea *scrollingPage(QWidget *content)
{
    QScrollArea *area = scrolling(content);
    QScrollBar *bar = area->verticalScrollBar();
    const auto keepMargin = [content, bar](int, int most) {
        content->setContentsMargins(0, 0, pageMargin - (most > 0 ? bar->sizeHint().width() : 0), 0);
    };
    keepMargin(0, 0);
    QObject::connect(bar, &QScrollBar::rangeChanged, content, keepMargin);
    return area;
}

} // namespace tallywall
